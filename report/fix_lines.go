package report

import (
	"strings"
)

// Of a line of more than longLine bytes, aroundEdit bytes on each side of an edit
// are shown. A window reaches further than either.
const (
	longLine   = 480
	aroundEdit = 160
)

// left stands for what is left out of a line.
const leftOut = "..."

// fixLine is a line of the diff, or several that are far from every edit.
type fixLine struct {
	op       byte
	old, new int
	start    int    // in the old text; of a kept row
	text     string // with its line ending, less what is left out of a long line
	shown    string // masked, without its line ending; of a kept row not made yet
}

// rows are the lines from the first changed one to the last, those in between,
// and the context of both.
func (c *fixChange) rows() []fixLine {
	var rows []fixLine
	text := c.doc.Text()
	lineShift := 0 // from the old text to the new one
	first, _ := c.doc.Position(c.edits[0].Span.Start)
	at := max(1, first-diffContext) // the next line of the old text
	keep := func(line int) {
		start, end := c.doc.Line(at).Start, c.doc.Line(line).Start
		if start < end { // the last line may be the empty one behind a newline
			rows = append(rows, fixLine{op: ' ', old: at, new: at + lineShift, start: start, text: text[start:end]})
		}
		at = line
	}
	keepTo := func(line int) {
		line = min(line, c.doc.LineCount()+1)
		for n := 0; at < line; n++ {
			if n == diffContext && line-at > diffContext {
				keep(line - diffContext) // as one
			} else {
				keep(at + 1)
			}
		}
	}
	for i := 0; i < len(c.edits); {
		first, _ := c.doc.Position(c.edits[i].Span.Start)
		last, j := first, i
		for ; j < len(c.edits); j++ { // edits on the same lines are one block
			if line, _ := c.doc.Position(c.edits[j].Span.Start); line > last {
				break
			}
			last, _ = c.doc.Position(c.edits[j].Span.End)
		}
		keepTo(first)
		olds, news := c.block(i, j, first, last)
		rows = append(rows, sideBySide(olds, news, c.doc.Line(first).Start, first, first+lineShift)...)
		lineShift += len(news) - len(olds)
		at, i = last+1, j
	}
	keepTo(at + diffContext)
	return rows
}

// context is what is shown of a kept row.
func (c *fixChange) context(r fixLine) string {
	line := firstLine(r.text)
	end := ""
	if len(line) > longLine {
		line, end = line[:charStart(line, longLine)], leftOut
	}
	mask := c.secretBytes(r.start, r.start+len(line))
	for i := range mask {
		if w := c.windowOf(r.start + i); w != nil && r.start+i < w.end {
			mask[i] = mask[i] || w.old[r.start+i-w.start]
		}
	}
	return masked(line, mask) + end
}

// block gives the old and the new lines, from first to last, of the edits from i
// to j.
func (c *fixChange) block(i, j, first, last int) (olds, news blockLines) {
	text := c.doc.Text()
	start, end := c.doc.Line(first).Start, c.doc.Line(last+1).Start
	join := false
	if from := c.edits[i].Span.Start; from-start > longLine {
		start, join = charStart(text, from-aroundEdit), true
		olds.open()
		news.open()
	}
	for ; i < j; i++ {
		// A piece ends where much of a line lies before the next edit.
		k := i
		for k+1 < j && c.edits[k+1].Span.Start-c.edits[k].Span.End <= longLine {
			k++
		}
		stop, next := end, end
		switch {
		case k+1 < j:
			stop, next = charStart(text, c.edits[k].Span.End+aroundEdit), charStart(text, c.edits[k+1].Span.Start-aroundEdit)
		case c.doc.Line(last).End-c.edits[k].Span.End > longLine:
			stop, next = charStart(text, c.edits[k].Span.End+aroundEdit), c.doc.Line(last).End
		}
		w := c.windowOf(c.edits[i].Span.Start)
		from := w.at[i-w.first] - (c.edits[i].Span.Start - start)
		to := w.at[k-w.first] + w.lens[k-w.first] + stop - c.edits[k].Span.End
		olds.add(text[start:stop], w.old[start-w.start:stop-w.start], join)
		news.add(w.text[from:to], w.new[from:to], join)
		i, start, join = k, next, true
	}
	if start < end { // the ending of a line whose rest is left out
		olds.add(text[start:end], make([]bool, end-start), join)
		news.add(text[start:end], make([]bool, end-start), join)
	}
	return olds, news
}

// blockLines are lines of one side of a block: text is what is compared.
type blockLines []struct{ text, shown string }

// open starts a line whose start is left out.
func (b *blockLines) open() { *b = append(*b, struct{ text, shown string }{}) }

// add adds text; join continues the last line, with something left out.
func (b *blockLines) add(text string, mask []bool, join bool) {
	for _, l := range splitLines(text) {
		shown := masked(firstLine(l), mask[:len(firstLine(l))])
		mask = mask[len(l):]
		if n := len(*b); join && n > 0 {
			(*b)[n-1].text += leftOut + l
			(*b)[n-1].shown += leftOut + shown
		} else {
			*b = append(*b, struct{ text, shown string }{l, shown})
		}
		join = false
	}
}

// sideBySide sets old lines beside new ones: the same at the start and at the end,
// others in between. Start and line are the place of the first of each.
func sideBySide(olds, news blockLines, start, oldLine, newLine int) []fixLine {
	head, tail := 0, 0
	for head < min(len(olds), len(news)) && olds[head].text == news[head].text {
		head++
	}
	for tail < min(len(olds), len(news))-head && olds[len(olds)-1-tail].text == news[len(news)-1-tail].text {
		tail++
	}
	var same, removed, added, rest []fixLine
	for i, l := range olds {
		r := fixLine{op: ' ', old: oldLine + i, new: newLine + i, start: start, text: l.text, shown: l.shown}
		start += len(l.text)
		switch {
		case i < head:
			same = append(same, r)
		case i >= len(olds)-tail:
			r.new += len(news) - len(olds)
			rest = append(rest, r)
		default:
			r.op, r.new = '-', 0
			removed = append(removed, r)
		}
	}
	for i, l := range news[head : len(news)-tail] {
		added = append(added, fixLine{op: '+', new: newLine + head + i, text: l.text, shown: l.shown})
	}
	return append(append(append(same, removed...), added...), rest...)
}

// splitLines cuts text behind each line ending: \n, \r\n or a lone \r.
func splitLines(text string) []string {
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
