package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// repeated is what stands many times in a file of a home.
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

// TestTimeGrowsWithTheSizeOfAFile gives a file eight times as much of something.
// Time that grows with the square would be sixty-four times as long.
func TestTimeGrowsWithTheSizeOfAFile(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, args := range [][]string{
		{"--fix", "--unsafe-fixes"}, {"--diff", "--unsafe-fixes"}, {"--format", "html"},
	} {
		for _, r := range growths {
			t.Run(strings.TrimPrefix(args[0], "--")+" "+r.name, func(t *testing.T) {
				const n = 250
				var small, large time.Duration
				for range 5 { // a busy machine may spoil one measurement, not five
					if small, large = r.shortest(t, n, args), r.shortest(t, 8*n, args); large <= 28*small {
						return
					}
				}
				t.Errorf("%v for %d, %v for %d", small, n, large, 8*n)
			})
		}
	}
}

// shortest is the better of two runs over a home with n of the item.
func (r repeated) shortest(t *testing.T, n int, args []string) time.Duration {
	t.Helper()
	var b strings.Builder
	b.WriteString(r.open)
	for i := range n {
		b.WriteString(strings.ReplaceAll(r.item, "%d", fmt.Sprint(i)))
	}
	b.WriteString(r.close)
	var best time.Duration
	for i := range 2 {
		dir := t.TempDir()
		file := filepath.Join(dir, "repository/conf", r.file)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		run(append([]string{"carbonlint", "check", dir}, args...), strings.NewReader(""), io.Discard, io.Discard)
		if took := time.Since(start); i == 0 || took < best {
			best = took
		}
	}
	return best
}
