package report

import (
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// DiffLine is one line of a change: kept (' '), removed ('-') or added ('+').
// The zero DiffLine stands for kept lines that are left out.
type DiffLine struct {
	Op byte
	// Old and New number the line before and after, 0 where it is not there.
	Old, New int
	Text     string
}

// diffContext are the kept lines shown on each side of a change.
const diffContext = 2

// A change takes time to show: that of the file, and that of each line it edits.
// What a file of ordinary size can ask for is far below these bounds.
const (
	maxChanges  = 128 << 20 // bytes of text looked at to show the changes of one file
	maxEdits    = 1000      // of one fix
	maxDiffLine = 2000      // characters of a line
)

// change makes the two forms in which a fix is shown. There are no edits when
// one of them holds a secret, and neither when they do not fit together or the
// file has more of them than can be shown.
func (b *builder) change(doc *xmldoc.Document, edits []xmldoc.Edit) ([]Edit, []DiffLine) {
	if len(edits) == 0 || len(edits) > maxEdits {
		return nil, nil
	}
	b.spent[doc] += len(doc.Text())
	for _, e := range edits {
		n, _ := doc.Position(e.Span.Start)
		b.spent[doc] += doc.Line(n).Len()
	}
	if b.spent[doc] > maxChanges {
		return nil, nil
	}
	text, err := doc.Edited(edits)
	if err != nil {
		return nil, nil
	}
	c := changed{doc: doc, text: text, old: b.secretsOf(doc), new: secret.In(doc.Path, text)}
	c.edits = append(c.edits, edits...)
	sort.SliceStable(c.edits, func(i, j int) bool { return c.edits[i].Span.Start < c.edits[j].Span.Start })
	rows := c.rows()
	c.moved = c.secretsIn(rows)
	return c.replacements(), c.diff(rows)
}

// changed is a document and the text that its edits make of it.
type changed struct {
	doc      *xmldoc.Document
	edits    []xmldoc.Edit // in the order of their places
	text     string
	old, new *secret.Text
	// moved are the secrets of the old lines around the edits: what made them
	// known as such may be gone from the new ones.
	moved []string
}

func (c *changed) secretsIn(rows []row) []string {
	var list []string
	for _, s := range c.old.Spans() {
		for _, r := range rows {
			if from, to := max(s.Start, r.start), min(s.End, r.start+len(r.text)); r.op != '+' && from < to {
				if part := strings.TrimSpace(c.doc.Text()[from:to]); part != "" {
					list = append(list, part)
				}
			}
		}
	}
	return list
}

// mask is the line at start of the new text, without any secret.
func (c *changed) mask(start, end int) string {
	line := c.new.Mask(start, end)
	for _, s := range c.moved {
		line = strings.ReplaceAll(line, s, secret.Mask)
	}
	return line
}

func (c *changed) replacements() []Edit {
	var list []Edit
	shift := 0 // from a place in the old text to the same in the new one
	for _, e := range c.edits {
		start := e.Span.Start + shift
		if c.holdsSecret(start, start+len(e.New)) {
			return nil
		}
		n := Edit{New: e.New}
		n.Line, n.Column, n.ByteColumn = position(c.doc, e.Span.Start)
		n.EndLine, n.EndColumn, n.EndByteColumn = position(c.doc, e.Span.End)
		list = append(list, n)
		shift += len(e.New) - e.Span.Len()
	}
	return list
}

// holdsSecret reports whether any of the new text from start to end is masked
// when the lines it stands on are shown.
func (c *changed) holdsSecret(start, end int) bool {
	for _, s := range c.new.Spans() {
		if s.Start < end && start < s.End {
			return true
		}
	}
	from := strings.LastIndexAny(c.text[:start], "\r\n") + 1
	to := end + len(firstLine(c.text[end:]))
	return !strings.Contains(c.mask(from, to), c.text[start:end])
}

// position is the place of an offset, its column in characters and in bytes.
func position(doc *xmldoc.Document, off int) (line, col, byteCol int) {
	line, col = doc.Position(off)
	return line, col, off - doc.Line(line).Start + 1
}

// diff shows the lines that the edits change and some around them.
func (c *changed) diff(rows []row) []DiffLine {
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
			mask := c.old.Mask
			if r.op == '+' {
				mask = c.mask
			}
			out = append(out, DiffLine{r.op, r.old, r.new, cut(printable(mask(r.start, r.start+len(firstLine(r.text)))), maxDiffLine)})
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

// row is a line of the diff as it is, with its line ending. It starts at start,
// in the new text for '+' and in the old one else.
type row struct {
	op       byte
	old, new int
	start    int
	text     string
}

// rows are the lines from the first changed one to the last, those in between,
// and the context of both.
func (c *changed) rows() []row {
	var rows []row
	text := c.doc.Text()
	lineShift, shift := 0, 0 // from the old text to the new one
	at, _ := c.doc.Position(c.edits[0].Span.Start)
	at = max(1, at-diffContext) // the next line of the old text
	keepTo := func(line int) {
		for ; at < line && at <= c.doc.LineCount(); at++ {
			start, end := c.doc.Line(at).Start, c.doc.Line(at+1).Start
			if start < end { // the last line may be the empty one behind a newline
				rows = append(rows, row{' ', at, at + lineShift, start, text[start:end]})
			}
		}
	}
	for i := 0; i < len(c.edits); {
		first, _ := c.doc.Position(c.edits[i].Span.Start)
		last, start := first, c.doc.Line(first).Start
		keepTo(first)
		newStart := start + shift
		for ; i < len(c.edits); i++ { // edits on the same lines are one block
			if line, _ := c.doc.Position(c.edits[i].Span.Start); line > last {
				break
			}
			last, _ = c.doc.Position(c.edits[i].Span.End)
			shift += len(c.edits[i].New) - c.edits[i].Span.Len()
		}
		end := c.doc.Line(last + 1).Start
		olds, news := lines(text[start:end]), lines(c.text[newStart:end+shift])
		rows = append(rows, block(olds, news, start, newStart, first, first+lineShift)...)
		lineShift += len(news) - len(olds)
		at = last + 1
	}
	keepTo(at + diffContext)
	return rows
}

// block sets old lines beside new ones: the same at the start and at the end,
// others in between. Start and line are the place of the first of each.
func block(olds, news []string, oldStart, newStart, oldLine, newLine int) []row {
	head, tail := 0, 0
	for head < min(len(olds), len(news)) && olds[head] == news[head] {
		head++
	}
	for tail < min(len(olds), len(news))-head && olds[len(olds)-1-tail] == news[len(news)-1-tail] {
		tail++
	}
	var same, removed, added, rest []row
	for i, l := range olds {
		switch {
		case i < head:
			same = append(same, row{' ', oldLine + i, newLine + i, oldStart, l})
		case i >= len(olds)-tail:
			rest = append(rest, row{' ', oldLine + i, newLine + i + len(news) - len(olds), oldStart, l})
		default:
			removed = append(removed, row{'-', oldLine + i, 0, oldStart, l})
		}
		oldStart += len(l)
	}
	for i, l := range news {
		if i >= head && i < len(news)-tail {
			added = append(added, row{'+', 0, newLine + i, newStart, l})
		}
		newStart += len(l)
	}
	return append(append(append(same, removed...), added...), rest...)
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
				a.Text, b.Text = remark(a.Text), remark(b.Text)
			}
		}
		i = max(i, from+1)
	}
}

// lines cuts text behind each line ending: \n, \r\n or a lone \r.
func lines(text string) []string {
	var list []string
	for text != "" {
		n := len(firstLine(text))
		switch {
		case strings.HasPrefix(text[n:], "\r\n"):
			n += 2
		case n < len(text):
			n++
		}
		list, text = append(list, text[:n]), text[n:]
	}
	return list
}

func firstLine(text string) string {
	if n := strings.IndexAny(text, "\r\n"); n >= 0 {
		return text[:n]
	}
	return text
}
