package rules_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// TestMessagesNameTheTarget: what a rule says of the target it says of the one
// that was asked for.
func TestMessagesNameTheTarget(t *testing.T) {
	for _, target := range []home.Version{home.V420, home.V430, home.V441, home.V442} {
		for _, rule := range rules.All() {
			opt := rules.Options{Rules: []*rules.Rule{rule}, Target: target}
			r := rules.Run(load(t, filepath.Join(fixtures, rule.ID, "bad")), opt)
			if text := describe(r); strings.Contains(text, "4.4.3") || strings.Contains(text, "\uffff") {
				t.Errorf("%s for %s:\n%s", rule.ID, target, text)
			}
			if target.Before(rule.Since) != (len(r.Rules) == 0) {
				t.Errorf("%s for %s: ran %d rules", rule.ID, target, len(r.Rules))
			}
		}
	}
}

// TestNoMessageNamesARelease looks into the source for messages that no fixture
// gives: they name the target by its constant. The documentation of a rule, which
// is about the guide to 4.4.3, is in raw strings.
func TestNoMessageNamesARelease(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && lit.Value[0] == '"' && strings.Contains(lit.Value, home.V443.String()) {
				t.Errorf("%s: write target in place of %s: %s", set.Position(lit.Pos()), home.V443, lit.Value)
			}
			return true
		})
	}
}

// TestLaterTarget: a release after the last known one is judged by that one.
func TestLaterTarget(t *testing.T) {
	for _, rule := range rules.All() {
		h := load(t, filepath.Join(fixtures, rule.ID, "bad"))
		want := rules.Run(h, rules.Options{Rules: []*rules.Rule{rule}, Target: home.V443})
		got := rules.Run(h, rules.Options{Rules: []*rules.Rule{rule}, Target: home.Version{Major: 4, Minor: 4, Patch: 9}})
		if describe(got) != describe(want) || got.Target != home.V443 || got.Asked.String() != "4.4.9" {
			t.Errorf("%s for %s, asked for %s:\n%s", rule.ID, got.Target, got.Asked, describe(got))
		}
	}
}

// asksForDefault is what a finding says that asks for what the target ships with.
var asksForDefault = regexp.MustCompile(`ships with (?:true|false)|sets it to|offers`)

// TestPastHomesKeepTheirDefaults: a home that is past the target is not told to
// take what the target ships with; one at the target is.
func TestPastHomesKeepTheirDefaults(t *testing.T) {
	asked := 0
	for _, rule := range rules.All() {
		h := load(t, filepath.Join(fixtures, rule.ID, "bad"))
		for _, from := range []home.Version{home.V443, {Major: 4, Minor: 4, Patch: 7}, {Major: 4, Minor: 5, Patch: 1}} {
			for _, f := range rules.Run(h, rules.Options{Rules: []*rules.Rule{rule}, From: from, Target: home.V443}).Findings {
				if !asksForDefault.MatchString(f.Message) || strings.Contains(f.Message, "reads as") {
					continue
				}
				if asked++; home.V443.Before(from) {
					t.Errorf("%s in a home of %s: %s", rule.ID, from, f.Message)
				}
			}
		}
	}
	if asked == 0 {
		t.Error("no fixture asks for a default")
	}
}

// TestHalfUpgradedHomesAreAskedForDefaults: the version file of a later release does
// not vouch for files that were carried over from an older one.
func TestHalfUpgradedHomesAreAskedForDefaults(t *testing.T) {
	files := map[string]string{
		"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.4.7",
		"registry.xml":               "<wso2registry><versionResourcesOnChange>true</versionResourcesOnChange></wso2registry>",
		"log4j.properties":           "log4j.appender.C=org.wso2.carbon.utils.logging.appenders.CarbonConsoleAppender\n",
	}
	open := func(*rules.Finding) rules.Decision { return rules.Decision{} }
	r := judge(t, "version-resources-on-change", files)
	if items := r.States(r.Rules, open).Guide; !r.Past() || len(r.Findings) > 0 || items[0].Status != rules.Past || items[0].Why != "the home is past 4.4.3" {
		t.Errorf("a whole home: past %t, %v\n%s", r.Past(), items, inShort(r))
	}
	files["registry.xml"] = "<wso2registry><versionResourcesOnChange>false</versionResourcesOnChange></wso2registry>"
	r = judge(t, "version-resources-on-change", files)
	if items := r.States(r.Rules, open).Guide; items[0].Status != rules.OK {
		t.Errorf("a home with the default: %v", items)
	}
	files["registry.xml"] = "<wso2registry><versionResourcesOnChange>true</versionResourcesOnChange></wso2registry>"
	files["log4j.properties"] = "log4j.appender.C=org.wso2.carbon.logging.appenders.CarbonConsoleAppender\n"
	if r := judge(t, "version-resources-on-change", files); r.Past() || len(r.Findings) != 1 {
		t.Errorf("a half-upgraded home: past %t\n%s", r.Past(), inShort(r))
	}
}

// TestABoundIsNotAFact: CaseInsensitiveUsername came with 4.4.1, so the home may
// well be of 4.4.2, whose schema true needs.
func TestABoundIsNotAFact(t *testing.T) {
	const userMgt = `<UserManager><Realm><Configuration><Property name="isCascadeDeleteEnabled">true</Property></Configuration>` +
		`<UserStoreManager><Property name="CaseInsensitiveUsername">true</Property></UserStoreManager></Realm></UserManager>`
	r := judge(t, "cascade-delete", map[string]string{"user-mgt.xml": userMgt})
	if r.From.Is != home.AtLeast || len(r.Findings) > 0 {
		t.Errorf("from %s:\n%s", r.From, inShort(r))
	}
	r = judge(t, "cascade-delete", map[string]string{"user-mgt.xml": userMgt, "bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.4.1"})
	if len(r.Findings) != 1 {
		t.Errorf("from %s:\n%s", r.From, inShort(r))
	}
}
