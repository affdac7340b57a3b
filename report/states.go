package report

import (
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/rules"
)

// setStates copies the states of a home.
func (h *Home) setStates(s rules.States) {
	h.Status = s.Home
	for _, g := range s.Guide {
		h.Guide = append(h.Guide, GuideItem{g.Setting, printable.Line(path.Join(h.ConfDir, g.File)), g.Rule, g.Status, line(g.Why)})
	}
	for _, r := range s.Rules {
		h.Rules = append(h.Rules, RuleState{r.Rule.ID, r.Status, line(r.Why)})
	}
}

// decision is what was decided about a finding, for its state.
func decision(suppressed *Suppression, known bool) rules.Decision {
	if suppressed != nil {
		return rules.Decision{Accepted: true, Until: suppressed.Until}
	}
	return rules.Decision{Known: known}
}

// attach adds open findings about a file outside of the home. They change the states
// of their rules, and that of the home if something was checked there.
func (h *Home) attach(findings []Finding) {
	h.Findings = append(h.Findings, findings...)
	for i := range findings {
		at := slices.IndexFunc(h.Rules, func(r RuleState) bool { return r.Rule == findings[i].Rule })
		if at < 0 {
			continue
		}
		t := h.tally(findings[i].Rule)
		h.Rules[at].Status, h.Rules[at].Why = t.Status(), strings.Join(t.Words(), "; ")
	}
	if t := h.tally(""); len(findings) > 0 && h.Status != rules.NotChecked {
		h.Status = t.Status()
	}
}

// tally counts the remaining findings of a rule, or of all for "".
func (h *Home) tally(rule string) rules.Tally {
	var t rules.Tally
	for f := range h.remaining() {
		if rule == "" || f.Rule == rule {
			t.Add(f.Severity, f.Note, decision(f.Suppressed, f.Known))
		}
	}
	return t
}

// otherRules returns the rules that answer for no item of the guide, without those that
// are ok or have nothing to judge.
func (h *Home) otherRules() []RuleState {
	var list []RuleState
	for _, r := range h.Rules {
		switch r.Status {
		case rules.OK, rules.NotApplicable, rules.NotAsked:
			continue
		case rules.Attention, rules.Note, rules.Known, rules.Accepted, rules.NotChecked, rules.Past:
		}
		if !slices.ContainsFunc(h.Guide, func(g GuideItem) bool { return g.Rule == r.Rule }) {
			list = append(list, r)
		}
	}
	return list
}
