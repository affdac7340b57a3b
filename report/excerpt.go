package report

import (
	"strings"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/secret"
	"github.com/carbonlint/carbonlint/xmldoc"
)

// Excerpt is the line a finding starts on, its secrets masked.
type Excerpt struct {
	Line int
	Text string
	// Caret is where the finding starts in Text and Width how far it reaches on
	// this line, both in Unicode characters.
	Caret, Width int
}

// maxExcerpt is how many characters of a line are shown.
const maxExcerpt = 160

func excerpt(d *xmldoc.Document, s xmldoc.Span, secrets *secret.Text) Excerpt {
	n, _ := d.Position(s.Start)
	line := d.Line(n)
	start, end := min(s.Start, line.End), min(max(s.End, s.Start), line.End)
	text := printable(secrets.Mask(line.Start, line.End))
	before := utf8.RuneCountInString(secrets.Mask(line.Start, start))
	upTo := utf8.RuneCountInString(secrets.Mask(line.Start, end))
	runes := []rune(text)
	e := Excerpt{Line: n, Caret: min(before, len(runes)), Width: max(upTo-before, 1)}
	if len(runes) > maxExcerpt { // keep the finding in sight
		from := max(0, min(e.Caret-maxExcerpt/4, len(runes)-maxExcerpt))
		to := from + maxExcerpt
		e.Caret -= from
		cut := string(runes[from:to])
		if from > 0 {
			cut, e.Caret = "..."+cut, e.Caret+3
		}
		if to < len(runes) {
			cut += "..."
		}
		runes = []rune(cut)
	}
	e.Text = strings.TrimRight(string(runes), " \t")
	e.Width = max(1, min(e.Width, utf8.RuneCountInString(e.Text)-e.Caret))
	return e
}

// carets is the line that stands below Text and points at the finding.
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
