package xmldoc

import (
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

const blanks = " \t"

// InsertAfter adds block on lines of its own behind anchor, an element or a
// comment. Block is XML whose lines are separated by "\n" and whose inner
// levels are indented by tabs: it takes the line ending and the indentation of
// the anchor. A comment that trails the anchor on its line stays with it.
func (d *Document) InsertAfter(anchor Span, block string) Edit {
	at := anchor.End
	line, _ := d.Position(max(at-1, anchor.Start))
	lineEnd := d.Line(line).End
	for {
		rest := strings.TrimLeft(d.text[at:lineEnd], blanks)
		if rest == "" {
			at = lineEnd
			break
		}
		c, ok := d.commentAt(lineEnd - len(rest))
		if !ok || c.End > lineEnd {
			if at == anchor.End { // something else shares the line: stay on it
				return Edit{Span{Start: at, End: at}, d.compact(block)}
			}
			break
		}
		at = c.End
	}
	return Edit{Span{Start: at, End: at}, d.block(block, d.indentAt(anchor.Start), d.unitAt(anchor), d.eolAt(anchor.Start))}
}

// AppendChild adds block as the last child of parent, behind its last child
// element, or on a line of its own when it has none. Behind a child that is only
// there under a template's condition, it goes behind the template code.
func (d *Document) AppendChild(parent *Element, block string) Edit {
	if children := parent.Children(); len(children) > 0 {
		last := children[len(children)-1].Span
		at := parent.Inner.Start + len(strings.TrimRight(d.Slice(parent.Inner), " \t\r\n"))
		if d.Condition(last.Start).Same(d.Condition(at)) {
			return d.InsertAfter(last, block)
		}
		return Edit{Span{Start: at, End: at}, d.block(block, d.indentAt(last.Start), d.unitAt(last), d.eolAt(last.Start))}
	}
	indent, eol := d.indentAt(parent.Span.Start), d.eolAt(parent.Span.Start)
	unit := d.unitAt(parent.Span)
	text := d.block(block, indent+unit, unit, eol)
	switch {
	case parent.SelfClosing:
		return Edit{Span{Start: parent.Inner.Start, End: parent.StartTag.End}, ">" + text + eol + indent + "</" + parent.QName() + ">"}
	case strings.ContainsAny(d.Slice(parent.Inner), "\r\n"):
		return Edit{Span{Start: parent.Inner.Start, End: parent.Inner.Start}, text}
	}
	return Edit{Span{Start: parent.Inner.End, End: parent.Inner.End}, text + eol + indent}
}

// Remove takes e out of the file. Where nothing else is on its lines they
// go whole, and with them one of two blank lines that would then meet, and one
// that would be the first or the last of its parent. With lead, the comment on
// the lines just above e goes too.
func (d *Document) Remove(e *Element, lead bool) Edit {
	s := e.Span
	if lead {
		if c, ok := d.LeadComment(e); ok {
			s.Start = c.Start
		}
	}
	return Edit{Span: d.wholeLines(s, e.Parent())}
}

// LeadComment is the comment that is alone on the lines just above e, with
// no blank line and nothing else between.
func (d *Document) LeadComment(e *Element) (Span, bool) {
	i := sort.Search(len(d.comments), func(i int) bool { return d.comments[i].Start >= e.Span.Start }) - 1
	if i < 0 {
		return Span{}, false
	}
	c := d.comments[i]
	between := d.text[c.End:e.Span.Start]
	if strings.TrimLeft(between, " \t\r\n") != "" || len(pos.LinesOf(between)) != 2 || d.before(c.Start) != "" {
		return Span{}, false
	}
	return c, true
}

// CommentBefore is the last comment before off that only blanks part from it.
func (d *Document) CommentBefore(off int) (Span, bool) {
	i := sort.Search(len(d.comments), func(i int) bool { return d.comments[i].End > off }) - 1
	if i < 0 || strings.TrimLeft(d.text[d.comments[i].End:off], " \t\r\n") != "" {
		return Span{}, false
	}
	return d.comments[i], true
}

// wholeLines widens s, which lies in parent, to its whole lines when it is alone on them.
func (d *Document) wholeLines(s Span, parent *Element) Span {
	first, _ := d.Position(s.Start)
	last, _ := d.Position(max(s.End-1, s.Start))
	end := d.Line(last).End
	if d.before(s.Start) != "" || strings.Trim(d.text[s.End:end], blanks) != "" {
		return s
	}
	s.Start = d.Line(first).Start
	lines := d.lines()
	if last == len(lines) {
		s.End = end
		return s
	}
	s.End = lines[last]
	blank := func(n int) bool {
		return n >= 1 && n <= len(lines) && strings.Trim(d.Slice(d.Line(n)), blanks) == ""
	}
	var inner Span
	if parent != nil {
		inner = parent.Inner
	}
	opens := parent != nil && strings.Trim(d.text[inner.Start:s.Start], " \t\r\n") == ""
	closes := parent != nil && strings.Trim(d.text[s.End:inner.End], " \t\r\n") == ""
	switch {
	case blank(last+1) && last+1 < len(lines) && (blank(first-1) || opens):
		s.End = lines[last+1]
	case blank(first-1) && closes:
		s.Start = d.Line(first - 1).Start
	}
	return s
}

// before is the text left of off on its line, blanks trimmed.
func (d *Document) before(off int) string {
	line, _ := d.Position(off)
	return strings.Trim(d.text[d.Line(line).Start:off], blanks)
}

func (d *Document) commentAt(off int) (Span, bool) {
	i := sort.Search(len(d.comments), func(i int) bool { return d.comments[i].Start >= off })
	if i < len(d.comments) && d.comments[i].Start == off {
		return d.comments[i], true
	}
	return Span{}, false
}

// indentAt is the white space at the start of the line of off.
func (d *Document) indentAt(off int) string {
	line, _ := d.Position(off)
	s := d.Slice(d.Line(line))
	return s[:len(s)-len(strings.TrimLeft(s, blanks))]
}

// unitAt is one level of indentation around s: what its line has more than its
// parent's line, four blanks when that says nothing.
func (d *Document) unitAt(s Span) string {
	if e := d.ElementAt(s.Start); e != nil {
		if e.Span.Start == s.Start {
			e = e.parent
		}
		if e != nil {
			own, up := d.indentAt(s.Start), d.indentAt(e.Span.Start)
			if rest, ok := strings.CutPrefix(own, up); ok && rest != "" {
				return rest
			}
		}
	}
	return "    "
}

// eolAt is the line ending of the line of off, or of the nearest line above
// that has one; "\n" in a file without any.
func (d *Document) eolAt(off int) string {
	line, _ := d.Position(off)
	lines := d.lines()
	for n := min(line, len(lines)-1); n >= 1; n-- {
		if s := d.text[d.Line(n).End:lines[n]]; s != "" {
			return s
		}
	}
	return "\n"
}

// block lays out text as lines below the current one.
func (d *Document) block(text, indent, unit, eol string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(eol)
		body := strings.TrimLeft(line, "\t")
		if body != "" {
			b.WriteString(indent + strings.Repeat(unit, len(line)-len(body)) + body)
		}
	}
	return b.String()
}

// compact lays out text on the current line.
func (d *Document) compact(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimLeft(lines[i], "\t")
	}
	return strings.Join(lines, " ")
}
