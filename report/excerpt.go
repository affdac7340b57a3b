package report

import (
	"strings"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Excerpt is the line a finding starts on, its secrets masked.
type Excerpt struct {
	Line int
	Text string
	// Caret is where the finding starts in Text and Width how far it reaches on
	// this line, both in Unicode characters.
	Caret, Width int
}

// maxExcerpt is how many characters of a line are shown, lineWindow how many
// bytes on each side of the finding are looked at for them.
const (
	maxExcerpt = 160
	lineWindow = 4 * maxExcerpt
)

// excerpt shows s in its line, whose secrets part knows.
func excerpt(d *xmldoc.Document, s xmldoc.Span, part *secret.Part) Excerpt {
	n, _ := d.Position(s.Start)
	line := d.Line(n)
	start, end := min(s.Start, line.End), min(max(s.End, s.Start), line.End)
	from, to := line.Start, line.End
	if start-from > lineWindow {
		from = charStart(d.Text(), part.Whole(start-lineWindow).Start)
	}
	if to-start > 2*lineWindow {
		to = charStart(d.Text(), part.Whole(start+2*lineWindow).End)
	}
	end = min(end, to)
	before := utf8.RuneCountInString(printable.Source(part.Mask(from, start)))
	upTo := utf8.RuneCountInString(printable.Source(part.Mask(from, end)))
	runes := []rune(printable.Source(part.Mask(from, to)))
	e := Excerpt{Line: n, Caret: min(before, len(runes)), Width: max(upTo-before, 1)}
	cutLeft, cutRight := from > line.Start, to < line.End
	if len(runes) > maxExcerpt { // keep the finding in sight
		left := max(0, min(e.Caret-maxExcerpt/4, len(runes)-maxExcerpt))
		right := left + maxExcerpt
		cutLeft, cutRight = cutLeft || left > 0, cutRight || right < len(runes)
		runes, e.Caret = runes[left:right], e.Caret-left
	}
	e.Text = string(runes)
	if cutLeft {
		e.Text, e.Caret = "..."+e.Text, e.Caret+3
	}
	if cutRight {
		e.Text += "..."
	}
	e.Text = strings.TrimRight(e.Text, " \t")
	e.Width = max(1, min(e.Width, utf8.RuneCountInString(e.Text)-e.Caret))
	return e
}

// charStart is off, or the start of the character that it lies in.
func charStart(text string, off int) int {
	for off > 0 && off < len(text) && !utf8.RuneStart(text[off]) {
		off--
	}
	return off
}

// carets is the line below Text that points at the finding.
func (e Excerpt) carets() string {
	var b strings.Builder
	for i, r := range []rune(e.Text) {
		if i == e.Caret {
			break
		}
		if r == '\t' {
			b.WriteRune('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String() + strings.Repeat("^", e.Width)
}
