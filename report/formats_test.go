package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/golden"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// extensions of the golden files.
var extensions = map[string]string{
	"html": "html", "markdown": "md", "json": "json", "csv": "csv", "sarif": "sarif", "junit": "junit.xml",
	"checkstyle": "checkstyle.xml", "github": "github.txt", "gitlab": "gitlab.json", "azure": "azure.txt", "rdjson": "rdjson.json",
}

func TestGolden(t *testing.T) {
	for _, f := range Formats() {
		if f.Name == "text" {
			continue // has tests of its own
		}
		t.Run(f.Name, func(t *testing.T) {
			golden.Equal(t, filepath.Join("..", "testdata", "report", "sample."+extensions[f.Name]), []byte(render(t, f, sample(t), Options{})))
		})
	}
}

func TestSameBytes(t *testing.T) {
	for _, f := range Formats() {
		if a, b := render(t, f, sample(t), Options{}), render(t, f, sample(t), Options{}); a != b {
			t.Errorf("%s: two runs differ", f.Name)
		}
	}
}

func TestMarkdownAll(t *testing.T) {
	r := sample(t)
	if got := render(t, Format{Write: Markdown}, r, Options{}); strings.Contains(got, "kept for audits") {
		t.Error("a suppressed finding is shown without being asked for")
	}
	got := render(t, Format{Write: Markdown}, r, Options{All: true})
	if !strings.Contains(got, "**warning, suppressed**") || !strings.Contains(got, "kept for audits") || !strings.Contains(got, "**info, known**") {
		t.Errorf("suppressed or known findings are not shown:\n%s", got)
	}
}

type failingWriter struct{}

var errFull = errors.New("disk full")

func (failingWriter) Write([]byte) (int, error) { return 0, errFull }

func TestWriteError(t *testing.T) {
	for _, f := range Formats() {
		if err := f.Write(failingWriter{}, sample(t), Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s: error %v", f.Name, err)
		}
	}
}

// found names the open findings that a format shows: rule and line.
var found = map[string]func(t *testing.T, out string) []string{
	"text":     matches(`(?m)^  (\d+):\d+  \w+  ([\w-]+)$`, "$2:$1"),
	"markdown": matches(`(?m)^- \*\*\w+\*\* <code>([\w-]+)</code> line (\d+)`, "$1:$2"),
	"html":     matches(`<article [^>]*data-state="open" data-rule="([^"]+)" data-line="(\d+)"`, "$1:$2"),
	"github":   matches(`(?m)^::\w+ file=[^:]*,line=(\d+),.*?,title=([\w-]+)::`, "$2:$1"),
	"azure":    matches(`(?m)^##vso\[task.logissue .*?linenumber=(\d+);.*?code=([\w-]+)\]`, "$2:$1"),
	"junit": func(t *testing.T, out string) []string {
		var suites struct {
			Cases []struct {
				Name    string `xml:"name,attr"`
				Failure string `xml:"failure"`
				Skipped string `xml:"skipped"`
			} `xml:"testsuite>testcase"`
		}
		if err := xml.Unmarshal([]byte(out), &suites); err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, c := range suites.Cases {
			for _, m := range regexp.MustCompile(`(?m)^\S.*\.xml:(\d+):\d+: \w+: `).FindAllStringSubmatch(c.Failure+c.Skipped, -1) {
				list = append(list, c.Name+":"+m[1])
			}
		}
		return list
	},
	"checkstyle": func(t *testing.T, out string) []string {
		var report struct {
			Files []checkstyleFile `xml:"file"`
		}
		if err := xml.Unmarshal([]byte(out), &report); err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, f := range report.Files {
			for _, e := range f.Errors {
				list = append(list, fmt.Sprintf("%s:%d", strings.TrimPrefix(e.Source, "carbonlint."), e.Line))
			}
		}
		return list
	},
	"csv": func(t *testing.T, out string) []string {
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, row := range rows[1:] {
			if row[9] == "open" {
				list = append(list, row[8]+":"+row[3])
			}
		}
		return list
	},
	"json": func(t *testing.T, out string) []string {
		var report Report
		if err := json.Unmarshal([]byte(out), &report); err != nil {
			t.Fatal(err)
		}
		return openOnes(&report)
	},
	"gitlab": fromJSON("", `check_name`, `location.lines.begin`),
	"rdjson": fromJSON("diagnostics", `code.value`, `location.range.start.line`),
	"sarif": func(t *testing.T, out string) []string {
		var log struct {
			Runs []struct {
				Results []struct {
					RuleID       string
					Suppressions []any
					Locations    []struct {
						PhysicalLocation struct{ Region struct{ StartLine int } }
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(out), &log); err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, r := range log.Runs[0].Results {
			if len(r.Suppressions) == 0 {
				list = append(list, fmt.Sprintf("%s:%d", r.RuleID, r.Locations[0].PhysicalLocation.Region.StartLine))
			}
		}
		return list
	},
}

func openOnes(r *Report) []string {
	var list []string
	for i := range r.Homes {
		for f := range r.Homes[i].open() {
			list = append(list, fmt.Sprintf("%s:%d", f.Rule, f.Line))
		}
	}
	return list
}

func matches(pattern, name string) func(*testing.T, string) []string {
	re := regexp.MustCompile(pattern)
	return func(_ *testing.T, out string) []string {
		var list []string
		for _, m := range re.FindAllStringSubmatchIndex(out, -1) {
			list = append(list, html.UnescapeString(string(re.ExpandString(nil, name, out, m))))
		}
		return list
	}
}

// fromJSON reads the fields rule and line, as paths, of each member of a list.
func fromJSON(list, rule, line string) func(*testing.T, string) []string {
	return func(t *testing.T, out string) []string {
		var v any
		if err := json.Unmarshal([]byte(out), &v); err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, item := range at(v, list).([]any) {
			found = append(found, fmt.Sprintf("%v:%v", at(item, rule), at(item, line)))
		}
		return found
	}
}

func at(v any, path string) any {
	for _, name := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' }) {
		v = v.(map[string]any)[name]
	}
	return v
}

// TestSameFindings holds the open findings of every format against the report's.
func TestSameFindings(t *testing.T) {
	reports := map[string]*Report{"sample": sample(t), "none": New("1.2.3", "4.4.3", sampleRules()), "500": large(t, 500)}
	for name, r := range reports {
		want := openOnes(r)
		sort.Strings(want)
		if n := r.Summary.Error + r.Summary.Warning + r.Summary.Info; n != len(want) {
			t.Errorf("%s: the summary counts %d, there are %d", name, n, len(want))
		}
		for _, f := range Formats() {
			read := found[f.Name]
			if read == nil {
				t.Errorf("%s: nothing in found reads its findings back", f.Name)
				continue
			}
			got := read(t, render(t, f, r, Options{}))
			sort.Strings(got)
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("%s, %s: %d findings, not %d\n got %.500v\nwant %.500v", name, f.Name, len(got), len(want), got, want)
			}
		}
	}
}

// TestHostilePath puts what formats read as their own into file names.
func TestHostilePath(t *testing.T) {
	list := sampleRules()
	r := New("1", "4.4.3", list)
	path := "=a,b:c;d]e%f|g<h>\"i'"
	r.Add(NewHome(Input{Result: rules.Run(sampleHome(t, path, sampleFiles()), rules.Options{Rules: list, Target: home.V443}), All: list, Changes: true}))
	want := map[string]string{
		"github":     "file==a%2Cb%3Ac;d]e%25f|g<h>\"i'/repository/conf/server.xml,line=2",
		"azure":      "sourcepath==a,b:c%3Bd%5De%AZP25f|g<h>\"i'/repository/conf/server.xml;",
		"csv":        "\"'=a,b:c;d]e%f|g<h>\"\"i'\",",
		"sarif":      `"uri":"./=a,b:c;d%5De%25f%7Cg%3Ch%3E%22i%27/repository/conf/server.xml"`,
		"checkstyle": `name="=a,b:c;d]e%f|g&lt;h&gt;&#34;i&#39;/repository/conf/server.xml"`,
		"markdown":   `<code>=a,b:c;d&#93;e%f&#124;g&lt;h&gt;"i'</code>`,
		"gitlab":     `"path": "=a,b:c;d]e%f|g<h>\"i'/repository/conf/server.xml"`,
	}
	for _, f := range Formats() {
		if out := render(t, f, r, Options{}); !strings.Contains(out, want[f.Name]) {
			t.Errorf("%s: no %s in\n%s", f.Name, want[f.Name], out)
		}
	}
}

func BenchmarkFormats(b *testing.B) {
	r := large(b, 500)
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(&bytes.Buffer{}, r, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
