package template

import (
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// Tag is one piece of template code that is not a remark.
type Tag struct {
	pos.Span
	Yields bool // writes text
	// Branches says that the tag only opens, parts or closes a block: what lies in the block has the code in its Condition.
	Branches bool

	body string
	ruby bool // ERB and what shares its delimiters
}

// Tags are the tags that overlap the bytes [start,end), in order. They never change.
func (c *Code) Tags(start, end int) []Tag {
	if c == nil {
		return nil
	}
	i := sort.Search(len(c.tags), func(i int) bool { return c.tags[i].End > start })
	j := sort.Search(len(c.tags), func(j int) bool { return c.tags[j].Start >= end })
	return c.tags[i:max(i, j)]
}

// Strip is the text of [start,end) without remarks; each other tag that overlaps it is given to write.
// White space that a tag takes out of the text beside it, as {{- x -}} does, is left out.
func (c *Code) Strip(start, end int, write func(Tag) string) string {
	var b strings.Builder
	at, trim := start, false
	text := func(to int, trimRight bool) {
		s := c.text[min(at, to):to]
		if trim {
			s = strings.TrimLeft(s, blanks)
			trim = s == ""
		}
		if trimRight {
			s = strings.TrimRight(s, blanks)
		}
		b.WriteString(s)
	}
	i := sort.Search(len(c.pieces), func(i int) bool { return c.pieces[i].End > start })
	tags := c.Tags(start, end)
	for ; i < len(c.pieces) && c.pieces[i].Start < end; i++ {
		p := c.pieces[i]
		before, behind := c.trims(p)
		text(max(p.Start, at), before)
		if len(tags) > 0 && tags[0].Start == p.Start {
			b.WriteString(write(tags[0]))
			tags = tags[1:]
			trim = false
		}
		at, trim = p.End, trim || behind
	}
	text(max(end, at), false)
	return b.String()
}

// Blanked is the text with blanks for all code that writes none, byte for byte; line ends stay.
func (c *Code) Blanked() string {
	text := []byte(c.text)
	for _, p := range c.pieces {
		for i := p.Start; !p.expr && i < p.End; i++ {
			if text[i] != '\n' && text[i] != '\r' {
				text[i] = ' '
			}
		}
	}
	return string(text)
}

// trims reports whether a tag in braces takes out the white space before or behind it.
func (c *Code) trims(p piece) (before, behind bool) {
	s := c.text[p.Start:p.End]
	if len(s) < len("{{--}}") || s[0] != '{' {
		return false, false
	}
	return strings.IndexByte("-~", s[2]) >= 0, strings.IndexByte("-~", s[len(s)-3]) >= 0
}

// Source is a tag's source, written in one way whatever its layout: "{{ x }}" for {{x}} and {{- x -}}.
func (c *Code) Source(t Tag) string {
	s := c.text[t.Start:t.End]
	at := strings.Index(s, t.body)
	const marks = "-+~" + blanks
	return strings.TrimRight(s[:at], marks) + " " + normal(newReader(t.body), t.ruby) + " " + strings.TrimLeft(s[at+len(t.body):], marks)
}

// remark reports whether a tag does nothing at all.
func remark(r reader, t tag) bool {
	if t.kind == tagMustache && (strings.HasPrefix(t.body, "!") || strings.HasPrefix(t.body, "/*")) {
		return true
	}
	return t.body == "" || t.body[0] == '#' && t.kind == tagERB && normal(r.of(t.body), true) == ""
}

// steps are what a tag does to blocks: its events, and which block each opens, parts or closes; -1 for none.
type steps struct {
	events   []event
	openings []int
}

// branches reports whether all that a tag does is to open, part or close blocks that are closed.
func (b *blocks) branches(r reader, t *Tag, e steps) bool {
	for _, o := range e.openings {
		if o < 0 || !b.closed[o] {
			return false
		}
	}
	return len(e.openings) > 0 && !(t.ruby && doesMore(r.of(t.body), e.events))
}

// doesMore reports whether an ERB tag with events has statements of its own: no condition has them when nothing lies in
// the block, or when they stand beside its end.
func doesMore(r reader, events []event) bool {
	body := normal(r, true)
	if strings.ContainsAny(body, ";\n") {
		return true
	}
	for _, e := range events {
		if e.op != opClose {
			return false
		}
	}
	return strings.Trim(body, "end}) ") != ""
}

// operators are those that blanks around make no difference to in any of the languages, longer ones first.
var operators = []string{"===", "||", "&&", "==", "!=", ">=", "<=", ":=", "=>", "+=", "-=", "=~", "|", "="}

// normal writes code in one way: blanks between tokens are one blank, or none where they make no difference, strings stay
// as they are. In Ruby a line break ends a statement, and a # begins a comment.
func normal(r reader, ruby bool) string {
	n, code := normalizer{reader: r, ruby: ruby}, r.text
	if code != "" && strings.IndexByte("#^/>&", code[0]) >= 0 && !ruby {
		n.b.WriteByte(code[0]) // {{# each x }}
		n.pos = len(code) - len(strings.TrimLeft(code[1:], blanks))
	}
	for n.pos < len(code) {
		n.look(1)
		n.step()
	}
	return n.b.String()
}

type normalizer struct {
	reader
	ruby bool
	pos  int
	b    strings.Builder
	gap  string // what parts the next token from the last, when both are there
	open bool   // the last token was an opening bracket
}

func (n *normalizer) step() {
	c := n.text[n.pos]
	switch {
	case isBlank(c):
		if c == '\n' && n.ruby {
			n.gap = "\n"
		} else if n.gap == "" {
			n.gap = " "
		}
		n.pos++
		return
	case c == '#' && n.ruby && (n.pos == 0 || isBlank(n.text[n.pos-1])):
		n.pos = n.skip(n.pos, inLine)
		return
	}
	end := n.pos + 1
	gap, tight := n.gap, ""
	switch op := operatorAt(n.text[n.pos:]); {
	case op != "":
		end = n.pos + len(op)
		gap, tight = " ", " "
	case c == ',':
		gap, tight = "", " "
	case c == ')' || c == ']' || c == '}':
		gap = ""
	case c == '\'' || c == '"' || c == '`':
		end = n.stringEnd(n.pos, 0)
	case c == '\\':
		end = min(n.pos+2, len(n.text))
	}
	if n.b.Len() > 0 && !n.open {
		n.b.WriteString(gap)
	}
	n.b.WriteString(n.text[n.pos:end])
	n.pos, n.gap = end, tight
	n.open = c == '(' || c == '[' || c == '{'
}

func operatorAt(s string) string {
	for _, op := range operators {
		if strings.HasPrefix(s, op) {
			return op
		}
	}
	return ""
}
