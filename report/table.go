package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"
)

// table writes a row for each home and a column for each rule with findings, so
// that nodes which differ stand out: E, W or i for the worst open finding with
// the number of them, a dot for none, a dash where the rule judged no file.
func (p *printer) table(r *Report) {
	var ids []string
	width := 0
	for _, rule := range r.Rules {
		if slices.ContainsFunc(r.Homes, func(h Home) bool { return cell(h, rule.ID) != "." && cell(h, rule.ID) != "-" }) {
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
	row := func(name string, cells []string) {
		p.printf("  %s%s", name, strings.Repeat(" ", width-utf8.RuneCountInString(name)))
		for _, c := range cells {
			p.printf("  %s%s", strings.Repeat(" ", max(0, 3-len(c))), p.cellColor(c))
		}
		p.printf("\n")
	}
	var heads []string
	for i := range ids {
		heads = append(heads, fmt.Sprint(i+1))
	}
	row("", heads)
	for _, h := range r.Homes {
		var cells []string
		for _, id := range ids {
			cells = append(cells, cell(h, id))
		}
		row(h.Path, cells)
	}
	for i, id := range ids {
		p.printf("  %2d %s\n", i+1, id)
	}
}

// cell says in a few characters how a home stands with a rule.
func cell(h Home, rule string) string {
	worst, n := "", 0
	for i := range h.Findings {
		f := &h.Findings[i]
		if f.Rule != rule || f.State() != Open {
			continue
		}
		n++
		switch {
		case f.Severity == "error":
			worst = "E"
		case f.Severity == "warning" && worst != "E":
			worst = "W"
		case worst == "":
			worst = "i"
		}
	}
	switch {
	case n > 0:
		return fmt.Sprintf("%s%d", worst, n)
	case slices.ContainsFunc(h.Judged, func(j Judged) bool { return j.Rule == rule }):
		return "."
	}
	return "-"
}

func (p *printer) cellColor(c string) string {
	switch c[0] {
	case 'E':
		return p.paint(c, color.FgRed, color.Bold)
	case 'W':
		return p.paint(c, color.FgYellow, color.Bold)
	case 'i':
		return p.paint(c, color.FgCyan)
	}
	return c
}
