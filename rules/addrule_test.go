package rules_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/suppress"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// TestAddedRule adds one rule to the list and wants every part of the program to
// know it from the fields of the rule alone.
func TestAddedRule(t *testing.T) {
	list := append(rules.All(), rules.Trial)
	files := map[string]string{"carbon.xml": "<Server/>", "trial.xml": "<trial>\n<mode>new</mode>\n<mode>old</mode>\n</trial>\n"}
	names := config.Names{Rules: append(list, suppress.Rule), Releases: home.Releases()}
	conf := func(yaml string) *config.Config {
		file, err := config.Parse(config.Name, ".", ".", []byte(yaml), names)
		if err != nil {
			t.Fatal(err)
		}
		return config.New(names, file, ".", config.Settings{})
	}
	c := conf("select: [trial-mode]\nseverity: {trial-mode: error}\n")
	h := inline(t, files)
	opt := rules.Options{Rules: c.Rules(h), Target: home.V443}
	res := rules.Run(h, opt)

	t.Run("check and fix", func(t *testing.T) {
		if got := brief(t, res); strings.Count(got, "\n") != 2 || !strings.Contains(got, "mode is set more than once") {
			t.Errorf("got\n%s", got)
		}
		fixed := res.Fix(opt, func(f *rules.Finding) bool { return true })
		if got := string(fixed.After.Home.ByPath("repository/conf/trial.xml").Data); !strings.Contains(got, "<mode>new</mode>\n</trial>") {
			t.Errorf("fixed:\n%s", got)
		}
	})
	t.Run("docs", func(t *testing.T) {
		got := ruleDocs(t, []*rules.Rule{rules.Trial}, func(*rules.Rule) *home.Home { return h })
		for _, want := range []string{"## trial-mode", "Trial.java:1.", "mode is old; 4.4.3 expects new."} {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in\n%s", want, got)
			}
		}
	})
	t.Run("suppression", func(t *testing.T) {
		comment := map[string]string{"trial.xml": "<!-- carbonlint-ignore trial-mode: as agreed -->\n<trial>\n<mode>old</mode>\n</trial>\n"}
		for _, tt := range []struct {
			yaml  string
			files map[string]string
			want  bool
		}{
			{"suppress: [{rule: trial-mode, file: trial.xml, reason: as agreed}]", files, true},
			{"{}", comment, false}, // an error of the rule means lost data
		} {
			set := suppress.New(conf(tt.yaml), names, "2026-01-01")
			old := rules.Run(inline(t, tt.files), opt).Findings
			if _, got := set.Of(&old[len(old)-1]); got != tt.want {
				t.Errorf("%s: suppressed %t", tt.yaml, got)
			}
		}
	})
	t.Run("baseline", func(t *testing.T) {
		entries := baseline.Of(".", res.Findings, nil)
		if !slices.ContainsFunc(entries, func(e baseline.Entry) bool { return e.Problem == "old" }) {
			t.Errorf("entries %+v", entries)
		}
		m := baseline.New(entries).Match(".", res.Findings, nil, func(string, string) bool { return true })
		if slices.Contains(m.Known, false) {
			t.Errorf("match %+v", m)
		}
	})
	t.Run("diff", func(t *testing.T) {
		side := func(text string) *diff.File {
			return &diff.File{Path: "trial.xml", Data: []byte(text)}
		}
		about := func(conf, p string) []string { return rules.AboutIn(list, conf, p) }
		d := diff.Files(side("<trial><mode>old</mode></trial>"), side("<trial><mode>new</mode></trial>"), diff.Options{Rules: about})
		if len(d.Changes) != 1 || !slices.Equal(d.Changes[0].Rules, []string{"trial-mode"}) {
			t.Errorf("diff %+v", d)
		}
	})
	t.Run("guide and SARIF", func(t *testing.T) {
		r := report.New("test", home.V443.String(), list)
		in := report.NewHome(report.Input{Result: res, All: list})
		if last := in.Guide[len(in.Guide)-1]; last.Rule != "trial-mode" || last.Status != rules.Attention {
			t.Errorf("guide %+v", last)
		}
		r.Add(in)
		var out bytes.Buffer
		if err := report.SARIF(&out, r, report.Options{}); err != nil || strings.Count(out.String(), `"trial-mode"`) < 3 {
			t.Errorf("SARIF %v:\n%s", err, out.String())
		}
	})
	t.Run("schema and files", func(t *testing.T) {
		if !strings.Contains(config.Schema(names.RuleIDs()), `"trial-mode"`) {
			t.Error("the schema does not have the rule")
		}
		if !slices.Contains(rules.Files(list), "trial.xml") {
			t.Error("the hooks would not run for trial.xml")
		}
	})
}
