// Package xmldoc reads one XML file and keeps, for every element, attribute and
// comment, the bytes it came from, so that a change can be made as an edit of
// those bytes and of nothing else. It never writes XML: bytes outside the edits
// never change. It knows nothing of Carbon or of the disk.
package xmldoc

import (
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
	"github.com/carbonlint/carbonlint/internal/template"
)

// Span is a range of bytes of a Document's text, End excluded.
type Span = pos.Span

// Document is one XML file: its bytes, its tree and the bytes each part of the
// tree came from. It never changes; its methods return edits. A nil Document is
// a file that does not exist: it finds nothing.
type Document struct {
	// Path names the file in findings and errors, slash-separated.
	Path string

	*file
	*tree                      // empty when the file could not be read as XML
	hidden   []template.Hidden // branches that were not read
	hiddenIn map[int]bool      // their blocks
	others   []*Document       // other readings of a template; see Others
	reading  int               // which of them d is
}

// At is d under another path: equal files of several homes share one tree.
func (d *Document) At(path string) *Document {
	c := *d
	c.Path = path
	c.others = nil
	for _, o := range d.others {
		c.others = append(c.others, o.At(path))
	}
	return &c
}

// Others are the same file read with another root element than that of d: a template may choose from several, of which
// the file has one once it is filled in. Only the Document of the first has any.
func (d *Document) Others() []*Document {
	if d == nil {
		return nil
	}
	return d.others
}

// Hidden are the branches of template code that were not read, because others hold a part of the same elements.
func (d *Document) Hidden() []template.Hidden { return d.hidden }

// HiddenIn are those that overlap s.
func (d *Document) HiddenIn(s Span) []template.Hidden {
	list := d.hiddenFrom(s.Start)
	return list[:sort.Search(len(list), func(i int) bool { return list[i].Start >= s.End })]
}

// Bytes are the bytes the file held when it was read.
func (d *Document) Bytes() []byte { return d.src }

// Text is the file decoded to UTF-8, without its byte order mark. Every Span is
// a range of it.
func (d *Document) Text() string { return d.text }

// Slice is the text of s.
func (d *Document) Slice(s Span) string { return d.text[s.Start:s.End] }

// Root is the outermost element; nil when the file could not be read as XML.
func (d *Document) Root() *Element {
	if d == nil {
		return nil
	}
	return d.root
}

// Comments are the extents of all comments, markers included, in document order.
func (d *Document) Comments() []Span {
	if d == nil {
		return nil
	}
	return d.comments
}

// Template is the template code found in the file, nil for a plain file.
func (d *Document) Template() *template.Code {
	if d == nil {
		return nil
	}
	return d.code
}

// Condition is the template condition under which offset off is present; nil
// when it always is.
func (d *Document) Condition(off int) *template.Condition { return d.Template().Condition(off) }

// ConditionOf is the template condition under which e is present. An element whose start tag is written in several
// branches is present under each of them: its condition is then the one around them.
func (d *Document) ConditionOf(e *Element) *template.Condition {
	at, end := d.Condition(e.Span.Start), d.Condition(e.Span.End-1)
	if at.Same(end) || !d.Branched(e) {
		return at
	}
	return at.Common(end)
}

// Branched reports whether the start tag of e, or a part of it, is written in other branches of template code too,
// which were not read: there it may have other attributes.
func (d *Document) Branched(e *Element) bool {
	if len(d.hidden) == 0 {
		return false
	}
	at := d.Condition(e.Span.Start)
	common := at.Common(d.Condition(e.StartTag.End - 1)).Common(d.Condition(e.Span.End - 1))
	own := at.Below(common)
	if own == nil {
		return false
	}
	if d.hiddenIn[own.Block] {
		return true
	}
	// Or the others are those of another if, and stand before or behind that of e, with no other element between.
	around := Span{Start: 0, End: e.Inner.End}
	if e.parent != nil {
		around.Start = e.parent.Inner.Start
		siblings := e.parent.Children()
		if i := sort.Search(len(siblings), func(i int) bool { return siblings[i].Span.Start >= e.Span.Start }); i > 0 {
			around.Start = siblings[i-1].Span.End
		}
	}
	if inner := e.Children(); len(inner) > 0 {
		around.End = inner[0].Span.Start
	}
	for _, h := range d.hiddenFrom(around.Start) {
		if h.Start >= around.End {
			break
		}
		if around.Start <= h.Start && h.End <= around.End {
			return true
		}
	}
	return false
}

// hiddenFrom are the branches that were not read and that end behind an offset.
func (d *Document) hiddenFrom(at int) []template.Hidden {
	return d.hidden[sort.Search(len(d.hidden), func(i int) bool { return d.hidden[i].End > at }):]
}

// SometimesComment reports whether template code decides if the comment c is one: it opens under a condition and closes
// under another, with markup in it.
func (d *Document) SometimesComment(c Span) bool {
	return !d.Condition(c.Start).Same(d.Condition(c.End-1)) && strings.Contains(d.read[c.Start+len("<!--"):c.End], "<")
}

// MayYield reports whether template code may write elements, attributes or text in s beside those that were read.
func (d *Document) MayYield(s Span) bool {
	code := d.Template()
	if code == nil {
		return false
	}
	at := s.Start
	for _, h := range d.hiddenFrom(at) {
		if h.Start >= s.End {
			break
		}
		if h.More || at < h.Start && code.MayWrite(at, h.Start) {
			return true
		}
		at = h.End
	}
	return at < s.End && code.MayWrite(at, s.End)
}

// Position gives the line and column of an offset. Both count from 1; the
// column counts Unicode characters.
func (d *Document) Position(off int) (line, col int) {
	return d.position(off)
}

// LineCount is the number of lines of the file.
func (d *Document) LineCount() int { return len(d.lines()) }

// Line is the extent of line n (from 1) without its line ending.
func (d *Document) Line(n int) Span {
	lines := d.lines()
	if n < 1 || n > len(lines) {
		return Span{Start: len(d.text), End: len(d.text)}
	}
	end := len(d.text)
	if n < len(lines) {
		end = lines[n]
	}
	s := Span{Start: lines[n-1], End: end}
	if s.End > s.Start && d.text[s.End-1] == '\n' {
		s.End--
	}
	if s.End > s.Start && d.text[s.End-1] == '\r' {
		s.End--
	}
	return s
}

// ElementAt is the innermost element whose extent holds off; nil outside the
// root element.
func (d *Document) ElementAt(off int) *Element {
	at := d.Root()
	if at == nil || off < at.Span.Start || off >= at.Span.End {
		return nil
	}
	for {
		inner := at.Children()
		i := sort.Search(len(inner), func(i int) bool { return inner[i].Span.End > off })
		if i == len(inner) || inner[i].Span.Start > off {
			return at
		}
		at = inner[i]
	}
}
