package report

import (
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// DiffLine is one line of a fix: kept (' '), removed ('-') or added ('+'). The zero
// DiffLine is a gap: kept lines that are not shown.
type DiffLine struct {
	Op byte
	// Old and New are the line numbers before and after, 0 on the side without the line.
	Old, New int
	Text     string
}

// Limits of what is shown of the fixes of one file. Ordinary files stay far below them.
const (
	maxEdits   = 1000     // of one fix
	maxChange  = 64 << 10 // bytes that one fix removes and adds
	maxChanges = 64 << 20 // bytes of all changes of a file, with what is around them
)

// notShown is printed instead of a change beyond the limits.
const notShown = "The change is too large to show here; use --diff."

// change returns a fix as edits and as a diff, or the reason why it does not. It
// returns no edits when one of them contains a secret. Its cost depends on the edits and
// a bounded stretch of text around them, not on the length of the file or of a line:
// either may have many findings.
func (b *builder) change(doc *xmldoc.Document, edits []xmldoc.Edit) ([]Edit, []DiffLine, string) {
	if len(edits) == 0 || !fit(doc, edits) {
		return nil, nil, ""
	}
	c := fixChange{b: b, doc: doc, edits: slices.Clone(edits)}
	slices.SortStableFunc(c.edits, func(x, y xmldoc.Edit) int { return x.Span.Start - y.Span.Start })
	size := 0
	for _, e := range c.edits {
		size += e.Span.Len() + len(e.New)
	}
	b.spent[doc] += size + len(edits)*2*windowReach
	if len(edits) > maxEdits || size > maxChange || b.spent[doc] > maxChanges {
		return nil, nil, notShown
	}
	c.open()
	return c.replacements(), c.diff(c.rows()), ""
}

// fit reports whether the edits can be made together.
func fit(doc *xmldoc.Document, edits []xmldoc.Edit) bool {
	spans := make([]xmldoc.Span, len(edits))
	for i, e := range edits {
		spans[i] = e.Span
	}
	slices.SortStableFunc(spans, func(x, y xmldoc.Span) int { return x.Start - y.Start })
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End < s.Start || s.End > len(doc.Text()) || !doc.Editable(s) {
			return false
		}
		at = s.End
	}
	return true
}

// fixChange is a document and the edits of it, with the text around them.
type fixChange struct {
	b       *builder
	doc     *xmldoc.Document
	edits   []xmldoc.Edit // in the order of their places
	windows []window      // in the order of their places; each edit is in one
}

// replacements are the edits for programs; nil when one of them holds a secret.
func (c *fixChange) replacements() []Edit {
	var list []Edit
	for i, e := range c.edits {
		if slices.Contains(c.windowOf(e.Span.Start).maskOfEdit(i), true) {
			return nil
		}
		n := Edit{New: strings.Clone(e.New)} // not a part of the file, which it would keep
		n.Line, n.Column, n.ByteColumn = position(c.doc, e.Span.Start)
		n.EndLine, n.EndColumn, n.EndByteColumn = position(c.doc, e.Span.End)
		list = append(list, n)
	}
	return list
}

// position is the place of an offset, its column in characters and in bytes.
func position(doc *xmldoc.Document, off int) (line, col, byteCol int) {
	line, col = doc.Position(off)
	return line, col, off - doc.Line(line).Start + 1
}

// diffContext are the kept lines shown on each side of a change.
const diffContext = 2

// maxDiffLine is how many characters of a line are shown.
const maxDiffLine = 2000

// diff shows the lines that the edits change and some around them.
func (c *fixChange) diff(rows []fixLine) []DiffLine {
	near := make([]bool, len(rows))
	for i, r := range rows {
		for j := max(0, i-diffContext); r.op != ' ' && j <= min(len(rows)-1, i+diffContext); j++ {
			near[j] = true
		}
	}
	var out []DiffLine
	for i, r := range rows {
		switch {
		case near[i]:
			if r.op == ' ' {
				r.shown = c.context(r)
			}
			out = append(out, DiffLine{r.op, r.old, r.new, cut(r.shown, maxDiffLine)})
		case len(out) > 0 && near[i-1]:
			out = append(out, DiffLine{})
		}
	}
	if n := len(out); n > 0 && out[n-1] == (DiffLine{}) {
		out = out[:n-1]
	}
	remarkSecrets(out)
	return out
}

// remarkSecrets says so where a removed line and the added one in its place
// look the same because only a secret changed.
func remarkSecrets(list []DiffLine) {
	for i := 0; i < len(list); {
		from := i
		for i < len(list) && list[i].Op == '-' {
			i++
		}
		for j := from; j < i && i+j-from < len(list) && list[i+j-from].Op == '+'; j++ {
			if a, b := &list[j], &list[i+j-from]; a.Text == b.Text && strings.Contains(a.Text, secret.Mask) {
				a.Text += secretChanged
				b.Text = a.Text
			}
		}
		i = max(i, from+1)
	}
}
