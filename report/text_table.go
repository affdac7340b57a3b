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

// ruleCell is the result of a rule for a home: how many findings of which severity are
// open, and how many are known and suppressed.
type ruleCell struct {
	errors, warnings, infos, known, accepted int32

	// bare is what is shown of the status: '.', '-' or '/'. See tableLegend.
	bare byte
}

func (t *homeTable) add(h *Home) {
	row := homeRow{h.Path, make([]ruleCell, len(t.rules))}
	column := map[string]*ruleCell{}
	for i, rule := range t.rules {
		column[rule.ID] = &row.cells[i]
		row.cells[i].bare = '-'
	}
	for _, s := range h.Rules {
		if c := column[s.Rule]; c != nil {
			c.bare = bareCell(s.Status)
		}
	}
	for f := range h.remaining() {
		if c := column[f.Rule]; c != nil {
			c.count(f)
		}
	}
	t.rows = append(t.rows, row)
}

// bareCell is what a cell shows of a status besides numbers.
func bareCell(s rules.Status) byte {
	switch s {
	case rules.NotChecked, rules.NotAsked:
		return '-'
	case rules.NotApplicable, rules.Past:
		return '/'
	case rules.OK, rules.Attention, rules.Note, rules.Known, rules.Accepted:
	}
	return '.'
}

func (c *ruleCell) count(f *Finding) {
	switch state := f.State(); {
	case state == Known:
		c.known++
	case state == Suppressed:
		c.accepted++
	case f.Severity == rules.Error:
		c.errors++
	case f.Severity == rules.Warning:
		c.warnings++
	default:
		c.infos++
	}
}

// tableLegend explains the cells of the table.
const tableLegend = "E errors, W warnings, i infos (all open), k known, a accepted; . ok, - not checked, / not applicable or past"

// table writes a row for each home and a column for each rule with findings. It
// shows which nodes of a cluster differ.
func (p *printer) table(t *homeTable) {
	var found []int // the rules with findings
	for i := range t.rules {
		if slices.ContainsFunc(t.rows, func(r homeRow) bool { return r.cells[i].some() }) {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		return
	}
	p.printf("\n%s\n", p.paint("Homes by rule", color.Bold))
	p.wrap("  ", tableLegend)
	first := 0 // the width of the column of paths
	for _, r := range t.rows {
		first = max(first, utf8.RuneCountInString(r.path))
	}
	widths := make([]int, len(found))
	for n, i := range found {
		p.printf("  %2d %s\n", n+1, t.rules[i].ID)
		widths[n] = 2
		for _, r := range t.rows {
			widths[n] = max(widths[n], len(r.cells[i].String()))
		}
	}
	p.printf("\n  %s", strings.Repeat(" ", first))
	for n := range found {
		p.printf("  %*d", widths[n], n+1)
	}
	p.printf("\n")
	for _, r := range t.rows {
		p.printf("  %s%s", r.path, strings.Repeat(" ", first-utf8.RuneCountInString(r.path)))
		for n, i := range found {
			c := r.cells[i]
			p.printf("  %s%s", strings.Repeat(" ", widths[n]-len(c.String())), p.cell(c))
		}
		p.printf("\n")
	}
}

// some reports whether the rule has a finding that is not fixed.
func (c ruleCell) some() bool { return c.errors+c.warnings+c.infos+c.known+c.accepted > 0 }

func (c ruleCell) String() string {
	text := ""
	for _, part := range []struct {
		n      int32
		letter string
	}{{c.errors, "E"}, {c.warnings, "W"}, {c.infos, "i"}, {c.known, "k"}, {c.accepted, "a"}} {
		if part.n > 0 {
			text += fmt.Sprintf("%d%s", part.n, part.letter)
		}
	}
	if text == "" || c.bare == '-' {
		text += string(c.bare)
	}
	return text
}

func (p *printer) cell(c ruleCell) string {
	switch {
	case c.errors > 0:
		return p.paint(c.String(), severityColor(rules.Error)...)
	case c.warnings > 0:
		return p.paint(c.String(), severityColor(rules.Warning)...)
	case c.infos > 0:
		return p.paint(c.String(), severityColor(rules.Info)...)
	}
	return c.String()
}
