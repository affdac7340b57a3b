package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"github.com/carbonlint/carbonlint/rules"
)

// homeTable has a row for each home and a column for each rule. It keeps little of each
// home: it can be written only when all homes are known.
type homeTable struct {
	rules []*rules.Rule
	rows  []homeRow
}

type homeRow struct {
	path  string
	cells []ruleCell // in the order of the rules
}

// ruleCell is the result of a rule for a home.
type ruleCell struct {
	open   int32 // findings
	worst  int8  // severity of them
	judged bool  // the rule checked a file of the home
}

func (t *homeTable) add(h *Home) {
	row := homeRow{h.Path, make([]ruleCell, len(t.rules))}
	for i, rule := range t.rules {
		c := &row.cells[i]
		c.judged = slices.ContainsFunc(h.Judged, func(j Judged) bool { return j.Rule == rule.ID })
		for f := range h.open() {
			if f.Rule == rule.ID {
				c.open++
				c.worst = max(c.worst, int8(f.Severity))
			}
		}
	}
	t.rows = append(t.rows, row)
}

// table writes a row for each home and a column for each rule with findings. It
// shows which nodes of a cluster differ. A cell has the letter of the worst severity
// (E, W or i) and the number of open findings; a dot means no finding, a dash that the
// rule checked no file.
func (p *printer) table(t *homeTable) {
	var found []int // the rules with findings
	for i := range t.rules {
		if slices.ContainsFunc(t.rows, func(r homeRow) bool { return r.cells[i].open > 0 }) {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		return
	}
	width := 0
	for _, r := range t.rows {
		width = max(width, utf8.RuneCountInString(r.path))
	}
	p.printf("\n%s\n", p.paint("Homes by rule", color.Bold))
	p.printf("  %s", strings.Repeat(" ", width))
	for n := range found {
		p.printf("  %3d", n+1)
	}
	p.printf("\n")
	for _, r := range t.rows {
		p.printf("  %s%s", r.path, strings.Repeat(" ", width-utf8.RuneCountInString(r.path)))
		for _, i := range found {
			c := r.cells[i]
			p.printf("  %s%s", strings.Repeat(" ", max(0, 3-len(c.String()))), p.cell(c))
		}
		p.printf("\n")
	}
	for n, i := range found {
		p.printf("  %2d %s\n", n+1, t.rules[i].ID)
	}
}

func (c ruleCell) String() string {
	switch {
	case c.open > 0:
		letter := map[rules.Severity]string{rules.Error: "E", rules.Warning: "W", rules.Info: "i"}[rules.Severity(c.worst)]
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
	return p.paint(c.String(), severityColor(rules.Severity(c.worst))...)
}
