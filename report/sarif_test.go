package report

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

func sarifOf(t *testing.T, r *Report) *sarif.Run {
	t.Helper()
	log, err := sarif.FromString(render(t, Format{Write: SARIF}, r, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 {
		t.Fatalf("%d runs", len(log.Runs))
	}
	return log.Runs[0]
}

// TestSARIFForGitHub holds the log against what GitHub asks for beyond the
// standard.
func TestSARIFForGitHub(t *testing.T) {
	for name, r := range map[string]*Report{"sample": sample(t), "500": large(t, 500), "none": New("dev", "4.4.3", rules.All())} {
		run := sarifOf(t, r)
		seen := map[string]bool{}
		for _, rule := range run.Tool.Driver.Rules {
			if seen[rule.ID] || rule.Name == nil || *rule.ShortDescription.Text == "" || *rule.FullDescription.Text == "" ||
				*rule.Help.Text == "" || *rule.Help.Markdown == "" || rule.DefaultConfiguration.Level == "" {
				t.Errorf("%s: rule %s is there twice or has not all texts", name, rule.ID)
			}
			seen[rule.ID] = true
		}
		if run.Results == nil {
			t.Errorf("%s: the results are not a list", name)
		}
		prints := map[any]bool{}
		for i, result := range run.Results {
			at := result.Locations[0].PhysicalLocation
			uri, err := url.Parse(*at.ArtifactLocation.URI)
			switch {
			case err != nil || uri.IsAbs() || strings.HasPrefix(uri.Path, "/"):
				t.Errorf("%s: result %d stands in %s", name, i, *at.ArtifactLocation.URI)
			case run.OriginalUriBaseIDs[*at.ArtifactLocation.URIBaseId] == nil:
				t.Errorf("%s: result %d has a base that is not there", name, i)
			case *at.Region.StartLine < 1 || *at.Region.StartColumn < 1 || *result.Message.Text == "":
				t.Errorf("%s: result %d has no place or message", name, i)
			case run.Tool.Driver.Rules[*result.RuleIndex].ID != *result.RuleID:
				t.Errorf("%s: result %d points at another rule", name, i)
			}
			for key, print := range result.PartialFingerprints {
				if prints[print] || print == "" {
					t.Errorf("%s: the %s of result %d is there twice", name, key, i)
				}
				prints[print] = true
			}
		}
		if *run.Tool.Driver.Version != r.Tool.Version || run.ColumnKind != "unicodeCodePoints" {
			t.Errorf("%s: version %v, columns %v", name, *run.Tool.Driver.Version, run.ColumnKind)
		}
	}
}

// TestSARIFStates: what is fixed is gone, what is suppressed or known says so.
func TestSARIFStates(t *testing.T) {
	r := sample(t)
	count := map[string]int{}
	for _, result := range sarifOf(t, r).Results {
		state := "none"
		if len(result.Suppressions) > 0 {
			s := result.Suppressions[0]
			state = s.Kind + ", " + *s.Justification
		}
		count[*result.BaselineState+", "+state]++
	}
	want := map[string]int{
		"new, none": 6, "new, external, kept for audits | password: ***** (until 2027-03-31)": 1,
		"unchanged, external, in the baseline": 1,
	}
	if fmt.Sprint(count) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", count, want)
	}
	for _, result := range sarifOf(t, large(t, 1)).Results {
		if result.BaselineState != nil {
			t.Error("a baseline is spoken of without one")
		}
	}
}

// TestSARIFFixes makes the replacements as an editor would.
func TestSARIFFixes(t *testing.T) {
	r := sample(t)
	files := map[string]string{"server.xml": sampleServer, "sample.xml": sampleOther}
	made := 0
	for _, result := range sarifOf(t, r).Results {
		for _, fix := range result.Fixes {
			change := fix.ArtifactChanges[0]
			name := (*change.ArtifactLocation.URI)[strings.LastIndex(*change.ArtifactLocation.URI, "/")+1:]
			var edits []Edit
			for _, p := range change.Replacements {
				d := p.DeletedRegion
				edits = append(edits, Edit{Line: *d.StartLine, Column: *d.StartColumn, EndLine: *d.EndLine, EndColumn: *d.EndColumn, New: *p.InsertedContent.Text})
			}
			after := applyEdits(files[name], edits, false)
			want, title := `port="944`, "add keystoreFile"
			if name == "sample.xml" {
				want, title = "<keep>false</keep>\n  <Property", "unsafe: set keep to false"
			}
			if !strings.Contains(after, want) || after == files[name] || *fix.Description.Text != title {
				t.Errorf("%s: %s gives %q", name, *fix.Description.Text, after)
			}
			made++
		}
	}
	if made != 4 {
		t.Errorf("%d fixes", made)
	}
}

// TestFingerprints: they stay when lines move and differ where findings do.
func TestFingerprints(t *testing.T) {
	prints := func(server string) []string {
		list := sampleRules()
		r := New("1", "4.4.3", list)
		h := sampleHome(t, "home", map[string]string{"server.xml": server, "sample.xml": sampleOther})
		r.Add(NewHome(Input{Result: rules.Run(h, rules.Options{Rules: list, Target: home.V443}), All: list}))
		var all []string
		p := fingerprints{}
		for f := range r.Homes[0].remaining() {
			all = append(all, p.of(&r.Homes[0], f))
		}
		return all
	}
	before := prints(sampleServer)
	if moved := prints("<!-- one\nmore -->\n" + strings.ReplaceAll(sampleServer, "\t", "      ")); fmt.Sprint(moved) != fmt.Sprint(before) {
		t.Errorf("moved lines change %v to %v", before, moved)
	}
	if renamed := prints(strings.ReplaceAll(sampleServer, "9443", "9445")); renamed[3] == before[3] || renamed[4] != before[4] {
		t.Errorf("another port changes %v to %v", before, renamed)
	}
}

// TestSARIFSize: a log that would be too large goes without the fixes, not
// without results.
func TestSARIFSize(t *testing.T) {
	r := large(t, 500)
	for i := range r.Homes[0].Findings {
		r.Homes[0].Findings[i].Fix.Edits = []Edit{{Line: 1, Column: 1, EndLine: 1, EndColumn: 1, New: strings.Repeat("x", maxSARIF/400)}}
	}
	out := render(t, Format{Write: SARIF}, r, Options{})
	run := sarifOf(t, r)
	if !strings.Contains(out, "Fixes omitted") {
		t.Error("the log does not say that the fixes are omitted")
	}
	if len(out) >= maxSARIF || len(run.Results) != 500 || run.Results[0].Fixes != nil {
		t.Errorf("%d bytes, %d results", len(out), len(run.Results))
	}
	if strings.Count(out, "\n") != 1 || !json.Valid([]byte(out)) {
		t.Error("the log is not compact JSON")
	}
}

func TestSARIFPlaces(t *testing.T) {
	for _, tt := range []struct{ home, uri, base, root string }{
		{".", "repository/conf/a.xml", "%SRCROOT%", ""},
		{"nodes/one", "nodes/one/repository/conf/a.xml", "%SRCROOT%", ""},
		{"a:b/é %", "./a:b/%C3%A9%20%25/repository/conf/a.xml", "%SRCROOT%", ""},
		{"/opt/wso2 x/", "repository/conf/a.xml", "HOME:/opt/wso2 x/", "file:///opt/wso2%20x/"},
		{"C:/wso2", "repository/conf/a.xml", "HOME:C:/wso2", "file:///C:/wso2/"},
	} {
		log := sarifLog{bases: map[string]*sarif.ArtifactLocation{}}
		at := log.location(&Home{Path: tt.home}, "repository/conf/a.xml").PhysicalLocation.ArtifactLocation
		root := ""
		if uri := log.bases[*at.URIBaseId].URI; uri != nil {
			root = *uri
		}
		if *at.URI != tt.uri || *at.URIBaseId != tt.base || root != tt.root {
			t.Errorf("%s: %s in %s at %s", tt.home, *at.URI, *at.URIBaseId, root)
		}
	}
}

// TestUnknownRule: a finding may be of a rule that is not in the list.
func TestUnknownRule(t *testing.T) {
	r := New("1", "4.4.3", nil)
	r.Add(Home{Path: "h", Findings: []Finding{{Rule: "some-rule", Severity: rules.Info, File: "a.xml", Message: "m"}}})
	run := sarifOf(t, r)
	if rule := run.Tool.Driver.Rules[*run.Results[0].RuleIndex]; rule.ID != "some-rule" || *rule.Name != "SomeRule" {
		t.Errorf("the rule is %s", rule.ID)
	}
	if *run.Results[0].Locations[0].PhysicalLocation.Region.StartLine != 1 {
		t.Error("the line is less than 1")
	}
}
