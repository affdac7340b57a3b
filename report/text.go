package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/rules"
)

// TextOptions control the text format.
type TextOptions struct {
	Color bool
	// Width is the length of a line in characters; 0 for 100.
	Width int
}

const defaultWidth = 100

// halfUpgraded is the title of the list of files that cannot be of one release.
const halfUpgraded = "Half-upgraded home: files of different releases"

// skippedPaths is the title of the list of directories that were not searched and
// of homes that were not checked.
const skippedPaths = "Skipped while searching for homes"

// textEncoder writes the report for people: for each home its product and release, the
// findings, worst first, and the items of the upgrade guide.
type textEncoder struct {
	*printer
	show  Options
	first *Home // not written yet: a home among others has a shorter guide
	homes int
	table homeTable
	// fixable and unsafe count the open findings with a fix.
	fixable, unsafe int
}

func newText(w io.Writer, r *Report, opt Options) Encoder {
	if opt.Width == 0 {
		opt.Width = defaultWidth
	}
	return &textEncoder{printer: &printer{w: w, opt: TextOptions{Color: opt.Color, Width: opt.Width}}, show: opt, table: homeTable{rules: r.Rules}}
}

func (e *textEncoder) Home(h *Home) error {
	e.table.add(h)
	for f := range h.open() {
		switch {
		case f.Fix == nil:
		case f.Fix.Safety == Safe:
			e.fixable++
		default:
			e.unsafe++
		}
	}
	h = h.shown(e.show)
	if e.homes++; e.homes == 1 {
		e.first = h
		return nil
	}
	if e.first != nil {
		e.home(e.first, false)
		e.first = nil
	}
	e.printf("\n")
	e.home(h, false)
	return e.write()
}

func (e *textEncoder) End(r *Report) error {
	if e.first != nil {
		e.home(e.first, true)
	}
	if e.homes > 1 {
		e.printer.table(&e.table)
	}
	e.list(skippedPaths, r.Skipped)
	e.stale(r.Stale)
	e.summary(r.Summary, e.fixable, e.unsafe)
	return e.write()
}

type printer struct {
	w   io.Writer
	opt TextOptions
	cut bool // long values of a comparison
	b   strings.Builder
}

func (p *printer) printf(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

// paint returns s in colour when the options ask for it. It leaves the global switch
// of the color package alone.
func (p *printer) paint(s string, attrs ...color.Attribute) string {
	if !p.opt.Color {
		return s
	}
	c := color.New(attrs...)
	c.EnableColor()
	return c.Sprint(s)
}

func (p *printer) severity(s rules.Severity) string { return p.paint(s.String(), severityColor(s)...) }

func severityColor(s rules.Severity) []color.Attribute {
	switch s {
	case rules.Error:
		return []color.Attribute{color.FgRed, color.Bold}
	case rules.Warning:
		return []color.Attribute{color.FgYellow, color.Bold}
	case rules.Info:
	}
	return []color.Attribute{color.FgCyan}
}

// home writes a home, which may be alone in its report.
func (p *printer) home(h *Home, alone bool) {
	p.printf("%s\n", p.paint(h.Path, color.Bold))
	what := h.Product
	if what == "" {
		what = "unknown product"
	}
	p.printf("  %s, Carbon %s", what, h.Release)
	if h.From != h.Carbon {
		p.printf(" (checked as %s)", h.From)
	}
	p.printf(", checked against %s\n", h.Target)
	p.wrap("  ", h.Note)
	if len(h.Evidence) > 0 {
		p.wrap("  ", "Version from "+strings.Join(h.Evidence, "; ")+".")
	}
	if h.Why != "" {
		p.wrap("  ", "Recognised: "+h.Why+".")
	}
	p.wrap("  ", h.dated())
	if len(h.Mixed) > 0 {
		p.printf("\n%s\n", p.paint(halfUpgraded, color.FgYellow, color.Bold))
		for _, m := range h.Mixed {
			p.printf("  %s: %s (%s)\n", m.File, m.Release, m.What)
		}
	}
	file := ""
	for _, g := range h.worstFirst() {
		if g.File != file {
			file = g.File
			p.printf("\n%s\n", p.paint(file, color.Underline))
		}
		for _, f := range g.Findings {
			p.finding(f)
		}
	}
	p.guide(h, alone)
	p.otherRules(h)
	p.list("Not checked", h.NotChecked)
	p.list("Skipped files", h.Skipped)
}

func (p *printer) finding(f *Finding) {
	state := ""
	switch f.State() {
	case Fixed:
		state = " " + p.paint("fixed", color.FgGreen, color.Bold)
	case Suppressed:
		state = " suppressed: " + f.Suppressed.words()
	case Known:
		state = " known"
	}
	p.printf("\n  %d:%d  %s  %s%s\n", f.Line, f.Column, p.severity(f.Severity), p.paint(f.Rule, color.Bold), state)
	number := fmt.Sprint(f.Excerpt.Line)
	p.printf("    %s | %s\n", number, f.Excerpt.Text)
	p.printf("    %s | %s\n", strings.Repeat(" ", len(number)), p.paint(f.Excerpt.carets(), color.FgRed))
	p.wrap("    ", f.What)
	if f.State() == Fixed {
		p.wrap("    ", fmt.Sprintf("Fixed (%s): %s.", f.Fix.Safety, f.Fix.Title))
		return
	}
	p.wrap("    ", f.Effect)
	if f.Fix != nil {
		p.wrap("    ", f.Fix.sentence())
	}
	if f.Hint != "" {
		p.wrap("    ", f.Hint)
	}
}

// wrap prints text broken into lines behind indent.
func (p *printer) wrap(indent, text string) {
	width := max(p.opt.Width-len(indent), 40)
	line := 0
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i == 0:
			p.printf("%s", indent)
		case line+1+n > width:
			p.printf("\n%s", indent)
			line = 0
		default:
			p.printf(" ")
			line++
		}
		p.printf("%s", word)
		line += n
	}
	if strings.TrimSpace(text) != "" {
		p.printf("\n")
	}
}

// list writes files, or lines of them, each with the reason why it was skipped.
func (p *printer) list(title string, files []NotChecked) {
	if len(files) == 0 {
		return
	}
	p.printf("\n%s\n", p.paint(title, color.Bold))
	for _, n := range files {
		where := n.File
		if n.Line > 0 {
			where = fmt.Sprintf("%s:%d", n.File, n.Line)
		}
		p.printf("  %s: %s\n", where, n.Reason)
	}
}

func (p *printer) stale(list []Stale) {
	if len(list) == 0 {
		return
	}
	p.printf("\n%s\n", p.paint("Stale baseline entries (remove them with --prune-baseline)", color.Bold))
	for _, s := range list {
		p.printf("  %s: %s %s %s (%d)\n", s.Home, s.File, s.Rule, s.Element, s.Count)
	}
}

// summary writes the totals, and how many open findings have a safe and an unsafe fix.
func (p *printer) summary(s Summary, fixable, unsafe int) {
	p.printf("\n%s:", p.paint("Summary", color.Bold))
	if text := verdict(s); text != "" {
		p.printf(" %s in %s of %s.", text, phrase.Count(s.Files, "file"), phrase.Count(s.Homes, "home"))
	}
	if s.Unchecked > 0 {
		p.printf(" %s.", p.paint(UncheckedHomes(s.Unchecked), color.FgYellow, color.Bold))
	}
	if s.Fixed > 0 {
		p.printf(" %s fixed.", phrase.Count(s.Fixed, "finding"))
	}
	switch {
	case fixable > 0 && unsafe > 0:
		p.printf(" Fixable: %d with --fix, %d more with --unsafe-fixes.", fixable, unsafe)
	case fixable > 0:
		p.printf(" Fixable: %d with --fix.", fixable)
	case unsafe > 0:
		p.printf(" Fixable: %d with --fix --unsafe-fixes.", unsafe)
	}
	p.printf("\n")
}
