package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fatih/color"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/rules"
)

// guide writes a line for each item of the upgrade guide. A home among others whose
// items are all ok gets one line.
func (p *printer) guide(h *Home, alone bool) {
	if !alone && !slices.ContainsFunc(h.Guide, func(g GuideItem) bool { return g.Status != rules.OK }) {
		p.printf("\n  All %d items of the upgrade guide are %s.\n", len(h.Guide), p.paint(rules.OK.String(), color.FgGreen))
		return
	}
	asked := slices.DeleteFunc(slices.Clone(h.Guide), func(g GuideItem) bool { return g.Status == rules.NotAsked })
	setting, file, status := 0, 0, 0
	for _, g := range asked {
		setting, file, status = max(setting, len(g.Setting)), max(file, len(g.File)), max(status, len(g.Status.String()))
	}
	p.printf("\n%s\n", p.paint("Upgrade guide", color.Bold))
	for _, g := range asked {
		line := fmt.Sprintf("  %s  %-*s  %-*s  %s", p.status(g.Status, status), setting, g.Setting, file, g.File, g.Why)
		p.printf("%s\n", strings.TrimRight(line, " "))
	}
	if n := len(h.Guide) - len(asked); n > 0 {
		p.printf("  not checked: %s in files you did not name\n", phrase.Count(n, "item"))
	}
}

// otherRules writes a line for each rule that the guide does not cover and that is not
// ok.
func (p *printer) otherRules(h *Home) {
	list := h.otherRules()
	if len(list) == 0 {
		return
	}
	status, rule := 0, 0
	for _, r := range list {
		status, rule = max(status, len(r.Status.String())), max(rule, len(r.Rule))
	}
	p.printf("\n%s\n", p.paint("Other rules", color.Bold))
	for _, r := range list {
		p.printf("%s\n", strings.TrimRight(fmt.Sprintf("  %s  %-*s  %s", p.status(r.Status, status), rule, r.Rule, r.Why), " "))
	}
}

// status is a status in its colour, with blanks up to the width.
func (p *printer) status(s rules.Status, width int) string {
	text := s.String()
	blanks := strings.Repeat(" ", width-len(text))
	switch s {
	case rules.OK:
		text = p.paint(text, color.FgGreen)
	case rules.Attention:
		text = p.paint(text, color.FgYellow, color.Bold)
	case rules.Note, rules.Known, rules.Accepted, rules.NotChecked, rules.NotApplicable, rules.NotAsked, rules.Past:
	}
	return text + blanks
}
