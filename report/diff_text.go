package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/printable"
)

// DiffText writes a comparison for people: for each file a line for each
// setting, with its lines on both sides, its path and both values.
func DiffText(w io.Writer, r *diff.Report, opt Options) error {
	p := newDiffPrinter(w, opt)
	var last *diff.FileDiff
	for i := range r.Files {
		f := &r.Files[i]
		if f.Status == diff.FileSame {
			continue
		}
		if last != nil && len(last.Changes)+len(f.Changes) > 0 {
			p.printf("\n")
		}
		last = f
		p.diffFile(f, r, !opt.All)
	}
	if totals := diffTotals(r); totals != "" {
		p.printf("\n%s.\n", totals)
	} else {
		p.printf("No setting differs between %s and %s.\n", printable.Line(r.Old), printable.Line(r.New))
	}
	if same := sameSettings(r); len(same) > 0 {
		p.printf("Different text, same settings: %s.\n", strings.Join(same, ", "))
	}
	return p.flush()
}

// DiffTextFiles writes the files as DiffText does, and nothing about all of them.
func DiffTextFiles(w io.Writer, r *diff.Report, opt Options) error {
	p := newDiffPrinter(w, opt)
	for i := range r.Files {
		p.diffFile(&r.Files[i], r, !opt.All)
	}
	return p.flush()
}

func newDiffPrinter(w io.Writer, opt Options) *printer {
	if opt.Width == 0 {
		opt.Width = defaultWidth
	}
	return &printer{w: w, opt: TextOptions{Color: opt.Color, Width: opt.Width}, cut: opt.Cut}
}

func (p *printer) diffFile(f *diff.FileDiff, r *diff.Report, fold bool) {
	p.printf("%s  %s", p.paint(printable.Line(f.Path()), color.Bold), fileState(f, r))
	for _, rule := range f.Rules {
		p.printf(" %s", p.paint("["+rule+"]", color.FgCyan))
	}
	p.printf("\n")
	digits := 1
	for i := range f.Changes {
		digits = max(digits, len(fmt.Sprint(f.Changes[i].Old.Line)), len(fmt.Sprint(f.Changes[i].New.Line)))
	}
	limit := func(path string, values int) int {
		if !p.cut {
			return 0
		}
		used := 2*digits + len("     : ") + len(" -> ")*(values-1) + utf8.RuneCountInString(path)
		return max(p.opt.Width-used, 120) / values
	}
	for _, row := range diffRows(f.Changes, fold, limit) {
		p.diffRow(row, digits)
	}
	if more := notListed(f); more != "" {
		p.printf(" %s.\n", more)
	}
}

func (p *printer) diffRow(row diffRow, digits int) {
	p.printf(" %s %s %s", p.paint(lineColumn(row.OldLine, digits), color.Faint), p.paint(lineColumn(row.NewLine, digits), color.Faint), p.marker(row.Kind))
	var parts []string
	if row.State != "" {
		parts = append(parts, p.paint("("+row.State+")", color.FgYellow))
	}
	if values := p.diffValues(row); values != "" {
		parts = append(parts, values)
	}
	if len(row.With) > 0 {
		parts = append(parts, "("+strings.Join(row.With, ", ")+")")
	}
	path := row.Path
	if path != "" && len(parts) > 0 {
		path += ":"
	}
	for _, rule := range row.Rules {
		parts = append(parts, p.paint("["+rule+"]", color.FgCyan))
	}
	p.printf(" %s\n", strings.TrimSpace(path+" "+strings.Join(parts, " ")))
}

// diffValues is what both sides say, or the one that says something.
func (p *printer) diffValues(row diffRow) string {
	was, is := p.diffPieces(row, row.Old, color.FgRed), p.diffPieces(row, row.New, color.FgGreen)
	switch {
	case row.Note == listNote:
		if row.Old != nil {
			was = "removed " + was
		}
		if row.New != nil {
			is = "added " + is
		}
		return strings.TrimPrefix(strings.TrimSuffix(was+"; "+is, "; "), "; ")
	case row.Old == nil && row.New == nil:
		return row.Note
	case row.Kind == diff.Added && plainText(row.New) != "":
		return is
	case row.Kind == diff.Removed && plainText(row.Old) != "":
		return was
	case row.Kind == diff.Added || row.Kind == diff.Removed:
		return ""
	case row.Note != "":
		return was + " (" + row.Note + ")"
	case row.State == "" || plainText(row.Old) != plainText(row.New):
		return was + " -> " + is
	case plainText(row.New) == "":
		return ""
	}
	return is
}

// markFrom is the length in characters from which what differs in a value is
// marked in text without colour.
const markFrom = 24

// diffPieces paints a value of a row, what differs in it in reverse; without
// colour it is put in brackets where the value is long. An empty value, and
// blanks at the ends of a setting's, are shown by quotes.
func (p *printer) diffPieces(row diffRow, list []piece, c color.Attribute) string {
	plain := plainText(list)
	switch {
	case list == nil:
		return ""
	case plain == "" || row.Path != "" && strings.TrimSpace(plain) != plain:
		return p.paint(`"`+plain+`"`, c)
	}
	var b strings.Builder
	for _, part := range list {
		switch {
		case len(list) == 1 || part.Text == "" || !part.Changed:
			b.WriteString(p.paint(part.Text, c))
		case p.opt.Color:
			b.WriteString(p.paint(part.Text, c, color.ReverseVideo))
		case utf8.RuneCountInString(plain) <= markFrom:
			b.WriteString(part.Text)
		case c == color.FgRed:
			b.WriteString("[-" + part.Text + "-]")
		default:
			b.WriteString("{+" + part.Text + "+}")
		}
	}
	return b.String()
}

func plainText(list []piece) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Text)
	}
	return b.String()
}

func (p *printer) marker(k diff.Kind) string {
	switch k {
	case diff.Added:
		return p.paint("+", color.FgGreen, color.Bold)
	case diff.Removed:
		return p.paint("-", color.FgRed, color.Bold)
	case diff.Moved:
		return p.paint(">", color.FgBlue, color.Bold)
	case diff.Changed:
	}
	return p.paint("~", color.FgYellow, color.Bold)
}

// lineColumn is a line number in a column of its own; blank for none.
func lineColumn(n, digits int) string {
	if n == 0 {
		return strings.Repeat(" ", digits)
	}
	return fmt.Sprintf("%*d", digits, n)
}
