package suppress_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/golden"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/suppress"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

const today = "2026-06-15"

// plainRule reports every element with an attribute of the rule's name, whose
// value is the severity. What it cannot judge has the value yes.
func plainRule(id string) *rules.Rule {
	return &rules.Rule{ID: id, Severity: rules.Warning, Files: []string{"*.xml"}, Check: func(p *rules.Pass) {
		for _, f := range p.Home.Files() {
			f.Doc.Root().Walk(func(e *xmldoc.Element) {
				a, ok := e.Attr(id)
				if !ok {
					return
				}
				severity, err := rules.ParseSeverity(a.Value)
				if err != nil {
					p.CannotJudge(f.Doc, e.Span, "nobody knows")
					return
				}
				p.Report(rules.Finding{
					Severity: severity, Doc: f.Doc, Span: e.StartTag, Message: "It is bad.",
					Fix: &rules.Fix{Title: "make it good", Edits: []xmldoc.Edit{f.Doc.SetAttr(a, "good")}},
				})
			})
		}
	}}
}

func names() config.Names {
	n := config.Names{Rules: []*rules.Rule{plainRule("a"), plainRule("b"), plainRule("registry-keystore"), plainRule("unsure"), plainRule("late")}}
	n.Rules[2].LosesData = true
	n.Rules[4].Since = home.Version{Major: 9}
	for _, r := range rules.All() {
		if r.ID == "xml-syntax" {
			n.Rules = append(n.Rules, r)
		}
	}
	n.Rules = append(n.Rules, suppress.Rule)
	return n
}

func load(t *testing.T, files map[string]string) *home.Home {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys["conf/"+name] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
	}
	h, err := home.Load(t.Context(), fsys, home.Location{Dir: ".", ConfDir: "conf", Path: "home"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// run judges h under the configuration yaml, as the check command does.
func run(t *testing.T, h *home.Home, yaml string, flags config.Settings) (*suppress.Set, *config.Config, *rules.Result, rules.Options) {
	t.Helper()
	file, err := config.Parse(config.Name, ".", ".", []byte(yaml), names())
	if err != nil {
		t.Fatal(err)
	}
	c := config.New(names(), file, ".", flags)
	opt := rules.Options{Rules: c.Rules(h), Target: c.Target.V}
	res := rules.Run(h, opt)
	c.Review(res)
	set := suppress.New(c, names(), today)
	set.Review(res)
	return set, c, res, opt
}

// show lists findings, with what suppresses them and what a fix does.
func show(set *suppress.Set, findings []rules.Finding) string {
	var b strings.Builder
	for i := range findings {
		f := &findings[i]
		line, col := f.Doc.Position(f.Span.Start)
		fmt.Fprintf(&b, "%d:%d %s %s", line, col, f.Severity, f.Rule.ID)
		if s, ok := set.Of(f); ok {
			fmt.Fprintf(&b, " (%s: %s", s.Kind, s.Reason)
			if s.Until != "" {
				fmt.Fprintf(&b, ", until %s", s.Until)
			}
			b.WriteString(")")
		}
		if f.Rule.ID == suppress.Rule.ID {
			fmt.Fprintf(&b, ": %s %s", f.Message, f.Effect)
			if f.Fix != nil {
				fmt.Fprintf(&b, " [%s]", f.Fix.Title)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestComments(t *testing.T) {
	const dir = "../../testdata/suppress/"
	var files []string
	for _, pattern := range []string{"*.xml", "*.xml.j2"} {
		found, _ := filepath.Glob(dir + pattern)
		files = append(files, found...)
	}
	if len(files) < 9 {
		t.Fatalf("only %d files", len(files))
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			set, _, res, opt := run(t, load(t, map[string]string{name: string(src)}), "", config.Settings{})
			got := show(set, res.Findings)
			golden.Equal(t, dir+name+".txt", []byte(got))
			if set.Review(res); show(set, res.Findings) != got {
				t.Errorf("a second review says\n%s", show(set, res.Findings))
			}

			fixed := res.Fix(opt, func(f *rules.Finding) bool {
				_, suppressed := set.Of(f)
				return !suppressed && f.Rule == suppress.Rule
			})
			if len(fixed.Refused) > 0 {
				t.Fatal(fixed.Refused)
			}
			out := src
			if len(fixed.Changes) > 0 {
				out = fixed.Changes[0].New.Bytes()
			}
			golden.Equal(t, dir+name+".fixed", out)
			set.Review(fixed.After)
			for _, f := range fixed.After.Findings {
				if f.Rule == suppress.Rule && f.Fix != nil {
					t.Errorf("the fix leaves: %s", f.Message)
				}
			}
		})
	}
}
