package rules_test

import (
	"fmt"
	"strings"
	"testing"

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
