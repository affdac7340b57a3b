package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/rules"
)

// brief writes findings in one line each, and what was not judged.
func brief(t *testing.T, r *rules.Result) string {
	t.Helper()
	var b strings.Builder
	for _, f := range r.Findings {
		line, col := f.Doc.Position(f.Span.Start)
		fix := "no fix"
		if f.Fix != nil {
			fix = map[bool]string{true: "unsafe", false: "safe"}[f.Fix.Unsafe] + ": " + f.Fix.Title
		}
		file := strings.TrimPrefix(f.Doc.Path, "repository/conf/")
		fmt.Fprintf(&b, "%s:%d:%d %s (%s) %s\n", file, line, col, f.Severity, fix, f.Message)
		if f.Code == "" {
			t.Errorf("%s: no Code", f.Message)
		}
		if f.Fix == nil && f.Hint == "" {
			t.Errorf("%s: neither fix nor hint", f.Message)
		}
		for _, s := range []string{f.Message, f.Effect, f.Hint} {
			if secret.Line(s) != s {
				t.Errorf("%q would be masked: %q", s, secret.Line(s))
			}
		}
	}
	for _, n := range r.NotJudged {
		if secret.Line(n.Reason) != n.Reason {
			t.Errorf("%q would be masked: %q", n.Reason, secret.Line(n.Reason))
		}
		if n.Reason != "absent" {
			fmt.Fprintf(&b, "not judged %s: %s\n", strings.TrimPrefix(n.Where(), "repository/conf/"), n.Reason)
		}
	}
	return b.String()
}

// mend judges an inline home with one rule, applies its fixes, and gives the
// file at conf as it is then. It fails when a fix is refused.
func mend(t *testing.T, id string, files map[string]string, conf string, unsafe bool) string {
	t.Helper()
	for _, rule := range rules.All() {
		if rule.ID != id {
			continue
		}
		opt := rules.Options{Rules: []*rules.Rule{rule}, Target: home.V443}
		fixed := rules.Run(inline(t, files), opt).Fix(opt, func(f *rules.Finding) bool { return unsafe || !f.Fix.Unsafe })
		for _, err := range fixed.Refused {
			t.Error(err)
		}
		return string(fixed.After.Home.ByPath("repository/conf/" + conf).Data)
	}
	t.Fatalf("no rule %s", id)
	return ""
}

// in leaves the name of a file out of what brief wrote.
func in(file, s string) string { return strings.ReplaceAll(s, file+":", "") }

// inShort writes findings one a line: place, severity, message and fix; then what
// was not judged.
func inShort(r *rules.Result) string {
	var b strings.Builder
	for _, f := range r.Findings {
		line, col := f.Doc.Position(f.Span.Start)
		fmt.Fprintf(&b, "%d:%d %s %s", line, col, f.Severity, f.Message)
		if f.Fix != nil {
			fmt.Fprintf(&b, " [%s: %s]", map[bool]string{true: "unsafe", false: "safe"}[f.Fix.Unsafe], f.Fix.Title)
		}
		b.WriteString("\n")
	}
	for _, n := range r.NotJudged {
		if n.Reason != "absent" {
			line, col := n.Doc.Position(n.Span.Start)
			fmt.Fprintf(&b, "%d:%d unknown %s\n", line, col, n.Reason)
		}
	}
	return b.String()
}

// fixAll applies every fix, or the safe ones alone, and gives the text of file
// (below repository/conf) as it then is.
func fixAll(t *testing.T, r *rules.Result, file string, unsafe bool) string {
	t.Helper()
	opt := rules.Options{Rules: r.Rules, Target: home.V443}
	fixed := r.Fix(opt, func(f *rules.Finding) bool { return unsafe || !f.Fix.Unsafe })
	if len(fixed.Refused) > 0 {
		t.Errorf("refused: %v", fixed.Refused)
	}
	return string(fixed.After.Home.ByPath("repository/conf/" + file).Data)
}
