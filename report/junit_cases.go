package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/rules"
)

// junitUnchecked is the case of a home of which no rule checked a file.
func junitUnchecked(h *Home) junitCase {
	c := newJUnitCase(h, "home", "")
	why := &junit.Result{Message: "not checked: " + noRule}
	if h.AllowUnchecked {
		c.Skipped = why
	} else {
		c.Error = why
	}
	return c
}

// junitOf is the case of a rule in a file. It fails if a finding fails the run. Other
// findings make it a skipped one, with the reason why it does not fail.
func junitOf(h *Home, at Judged, findings []*Finding) junitCase {
	c := newJUnitCase(h, at.Rule, at.File)
	if len(findings) == 0 {
		return c
	}
	worst := slices.MaxFunc(findings, func(a, b *Finding) int { return cmp.Compare(junitRank(a), junitRank(b)) })
	c.Line = max(worst.Line, 1)
	var text strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&text, "%s:%d:%d: %s: %s\n", h.file(f.File), f.Line, f.Column, f.label(), f.sentence())
	}
	result := &junit.Result{Type: worst.Severity.String(), Data: xmlText(text.String())}
	if worst.Fails(h.FailOn) {
		if result.Message, c.Failure = worst.What, result; len(findings) > 1 {
			result.Message += fmt.Sprintf(" And %d more.", len(findings)-1)
		}
		return c
	}
	result.Message, c.Skipped = junitReason(h.FailOn, findings), result
	return c
}

// junitRank orders findings: open ones by their severity, then the others.
func junitRank(f *Finding) int {
	if f.State() == Open {
		return int(f.Severity)
	}
	return 0
}

// junitReason says why findings do not fail the run.
func junitReason(failOn rules.Severity, findings []*Finding) string {
	open, known := 0, 0
	var suppressed []string
	for _, f := range findings {
		switch f.State() {
		case Suppressed:
			suppressed = append(suppressed, strings.TrimSuffix("suppressed until "+f.Suppressed.Until, " until ")+": "+f.Suppressed.Reason)
		case Known:
			known++
		case Open, Fixed:
			open++
		}
	}
	var why []string
	switch {
	case open > 0 && failOn == 0:
		why = append(why, phrase.Count(open, "finding")+", and fail-on is never")
	case open > 0:
		why = append(why, phrase.Count(open, "finding")+" below fail-on ("+failOn.String()+")")
	}
	if known > 0 {
		why = append(why, fmt.Sprintf("%d known from the baseline", known))
	}
	return strings.Join(append(why, slices.Compact(suppressed)...), "; ")
}

func junitNotChecked(h *Home, n NotChecked) junitCase {
	name, where := n.Rule, ""
	if name == "" {
		name = "all rules"
	}
	if n.Line > 0 {
		where = fmt.Sprintf(", line %d", n.Line)
	}
	c := newJUnitCase(h, name+where, n.File)
	c.Line = max(n.Line, 1)
	c.Skipped = &junit.Result{Message: "not checked: " + n.Reason}
	return c
}
