package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"github.com/carbonlint/carbonlint/rules"
)

// table writes a row for each home and a column for each rule with findings. It
// shows which nodes of a cluster differ. A cell has the letter of the worst severity
// (E, W or i) and the number of open findings; a dot means no finding, a dash that the
// rule checked no file.
func (p *printer) table(r *Report) {
	var ids []string
	width := 0
	for _, rule := range r.Rules {
		if slices.ContainsFunc(r.Homes, func(h Home) bool { return newRuleCell(h, rule.ID).open > 0 }) {
			ids = append(ids, rule.ID)
		}
	}
	for _, h := range r.Homes {
		width = max(width, utf8.RuneCountInString(h.Path))
	}
	if len(ids) == 0 {
		return
	}
	p.printf("\n%s\n", p.paint("Homes by rule", color.Bold))
	p.printf("  %s", strings.Repeat(" ", width))
	for i := range ids {
		p.printf("  %3d", i+1)
	}
	p.printf("\n")
	for _, h := range r.Homes {
		p.printf("  %s%s", h.Path, strings.Repeat(" ", width-utf8.RuneCountInString(h.Path)))
		for _, id := range ids {
			c := newRuleCell(h, id)
			p.printf("  %s%s", strings.Repeat(" ", max(0, 3-len(c.String()))), p.cell(c))
		}
		p.printf("\n")
	}
	for i, id := range ids {
		p.printf("  %2d %s\n", i+1, id)
	}
}

// ruleCell is the result of a rule for a home.
type ruleCell struct {
	judged bool           // the rule checked a file of the home
	open   int            // findings
	worst  rules.Severity // of them
}

func newRuleCell(h Home, rule string) ruleCell {
	c := ruleCell{judged: slices.ContainsFunc(h.Judged, func(j Judged) bool { return j.Rule == rule })}
	for i := range h.Findings {
		if f := &h.Findings[i]; f.Rule == rule && f.State() == Open {
			c.open++
			c.worst = max(c.worst, f.Severity)
		}
	}
	return c
}

func (c ruleCell) String() string {
	switch {
	case c.open > 0:
		letter := map[rules.Severity]string{rules.Error: "E", rules.Warning: "W", rules.Info: "i"}[c.worst]
		return fmt.Sprintf("%s%d", letter, c.open)
	case c.judged:
		return "."
	}
	return "-"
}

func (p *printer) cell(c ruleCell) string {
	if c.open == 0 {
		return c.String()
	}
	return p.paint(c.String(), severityColor(c.worst)...)
}
