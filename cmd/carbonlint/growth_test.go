package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repeated is an item that occurs many times in a file of a home.
type repeated struct{ name, file, open, item, close string }

var growths = []repeated{
	{"findings on one line", "registry.xml", "<wso2registry>", "<versionResourcesOnChange>true</versionResourcesOnChange>", "</wso2registry>"},
	{"findings on lines of their own", "carbon.xml", "<Server><Security>", "<RegistryKeyStore><Location>%d</Location></RegistryKeyStore>\n", "</Security></Server>"},
	{"duplicates of a parameter", "axis2/axis2.xml", "<axisconfig>", `<parameter name="httpContentNegotiation">false</parameter>`, "</axisconfig>"},
	{"duplicates of a property", "user-mgt.xml", "<UserManager><Realm><Configuration>", `<Property name="isCascadeDeleteEnabled">x</Property>`, "</Configuration></Realm></UserManager>"},
	{
		"datasources", "datasources/master-datasources.xml", "<datasources-configuration><datasources>",
		`<datasource><name>D%d</name><definition type="RDBMS"><configuration><url>u</url></configuration></definition></datasource>`,
		"</datasources></datasources-configuration>",
	},
	{"comments before one element", "carbon.xml", "<Server>", "<!-- carbonlint-ignore cascade-delete: x -->", "<a/></Server>"},
	{
		"comments that suppress", "registry.xml", "<wso2registry>",
		"<!-- carbonlint-ignore version-resources-on-change: x -->\n<versionResourcesOnChange>true</versionResourcesOnChange>\n", "</wso2registry>",
	},
	{"comments", "carbon.xml", "<Server>", "<!-- x -->\n", "</Server>"},
	{"attributes", "carbon.xml", "<Server", ` a%d=""`, "/>"},
	{"elements with names of their own", "carbon.xml", "<Server>", `<a%d svns:secretAlias="x">p</a%d>`, "</Server>"},
	{"a secret on each line", "carbon.xml", "<Server>", "<Password>%d</Password>\n", "<EmbeddedQpid/></Server>"},
}

// counted are the packages whose statements the growth test counts: our own, and
// those that walk over texts and lists for us.
const counted = "./...,github.com/beevik/etree,github.com/sergi/go-diff/diffmatchpatch,encoding/xml,strings,bytes,sort,regexp,path,slices"

// TestStepsGrowWithTheSizeOfAFile gives a file four times as many items and
// counts the statements that the program executes. Four times the work is linear,
// sixteen times is quadratic. It counts and does not time, so that it
// passes or fails alike on every machine.
func TestStepsGrowWithTheSizeOfAFile(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program with counters")
	}
	binary := filepath.Join(t.TempDir(), "carbonlint")
	build := exec.Command("go", "build", "-cover", "-covermode=atomic", "-coverpkg="+counted, "-o", binary, "./cmd/carbonlint")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build with counters: %v\n%s", err, out)
	}
	for _, g := range grownTrees {
		t.Run(g.what, func(t *testing.T) {
			t.Parallel()
			g.grow(t, binary)
		})
	}
	const times, most = 4, 7.0
	for _, args := range [][]string{
		{"--fix", "--unsafe-fixes"}, {"--diff", "--unsafe-fixes"}, {"--format", "html"},
	} {
		for _, r := range growths {
			t.Run(strings.TrimPrefix(args[0], "--")+" "+r.name, func(t *testing.T) {
				t.Parallel()
				n := 400 // more than what a report shows around a finding
				if r.name == "attributes" {
					n = 200 // a file with more than 1000 is refused
				}
				small, large := r.steps(t, binary, n, args), r.steps(t, binary, times*n, args)
				if float64(large) > most*float64(small) {
					t.Errorf("%d statements for %d items, %d for %d: %.1f times as many", small, n, large, times*n, float64(large)/float64(small))
				}
			})
		}
	}
}

// steps is how many statements a check of a home with n of the item executes.
func (r repeated) steps(t *testing.T, binary string, n int, args []string) int {
	t.Helper()
	var b strings.Builder
	b.WriteString(r.open)
	for i := range n {
		b.WriteString(strings.ReplaceAll(r.item, "%d", fmt.Sprint(i)))
	}
	b.WriteString(r.close)
	dir := t.TempDir()
	file := filepath.Join(dir, "repository/conf", r.file)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return statements(t, binary, append([]string{"check", dir}, args...))
}

// statements is how many statements a run of carbonlint executes.
func statements(t *testing.T, binary string, args []string) int {
	t.Helper()
	counters := t.TempDir()
	check := exec.Command(binary, args...)
	check.Env = append(os.Environ(), "GOCOVERDIR="+counters)
	var exit *exec.ExitError
	if out, err := check.CombinedOutput(); err != nil && (!errors.As(err, &exit) || exit.ExitCode() > exitFindings) {
		t.Fatalf("%v\n%s", err, out)
	}
	text := filepath.Join(counters, "text")
	if out, err := exec.Command("go", "tool", "covdata", "textfmt", "-i="+counters, "-o="+text).CombinedOutput(); err != nil {
		t.Fatalf("read the counters: %v\n%s", err, out)
	}
	data, err := os.ReadFile(text)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		var statements, count int
		fields := strings.Fields(lines.Text())
		if len(fields) == 3 {
			if _, err := fmt.Sscan(fields[1]+" "+fields[2], &statements, &count); err != nil {
				t.Fatal(err)
			}
			sum += statements * count
		}
	}
	if sum == 0 {
		t.Fatal("no statement counted")
	}
	return sum
}
