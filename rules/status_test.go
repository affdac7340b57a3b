package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

func TestTally(t *testing.T) {
	known, accepted := rules.Decision{Known: true}, rules.Decision{Accepted: true}
	type found struct {
		severity rules.Severity
		note     bool
		rules.Decision
	}
	for _, test := range []struct {
		name  string
		found []found
		want  string
	}{
		{"nothing", nil, "ok"},
		{"an error", []found{{severity: rules.Error}, {severity: rules.Warning}, {severity: rules.Warning}}, "needs attention: 1 error; 2 warnings"},
		{"an info that asks", []found{{severity: rules.Info}}, "needs attention: 1 info"},
		{"infos that ask for nothing", []found{{severity: rules.Info, note: true}, {severity: rules.Info, note: true}}, "note: 2 infos"},
		{"a note made a warning asks", []found{{severity: rules.Warning, note: true}}, "needs attention: 1 warning"},
		{"in the baseline", []found{{severity: rules.Error, Decision: known}}, "known: 1 known"},
		{"suppressed for ever", []found{{severity: rules.Error, Decision: accepted}}, "accepted: 1 accepted"},
		{
			"suppressed until the first of two days",
			[]found{{rules.Error, false, rules.Decision{Accepted: true, Until: "2028-01-01"}}, {rules.Error, false, rules.Decision{Accepted: true, Until: "2027-03-31"}}, {severity: rules.Info, Decision: accepted}},
			"accepted: 3 accepted until 2027-03-31",
		},
		{"new beside known and accepted", []found{{severity: rules.Info}, {severity: rules.Error, Decision: known}, {severity: rules.Error, Decision: accepted}}, "needs attention: 1 info; 1 known; 1 accepted"},
		{"known beside accepted and a note", []found{{severity: rules.Info, note: true}, {severity: rules.Info, Decision: known}, {severity: rules.Info, Decision: accepted}}, "known: 1 info; 1 known; 1 accepted"},
		{"accepted beside a note", []found{{severity: rules.Info, note: true}, {severity: rules.Info, Decision: accepted}}, "accepted: 1 info; 1 accepted"},
	} {
		var tally rules.Tally
		for _, f := range test.found {
			tally.Add(f.severity, f.note, f.Decision)
		}
		if got := strings.TrimSuffix(tally.Status().String()+": "+strings.Join(tally.Words(), "; "), ": "); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestStatusText(t *testing.T) {
	for s := rules.OK; s <= rules.Past; s++ {
		text, err := s.MarshalText()
		var back rules.Status
		if err == nil {
			err = back.UnmarshalText(text)
		}
		if err != nil || back.String() != s.String() {
			t.Errorf("%d: %s, %v", s, text, err)
		}
	}
	if err := new(rules.Status).UnmarshalText([]byte("fine")); err == nil {
		t.Error("fine is a status")
	}
}

// TestStates gives each rule and each item of the guide of a home its one state.
func TestStates(t *testing.T) {
	const (
		registry = "<wso2registry><versionResourcesOnChange>%s</versionResourcesOnChange></wso2registry>"
		cascade  = "cascade-delete"
		version  = "version-resources-on-change"
	)
	for _, test := range []struct {
		name     string
		rules    string // the rules that run
		files    map[string]string
		only     string
		from, to home.Version
		decided  rules.Decision
		home     string
		rule     string // the state of version-resources-on-change
	}{
		{name: "open", files: map[string]string{"registry.xml": fmt.Sprintf(registry, "true")}, home: "needs attention", rule: "needs attention: 1 warning"},
		{name: "ok", files: map[string]string{"registry.xml": fmt.Sprintf(registry, "false")}, home: "ok", rule: "ok"},
		{name: "known", files: map[string]string{"registry.xml": fmt.Sprintf(registry, "true")}, decided: rules.Decision{Known: true}, home: "known", rule: "known: 1 known"},
		{name: "accepted", files: map[string]string{"registry.xml": fmt.Sprintf(registry, "true")}, decided: rules.Decision{Accepted: true, Until: "2027-03-31"}, home: "accepted", rule: "accepted: 1 accepted until 2027-03-31"},
		{name: "own choice", files: map[string]string{"registry.xml": fmt.Sprintf(registry, "true")}, from: home.V430, home: "note", rule: "note: 1 info"},
		{name: "past", files: map[string]string{"registry.xml": fmt.Sprintf(registry, "true")}, from: home.Version{Major: 4, Minor: 4, Patch: 7}, home: "ok", rule: "past: the home is past 4.4.3"},
		{name: "absent", files: map[string]string{"carbon.xml": "<Server/>"}, home: "not checked", rule: "not checked: repository/conf/registry.xml: absent"},
		{name: "unknown value", files: map[string]string{"registry.xml.j2": fmt.Sprintf(registry, "{{ v }}")}, home: "ok", rule: "not checked: repository/conf/registry.xml.j2:1: <versionResourcesOnChange> is given by a template expression"},
		{name: "left out", rules: cascade, files: map[string]string{"user-mgt.xml": "<UserManager/>"}, home: "ok", rule: "not checked: rule version-resources-on-change was left out"},
		{name: "older target", files: map[string]string{"registry.xml": fmt.Sprintf(registry, "true")}, to: home.V420, home: "not checked", rule: "not applicable: came with 4.3.0"},
		{name: "other file named", rules: cascade + "," + version, files: map[string]string{"registry.xml": fmt.Sprintf(registry, "true"), "user-mgt.xml": "<UserManager/>"}, only: "repository/conf/user-mgt.xml", home: "ok", rule: "not checked: not asked for"},
		{name: "generated", files: map[string]string{"deployment.toml": "[server]\n", "registry.xml": fmt.Sprintf(registry, "true")}, home: "not checked", rule: "not checked: repository/conf/registry.xml: configured in deployment.toml"},
		{name: "only a rule about all XML files", rules: "xml-syntax", files: map[string]string{"registry.xml": fmt.Sprintf(registry, "true")}, home: "ok", rule: "not checked: rule version-resources-on-change was left out"},
		{name: "a named file that only a rule about all XML files judges", rules: "xml-syntax," + version, files: map[string]string{"security/authenticators.xml": "<Authenticators/>"}, only: "repository/conf/security/authenticators.xml", home: "ok", rule: "not checked: not asked for"},
		{name: "such a file, not named", rules: "xml-syntax," + version, files: map[string]string{"security/authenticators.xml": "<Authenticators/>"}, home: "not checked", rule: "not checked: repository/conf/registry.xml: absent"},
		{name: "a rule about all XML files, and none", rules: "xml-syntax", files: map[string]string{"log4j.properties": "a=b\n"}, home: "not checked", rule: "not checked: rule version-resources-on-change was left out"},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := inline(t, test.files)
			if test.only != "" {
				h.Only = []string{test.only}
			}
			if !test.to.Known() {
				test.to = home.V443
			}
			var run []*rules.Rule
			for _, r := range rules.All() {
				if test.rules == "" && r.ID == version || strings.Contains(","+test.rules+",", ","+r.ID+",") {
					run = append(run, r)
				}
			}
			r := rules.Run(h, rules.Options{Rules: run, From: test.from, Target: test.to})
			s := r.States(rules.All(), func(*rules.Finding) rules.Decision { return test.decided })
			if s.Home.String() != test.home {
				t.Errorf("the home is %s, want %s", s.Home, test.home)
			}
			if len(s.Rules) != len(rules.All()) || len(s.Guide) != len(rules.Guide()) {
				t.Errorf("%d rules, %d items", len(s.Rules), len(s.Guide))
			}
			for _, state := range s.Rules {
				if state.Rule.ID != version {
					continue
				}
				if got := strings.TrimSuffix(state.Status.String()+": "+state.Why, ": "); got != test.rule {
					t.Errorf("the rule is %s, want %s", got, test.rule)
				}
			}
			for _, item := range s.Guide {
				if item.Rule != version {
					continue
				}
				if got := strings.TrimSuffix(item.Status.String()+": "+item.Why, ": "); got != test.rule {
					t.Errorf("the item is %s, want %s", got, test.rule)
				}
			}
		})
	}
}
