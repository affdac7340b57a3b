package report

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

func TestHeadline(t *testing.T) {
	for _, test := range []struct {
		s           Summary
		want, class string
	}{
		{Summary{}, "no home was checked", "warning"},
		{Summary{Homes: 1}, "no findings", "ok"},
		{Summary{Homes: 1, Info: 1}, "0 errors, 0 warnings, 1 info", "info"},
		{Summary{Homes: 1, Warning: 2, Known: 3, Suppressed: 1}, "0 errors, 2 warnings, 0 infos; 3 known; 1 suppressed", "warning"},
		{Summary{Homes: 1, Known: 22}, "nothing new; 22 known", ""},
		{Summary{Homes: 1, Known: 22, Suppressed: 1}, "nothing new; 22 known; 1 suppressed", ""},
		{Summary{Homes: 1, Suppressed: 2}, "no open findings; 2 suppressed", ""},
		{Summary{Homes: 1, Unchecked: 1}, "1 home was not checked", "warning"},
		{Summary{Homes: 3, Unchecked: 2}, "no findings; 2 homes were not checked", "warning"},
		{Summary{Homes: 2, Unchecked: 1, Known: 4}, "nothing new; 4 known; 1 home was not checked", "warning"},
		{Summary{Homes: 2, Unchecked: 1, Error: 1}, "1 error, 0 warnings, 0 infos; 1 home was not checked", "error"},
	} {
		if got := headline(test.s); got != test.want {
			t.Errorf("%+v: %s, want %s", test.s, got, test.want)
		}
		if got := worst(test.s); got != test.class {
			t.Errorf("%+v: class %q, want %q", test.s, got, test.class)
		}
	}
}

// sampleOf is a report of a home of the sample with every finding decided alike.
func sampleOf(t *testing.T, files map[string]string, failOn rules.Severity, suppressed *Suppression, known bool) *Report {
	t.Helper()
	list := sampleRules()
	r := New("1", "4.4.3", list)
	result := rules.Run(sampleHome(t, "home", files), rules.Options{Rules: list, Target: home.V443})
	r.Add(NewHome(Input{
		Result: result, All: list, FailOn: failOn,
		Settled: func(*rules.Finding) (*Suppression, bool) { return suppressed, known },
	}))
	return r
}

// TestBaselineIsNotOK holds that no report calls well what a baseline only knows.
func TestBaselineIsNotOK(t *testing.T) {
	r := sampleOf(t, sampleFiles(), rules.Info, nil, true)
	for name, want := range map[string]string{
		"text":     "Summary: nothing new; 5 known in 2 files of 1 home.",
		"markdown": "## carbonlint: nothing new; 5 known\n",
		"html":     `<p class="verdict ">nothing new; 5 known</p>`,
		"json":     `"status": "known",`,
		"junit":    `<skipped message="2 known from the baseline"`,
	} {
		if out := render(t, named(name), r, Options{}); !strings.Contains(out, want) || strings.Contains(out, "needs attention") || strings.Contains(out, "no findings") {
			t.Errorf("%s: no %s in\n%s", name, want, out)
		}
	}
	for _, s := range r.Homes[0].Rules {
		if s.Status == rules.OK || s.Status == rules.Attention {
			t.Errorf("%s is %s", s.Rule, s.Status)
		}
	}
}

// TestUncheckedHomeIsNotGreen holds that every report says so of a home of which no
// rule checked a file, but those that have findings alone.
func TestUncheckedHomeIsNotGreen(t *testing.T) {
	r := sampleOf(t, map[string]string{"other.properties": "a=b"}, rules.Warning, nil, false)
	if r.Summary.Unchecked != 1 || r.Homes[0].Status != rules.NotChecked {
		t.Fatalf("%+v, the home is %s", r.Summary, r.Homes[0].Status)
	}
	for name, want := range map[string]string{
		"text":     "Summary: 1 home was not checked.",
		"markdown": "## carbonlint: 1 home was not checked\n",
		"html":     `<p class="verdict warning">1 home was not checked</p>`,
		"json":     `"unchecked": 1,`,
		"junit":    `<error message="not checked: no rule checked a file of it"`,
		"sarif":    `"home was not checked: no rule checked a file of it"`,
		"github":   "::warning::home was not checked: no rule checked a file of it\n",
		"azure":    "##vso[task.logissue type=warning]home was not checked: no rule checked a file of it\n",
	} {
		if out := render(t, named(name), r, Options{}); !strings.Contains(out, want) || strings.Contains(out, "no findings") {
			t.Errorf("%s: no %s in\n%s", name, want, out)
		}
	}
	r.Homes[0].AllowUnchecked = true
	if out := render(t, named("junit"), r, Options{}); strings.Contains(out, "<error") || !strings.Contains(out, `<skipped message="not checked: no rule checked`) {
		t.Errorf("an allowed home is an error:\n%s", out)
	}
}

// TestJUnitFailsAsTheRun holds test cases against --fail-on.
func TestJUnitFailsAsTheRun(t *testing.T) {
	until := &Suppression{Kind: InSource, Reason: "audits", Until: "2027-03-31"}
	for _, test := range []struct {
		name       string
		failOn     rules.Severity
		suppressed *Suppression
		failures   int
		reasons    []string
	}{
		{"info", rules.Info, nil, 3, nil},
		{"warning", rules.Warning, nil, 2, []string{"2 findings below fail-on (warning)"}},
		{"error", rules.Error, nil, 1, []string{"1 finding below fail-on (error)", "2 findings below fail-on (error)"}},
		{"never", 0, nil, 0, []string{"1 finding, and fail-on is never", "2 findings, and fail-on is never"}},
		{"suppressed", rules.Info, until, 0, []string{"suppressed until 2027-03-31: audits"}},
	} {
		var suites struct {
			Suites []struct {
				Failures int `xml:"failures,attr"`
				Skipped  int `xml:"skipped,attr"`
				Cases    []struct {
					Classname string    `xml:"classname,attr"`
					File      string    `xml:"file,attr"`
					Line      int       `xml:"line,attr"`
					Failure   *struct{} `xml:"failure"`
					Skipped   *struct{} `xml:"skipped"`
				} `xml:"testcase"`
			} `xml:"testsuite"`
		}
		out := render(t, named("junit"), sampleOf(t, sampleFiles(), test.failOn, test.suppressed, false), Options{})
		if err := xml.Unmarshal([]byte(out), &suites); err != nil {
			t.Fatal(err)
		}
		failures, skipped := 0, 0
		for _, c := range suites.Suites[0].Cases {
			if c.File != c.Classname || c.Line < 1 {
				t.Errorf("%s: file %q, line %d", test.name, c.File, c.Line)
			}
			if c.Failure != nil {
				failures++
			}
			if c.Skipped != nil {
				skipped++
			}
		}
		if s := suites.Suites[0]; failures != test.failures || s.Failures != failures || s.Skipped != skipped {
			t.Errorf("%s: %d failures, %d skipped; the suite counts %d and %d", test.name, failures, skipped, s.Failures, s.Skipped)
		}
		for _, reason := range test.reasons {
			if !strings.Contains(out, `<skipped message="`+reason+`"`) {
				t.Errorf("%s: no %s in\n%s", test.name, reason, out)
			}
		}
	}
}

// TestWorstFirst holds the order of findings in the formats for people.
func TestWorstFirst(t *testing.T) {
	want := "sample-error:2 sample-error:4 sample-warning:2 sample-info:3 sample-info:3"
	r := sampleOf(t, sampleFiles(), rules.Warning, nil, false)
	for _, name := range []string{"text", "markdown", "html"} {
		if got := strings.Join(found[name](t, render(t, named(name), r, Options{})), " "); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// TestHomeTable holds that a cell counts each severity by itself.
func TestHomeTable(t *testing.T) {
	list := sampleRules()
	table := homeTable{rules: list}
	finding := func(s rules.Severity, state State) Finding {
		f := Finding{Rule: "sample-error", Severity: s, Known: state == Known}
		if state == Suppressed {
			f.Suppressed = &Suppression{}
		}
		return f
	}
	for _, h := range []*Home{
		{Path: "mixed", Findings: []Finding{finding(rules.Error, Open), finding(rules.Warning, Open), finding(rules.Warning, Open), finding(rules.Info, Open)}, Rules: []RuleState{{"sample-error", rules.Attention, ""}}},
		{Path: "settled", Findings: []Finding{finding(rules.Error, Known), finding(rules.Error, Known), finding(rules.Error, Suppressed)}, Rules: []RuleState{{"sample-error", rules.Known, ""}}},
		{Path: "partly", Findings: []Finding{finding(rules.Error, Known)}, Rules: []RuleState{{"sample-error", rules.NotChecked, ""}}},
		{Path: "fine", Rules: []RuleState{{"sample-error", rules.OK, ""}}},
		{Path: "past", Rules: []RuleState{{"sample-error", rules.Past, ""}}},
		{Path: "none"},
	} {
		table.add(h)
	}
	p := &printer{opt: TextOptions{Width: defaultWidth}}
	p.table(&table)
	want := fmt.Sprintf(`
Homes by rule
  %s
   1 sample-error

                1
  mixed    1E2W1i
  settled    2k1a
  partly      1k-
  fine          .
  past          /
  none          -
`, strings.Join([]string{"E errors, W warnings, i infos (all open), k known, a accepted; . ok, - not checked, / not", "  applicable or past"}, "\n"))
	if got := p.b.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestAttachedFindingsChangeTheState holds that a finding about the configuration file,
// known after the last home, is in the states of the home that shows it.
func TestAttachedFindingsChangeTheState(t *testing.T) {
	var homes Homes
	defer homes.Close()
	for _, status := range []rules.Status{rules.OK, rules.NotChecked} {
		if err := homes.Keep(&Home{Path: "a", Status: status, Rules: []RuleState{{"suppression", rules.OK, ""}}}); err != nil {
			t.Fatal(err)
		}
	}
	homes.Attach(0, []Finding{{Rule: "suppression", Severity: rules.Warning}})
	homes.Attach(1, []Finding{{Rule: "suppression", Severity: rules.Warning}})
	var got []string
	for h, err := range homes.All() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(h.Status, "; ", h.Rules[0].Status, ": ", h.Rules[0].Why))
	}
	if want := "[needs attention; needs attention: 1 warning not checked; needs attention: 1 warning]"; fmt.Sprint(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
