package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

const corpus = "../../../shared/corpus"

// fromCorpus copies a real tree that may stand beside the checkout.
func fromCorpus(t *testing.T, name string) string {
	t.Helper()
	from := filepath.Join(corpus, name)
	if _, err := os.Stat(from); err != nil {
		t.Skip("no real configuration trees beside the checkout")
	}
	to := filepath.Join(t.TempDir(), "home")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command("chmod", "-R", "u+w", to).Run(); err != nil {
		t.Fatal(err)
	}
	return to
}

// checked runs check and reads its report.
func checked(t *testing.T, args ...string) (*report.Report, int) {
	t.Helper()
	var out, problems bytes.Buffer
	code := run(append([]string{"carbonlint", "check", "--format", "json"}, args...), strings.NewReader(""), &out, &problems)
	if problems.Len() > 0 {
		t.Fatalf("check %v: %s", args, problems.String())
	}
	var r report.Report
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return &r, code
}

func places(r *report.Report) []string {
	var list []string
	for _, f := range r.Homes[0].Findings {
		list = append(list, strings.TrimPrefix(f.File, "repository/conf/")+" "+itoa(f.Line)+" "+f.Severity.String()+" "+f.Rule)
	}
	return list
}

func itoa(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}

func TestStockHomes(t *testing.T) {
	for version, want := range map[string][]string{
		"4.2.0": {
			"axis2/axis2.xml 17 warning http-content-negotiation",
			"axis2/tenant-axis2.xml 29 warning tenant-http-content-negotiation",
			"carbon.xml 25 info proxy-context-path",
			"carbon.xml 133 info embedded-qpid-ports",
			"carbon.xml 324 info registry-keystore",
			"datasources/master-datasources.xml 16 warning default-auto-commit",
			"registry.xml 90 warning version-resources-on-change",
			"tomcat/catalina-server.xml 52 error connector-keystore",
			"user-mgt.xml 19 info cascade-delete",
		},
		"4.3.0": {"user-mgt.xml 19 info cascade-delete"},
		"4.4.0": {"user-mgt.xml 19 info cascade-delete"},
		"4.4.1": {"user-mgt.xml 19 info cascade-delete"},
		"4.4.2": nil,
		"4.4.3": nil,
	} {
		t.Run(version, func(t *testing.T) {
			r, _ := checked(t, fromCorpus(t, "stock/"+version))
			if got := places(r); !slices.Equal(got, want) {
				t.Errorf("findings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			for _, g := range r.Homes[0].Guide {
				if want == nil && g.Status != rules.OK {
					t.Errorf("%s in %s: %s", g.Setting, g.File, g.Status)
				}
			}
		})
	}
}

// TestStockFilesAlone: a file of a release that needs no change has no finding when
// it is all that is there, and what it shows of the release is a bound.
func TestStockFilesAlone(t *testing.T) {
	for _, version := range []string{"4.4.2", "4.4.3"} {
		conf := filepath.Join(fromCorpus(t, "stock/"+version), "repository/conf")
		for _, file := range []string{
			"carbon.xml", "user-mgt.xml", "registry.xml", "axis2/axis2.xml", "axis2/tenant-axis2.xml",
			"tomcat/catalina-server.xml", "datasources/master-datasources.xml",
		} {
			data, err := os.ReadFile(filepath.Join(conf, file))
			if err != nil {
				t.Fatal(err)
			}
			alone := filepath.Join(t.TempDir(), filepath.Base(file))
			if err := os.WriteFile(alone, data, 0o600); err != nil {
				t.Fatal(err)
			}
			r, _ := checked(t, alone)
			if h := r.Homes[0]; len(h.Findings) > 0 || h.CarbonIs == home.Exactly {
				t.Errorf("%s of %s, %s %s: %v", file, version, h.CarbonIs, h.Carbon, places(r))
			}
		}
	}
}

// TestFixesOfRealHomes makes all fixes: nothing is left at warning or above
// that a fix can mend, a second run changes no byte, and no file changes its
// line endings.
func TestFixesOfRealHomes(t *testing.T) {
	for _, name := range []string{"stock/4.2.0", "stock/4.3.0", "stock/4.4.1", "homes/am-2.0.0", "homes/esb-4.9.0", "homes/greg-5.1.0"} {
		t.Run(name, func(t *testing.T) {
			dir := fromCorpus(t, name)
			before := tree(t, dir)
			checked(t, "--fix", "--unsafe-fixes", dir)
			after := tree(t, dir)
			for file, data := range after {
				if lf := strings.Count(data, "\n"); strings.Count(before[file], "\r\n") == strings.Count(before[file], "\n") && strings.Contains(before[file], "\r\n") && strings.Count(data, "\r\n") != lf {
					t.Errorf("%s has lines without a carriage return", file)
				}
			}
			r, _ := checked(t, "--fix", "--unsafe-fixes", dir)
			if r.Summary.Fixed != 0 {
				t.Errorf("the second run fixes %d", r.Summary.Fixed)
			}
			for _, f := range r.Homes[0].Findings {
				if f.Fix != nil {
					t.Errorf("left to fix: %s %s", f.File, f.Rule)
				}
			}
			if name == "stock/4.2.0" && r.Summary.Error+r.Summary.Warning > 0 {
				t.Errorf("left: %v", places(r))
			}
			again := tree(t, dir)
			for file := range after {
				if again[file] != after[file] {
					t.Errorf("the second run changes %s", file)
				}
			}
		})
	}
}

func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		files[strings.TrimPrefix(p, dir)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestCanonicalForms lets xmllint compare what the fixes made of stock 4.2.0:
// the canonical forms differ in lines that a finding speaks of, and no other.
func TestCanonicalForms(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint is not installed")
	}
	before, after := fromCorpus(t, "stock/4.2.0"), fromCorpus(t, "stock/4.2.0")
	checked(t, "--fix", "--unsafe-fixes", after)
	about := map[string]string{
		"axis2/axis2.xml":                    "httpContentNegotiation Accept",
		"axis2/tenant-axis2.xml":             "httpContentNegotiation",
		"carbon.xml":                         "ProxyContextPath proxy services EmbeddedQpid Qpid Broker Port RegistryKeyStore Keystore wso2carbon Encrypt encrypting Type Password Private <!-- -->",
		"datasources/master-datasources.xml": "defaultAutoCommit",
		"registry.xml":                       "versionResourcesOnChange",
		"tomcat/catalina-server.xml":         `port="9443"`,
		"user-mgt.xml":                       "isCascadeDeleteEnabled",
	}
	for file, words := range about {
		a, b := canonical(t, before, file), canonical(t, after, file)
		for _, line := range append(missing(a, b), missing(b, a)...) {
			if strings.TrimSpace(line) != "" && !slices.ContainsFunc(strings.Fields(words), func(w string) bool { return strings.Contains(line, w) }) {
				t.Errorf("%s differs in %q", file, line)
			}
		}
	}
}

func canonical(t *testing.T, dir, file string) []string {
	t.Helper()
	out, err := exec.Command("xmllint", "--c14n", filepath.Join(dir, "repository/conf", file)).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(out), "\n")
}

// missing gives the lines of a that b does not have as often.
func missing(a, b []string) []string {
	left := map[string]int{}
	for _, line := range b {
		left[line]++
	}
	var list []string
	for _, line := range a {
		if left[line]--; left[line] < 0 {
			list = append(list, line)
		}
	}
	return list
}
