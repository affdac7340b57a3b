package baseline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// marked reports every element with the attribute bad: the severity, a colon and
// the message.
var marked = &rules.Rule{ID: "marked", Severity: rules.Warning, Files: []string{"*.xml"}, Check: func(p *rules.Pass) {
	for _, f := range p.Home.Files() {
		f.Doc.Root().Walk(func(e *xmldoc.Element) {
			level, message, ok := strings.Cut(e.AttrValue("bad"), ":")
			if severity, err := rules.ParseSeverity(level); ok && err == nil {
				p.Report(rules.Finding{Severity: severity, Doc: f.Doc, Span: e.StartTag, Message: message})
			}
		})
	}
}}

func findings(t *testing.T, files map[string]string, list ...*rules.Rule) []rules.Finding {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys["conf/"+name] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
	}
	h, err := home.Load(t.Context(), fsys, home.Location{Dir: ".", ConfDir: "conf", Path: "home"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return rules.Run(h, rules.Options{Rules: list, Target: home.V443}).Findings
}

func always(string, string) bool { return true }

// news are the findings of is that a baseline of was does not have, and the
// entries that are stale.
func news(t *testing.T, was, is map[string]string, list ...*rules.Rule) string {
	t.Helper()
	b := reread(t, baseline.New(baseline.Of("a", findings(t, was, list...), nil)))
	now := findings(t, is, list...)
	m := b.Match("a", now, nil, always)
	var out []string
	for i, known := range m.Known {
		if !known {
			line, _ := now[i].Doc.Position(now[i].Span.Start)
			out = append(out, fmt.Sprintf("new %s:%d", filepath.Base(now[i].Doc.Path), line))
		}
	}
	for _, e := range m.Stale {
		out = append(out, fmt.Sprintf("stale %s x%d", e.Element, e.Count))
	}
	return strings.Join(out, "; ")
}

// reread is b as it comes back from disk.
func reread(t *testing.T, b *baseline.Baseline) *baseline.Baseline {
	t.Helper()
	var out strings.Builder
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	again, err := baseline.Read("b.json", []byte(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	var second strings.Builder
	if err := again.Write(&second); err != nil || second.String() != out.String() {
		t.Errorf("%v; written as\n%s\nand, read and written again,\n%s", err, out.String(), second.String())
	}
	return again
}

func TestMatch(t *testing.T) {
	const was = `<S><P name="x" bad="warning:Not set at line 3."/><P name="y"/><Connector scheme="https" port="1"><P bad="info:Gone."/></Connector></S>`
	for _, test := range []struct{ name, was, is, want string }{
		{"the same", was, was, ""},
		{"other lines", was, "<!-- x -->\r\n\r\n" + strings.ReplaceAll(was, "><", ">\r\n\t<!-- c --><"), ""},
		{"other line in the message", was, strings.Replace(was, "line 3", "line 44", 1), ""},
		{"moved among its siblings", was, `<S><Connector scheme="https" port="1"><P bad="info:Gone."/></Connector><P name="y"/><Q/><P name="x" bad="warning:Not set at line 3."/></S>`, ""},
		{"cured", was, strings.Replace(was, "warning:Not", "fine", 1), "stale /S/P[@name='x'] x1"},
		{"a new one", was, strings.Replace(was, `name="y"`, `name="y" bad="warning:Not set at line 3."`, 1), "new x.xml:1"},
		{"one cured, one new of another element", was, strings.Replace(strings.Replace(was, `name="x" bad="warning:Not set at line 3."`, `name="x"`, 1), `name="y"`, `name="y" bad="warning:Not set at line 3."`, 1), "new x.xml:1; stale /S/P[@name='x'] x1"},
		{"another problem of the same element", was, strings.Replace(was, "Not set", "Misplaced", 1), "new x.xml:1; stale /S/P[@name='x'] x1"},
		{"worse", was, strings.Replace(was, "info:", "warning:", 1), "new x.xml:1; stale /S/Connector[@scheme='https']/P x1"},
		{"less bad", was, strings.Replace(was, "warning:", "info:", 1), ""},
		{"renamed around it", was, `<S><P name="x" bad="warning:Not set at line 3."/><P name="z"/><Connector scheme="https" port="2"><P bad="info:Gone."/></Connector></S>`, ""},
		{"renamed itself", was, strings.Replace(was, `"x"`, `"z"`, 1), "new x.xml:1; stale /S/P[@name='x'] x1"},
		{"one more of its kind", `<S><P bad="info:a"/><P/></S>`, `<S><P bad="info:a"/><P bad="info:a"/></S>`, "new x.xml:1"},
		{"one less of its kind", `<S><P bad="info:a"/><P bad="info:a"/><P bad="info:a"/></S>`, `<S><P bad="info:a"/></S>`, "stale /S/P x2"},
		{"a first neighbour of its name", `<S><P name="x" bad="info:a"/></S>`, `<S><P name="y"/><P name="x" bad="info:a"/></S>`, ""},
		{"an equal neighbour before it", `<S><P bad="info:a"/></S>`, `<S><P/><P bad="info:a"/></S>`, ""},
		{"two of different severity swap", `<S><P bad="error:a"/><P bad="info:a"/></S>`, `<S><P bad="info:a"/><P bad="error:a"/></S>`, ""},
		{"the worse one is the new one", `<S><P bad="error:a"/><P bad="info:a"/></S>`, `<S><P bad="error:a"/><P bad="error:a"/></S>`, "new x.xml:1; stale /S/P x1"},
		{"another value in the message", `<S><P bad='info:It is "a \"b".'/></S>`, `<S><P bad='info:It is "c".'/></S>`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := news(t, map[string]string{"x.xml": test.was}, map[string]string{"x.xml": test.is}, marked); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestMatchOfFiles(t *testing.T) {
	const bad = `<S bad="info:a"/>`
	if got := news(t, map[string]string{"x.xml": bad}, map[string]string{"y.xml": bad, "x.xml": bad}, marked); got != "new y.xml:1" {
		t.Error(got)
	}
	if got := news(t, map[string]string{"x.xml": bad, "y.xml": bad}, map[string]string{"y.xml": bad}, marked); got != "stale /S x1" {
		t.Error(got)
	}
}

func TestMatchOfOtherHomesAndRules(t *testing.T) {
	list := findings(t, map[string]string{"x.xml": `<S bad="info:a"/>`}, marked)
	b := baseline.New(append(baseline.Of("a", list, nil), baseline.Of("b", list, nil)...))
	if m := b.Match("c", list, nil, always); m.Known[0] || len(m.Stale) > 0 {
		t.Errorf("another home: %+v", m)
	}
	if m := b.Match("a", nil, nil, always); len(m.Stale) != 1 || m.Stale[0].Home != "a" {
		t.Errorf("stale of another home: %+v", m)
	}
	if m := b.Match("a", nil, nil, func(rule, file string) bool { return rule != "marked" || file != "conf/x.xml" }); len(m.Stale) > 0 {
		t.Errorf("stale though nobody looked: %+v", m)
	}
}

func TestMatchLeavesOutWhatIsNotOpen(t *testing.T) {
	list := findings(t, map[string]string{"x.xml": `<S bad="info:a"><T bad="info:b"/></S>`}, marked)
	open := func(f *rules.Finding) bool { return f.Message != "a" }
	if got := baseline.Of("a", list, open); len(got) != 1 || got[0].Element != "/S/T" {
		t.Errorf("entries %+v", got)
	}
	m := baseline.New(baseline.Of("a", list, nil)).Match("a", list, open, always)
	if m.Known[0] || !m.Known[1] || len(m.Stale) != 1 || m.Stale[0].Element != "/S" {
		t.Errorf("%+v", m)
	}
}

func TestWithout(t *testing.T) {
	list := findings(t, map[string]string{"x.xml": `<S bad="info:a"><T bad="info:b"/><T bad="info:b"/><T bad="info:b"/></S>`}, marked)
	b := baseline.New(append(baseline.Of("a", list, nil), baseline.Of("b", list, nil)...))
	left := findings(t, map[string]string{"x.xml": `<S><T bad="info:b"/><T/></S>`}, marked)
	stale := b.Match("a", left, nil, always).Stale
	pruned := b.Without(stale)
	if m := pruned.Match("a", left, nil, always); len(m.Stale) > 0 || !m.Known[0] {
		t.Errorf("after pruning: %+v", m)
	}
	if m := pruned.Match("b", list, nil, always); len(m.Stale) > 0 || !m.Known[3] {
		t.Errorf("the other home: %+v", m)
	}
	if n, left := written(t, b), written(t, pruned); n != 4 || left != 3 {
		t.Errorf("%d entries, pruned %d", n, left)
	}
}

// written is the number of entries that Write prints.
func written(t *testing.T, b *baseline.Baseline) int {
	t.Helper()
	var out strings.Builder
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return strings.Count(out.String(), `"rule"`)
}

// reshape are edits of a whole file that mean nothing to the server.
var reshape = map[string]func(string) string{
	"indented anew": func(s string) string {
		return regexp.MustCompile(`(?m)^[ \t]*<`).ReplaceAllString(s, "\n\t\t\t<")
	},
	"other line ends": func(s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", "\r\n")
	},
	"comments around each element": func(s string) string {
		return regexp.MustCompile(`(?m)^([ \t]*)(<[A-Za-z][^<>]*>)[ \t]*\r?$`).ReplaceAllString(s, "$1<!-- one -->\n$1$2\n$1<!-- two -->")
	},
}

// TestRealFindingsOutliveEdits takes a baseline of a home by all rules, and
// looks for the same findings in the home reshaped.
func TestRealFindingsOutliveEdits(t *testing.T) {
	dirs := []string{"../../testdata/homes", "../../../shared/corpus/stock"}
	checked := 0
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue // the corpus is not everywhere
		}
		for _, e := range entries {
			h, err := home.Load(t.Context(), os.DirFS(filepath.Join(dir, e.Name())), home.Location{Dir: ".", ConfDir: "repository/conf"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			opt := rules.Options{Rules: rules.All(), Target: home.V443}
			was := rules.Run(h, opt)
			b := reread(t, baseline.New(baseline.Of("a", was.Findings, nil)))
			for name, edit := range reshape {
				changed := h
				for _, f := range h.Files() {
					if f.Doc.Root() == nil || f.Doc.Template() != nil {
						continue
					}
					src := []byte(edit(string(f.Data)))
					if doc, err := xmldoc.Parse(f.Path, src); err == nil && doc.Root() != nil {
						changed = changed.With(f.Path, src)
					}
				}
				now := rules.Run(changed, opt)
				m := b.Match("a", now.Findings, nil, always)
				for i, known := range m.Known {
					if checked++; !known {
						t.Errorf("%s, %s: new %s: %s", e.Name(), name, now.Findings[i].Rule.ID, now.Findings[i].Message)
					}
				}
				for _, s := range m.Stale {
					t.Errorf("%s, %s: stale %+v", e.Name(), name, s)
				}
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d findings compared", checked)
	}
}
