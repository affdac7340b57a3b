package xmldoc

import (
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// startTag reads a start tag or an empty-element tag.
func (r *reader) startTag() error {
	start := r.at
	at, err := r.name(start + 1)
	if err != nil {
		return err
	}
	name := r.text[start+1 : at]
	if name == "" {
		if at == len(r.text) {
			return r.unclosed("", 0)
		}
		return r.fail(start, "a < that starts no tag: write &lt; for the character itself")
	}
	attrs := attrList{r: r, element: name, list: r.attrs[:0]}
	for {
		gap := at
		at = r.blanks(at)
		rest := r.text[at:]
		switch {
		case rest == "", rest == "/":
			return r.unclosed("", 0)
		case rest[0] == '>', strings.HasPrefix(rest, "/>"):
			return r.endStartTag(name, Span{Start: start, End: at + 1 + strings.IndexByte(rest, '>')}, attrs.list)
		case rest[0] == '/':
			return r.fail(at, "a / inside a start tag that does not end it")
		case rest[0] == '<':
			return r.fail(at, "a < inside a start tag: the > before it is missing")
		case gap == at && len(attrs.list) == 0:
			return r.fail(at, "a character in the name of an element that XML does not allow there")
		case gap == at:
			return r.fail(at, "no blank between two attributes; a quote inside a value is written &quot;")
		}
		a, err := r.attribute(at)
		if err == nil {
			err = attrs.add(a)
		}
		if err != nil {
			return err
		}
		at = a.Span.End
	}
}

func (r *reader) endStartTag(name string, tag Span, attrs []Attr) error {
	e, err := r.newElement(name, tag)
	if err != nil {
		return err
	}
	r.attrs = attrs
	e.attrs = r.dtd.withDefaults(name, slices.Clone(attrs))
	if r.defaults += len(e.attrs) - len(attrs); r.defaults > maxElements {
		return ErrDefaults
	}
	e.node.Attr = make([]etree.Attr, 0, len(e.attrs))
	for _, a := range e.attrs {
		r.namespaces = r.namespaces || a.Prefix != "" || a.Name == "xmlns" || strings.IndexByte(a.Name, ':') >= 0
		e.node.Attr = append(e.node.Attr, etree.Attr{Space: a.Prefix, Key: a.Name, Value: a.Value})
	}
	if r.text[tag.End-2] == '/' {
		e.SelfClosing = true
		e.Inner.Start = tag.End - len("/>")
		r.close(e.Inner.Start, tag.End)
		return nil
	}
	r.at = tag.End
	return nil
}

// attribute reads the attribute that starts at at.
func (r *reader) attribute(at int) (a Attr, err error) {
	end, err := r.name(at)
	if err != nil {
		return a, err
	}
	eq := r.blanks(end)
	open := eq
	if strings.HasPrefix(r.text[eq:], "=") {
		open = r.blanks(eq + 1)
	}
	switch {
	case open == len(r.text):
		return a, r.unclosed("", 0)
	case end == at:
		return a, r.fail(at, "something inside a start tag that is not an attribute")
	case r.text[eq] != '=':
		return a, r.fail(at, "an attribute without a value")
	}
	a.Prefix, a.Name = splitName(r.text[at:end])
	a.NameSpan = Span{Start: at, End: end}
	if a.ValueSpan, err = r.quoted(open); err != nil {
		return a, err
	}
	a.Span = Span{Start: at, End: a.ValueSpan.End + 1}
	a.Value, err = r.resolve(a.ValueSpan.Start, a.ValueSpan.End, true)
	return a, err
}

// quoted finds the extent of the attribute value whose opening quote is at open.
func (r *reader) quoted(open int) (Span, error) {
	quote := r.text[open]
	if quote != '"' && quote != '\'' {
		return Span{}, r.fail(open, "an attribute value without quotes")
	}
	start := open + 1
	end := strings.IndexByte(r.text[start:], quote)
	less := r.text[start:]
	if end >= 0 {
		less = less[:end]
	}
	if i := strings.IndexByte(less, '<'); i >= 0 {
		if _, err := r.resolve(start, start+i, true); err != nil {
			return Span{}, err
		}
		return Span{}, r.fail(start+i, "a < inside an attribute value: write &lt;, or close the quotes before it")
	}
	if end < 0 {
		return Span{}, r.unclosed("", 0)
	}
	return Span{Start: start, End: start + end}, nil
}

// attrList collects the attributes of a start tag, each of which may be there
// once, or once in each of several branches of template code.
type attrList struct {
	r       *reader
	element string
	list    []Attr
	named   map[string][]int // once the list is long
}

func (l *attrList) add(a Attr) error {
	if len(l.list) == maxAttrs {
		return ErrTooManyAttrs
	}
	const long = 8
	if len(l.list) == long {
		l.named = map[string][]int{}
		for i, b := range l.list {
			l.named[l.name(b)] = append(l.named[l.name(b)], i)
		}
	}
	name := l.name(a)
	if l.named == nil {
		for _, b := range l.list {
			if a.Name == b.Name && a.Prefix == b.Prefix && !l.exclude(a, b) {
				return l.twice(a)
			}
		}
	} else {
		for _, i := range l.named[name] {
			if !l.exclude(a, l.list[i]) {
				return l.twice(a)
			}
		}
		l.named[name] = append(l.named[name], len(l.list))
	}
	l.list = append(l.list, a)
	return nil
}

func (l *attrList) name(a Attr) string { return l.r.text[a.NameSpan.Start:a.NameSpan.End] }

func (l *attrList) exclude(a, b Attr) bool {
	return l.r.file.exclude(a.Span, b.Span)
}

func (l *attrList) twice(a Attr) error {
	return l.r.fail(a.Span.Start, "attribute %s is given twice in <%s>", l.name(a), l.element)
}
