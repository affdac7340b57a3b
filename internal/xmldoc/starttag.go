package xmldoc

import "strings"

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
	attrs := attrList{r: r, element: name, first: len(r.tree.attrs)}
	for {
		gap := at
		at = r.blanks(at)
		rest := r.text[at:]
		switch {
		case rest == "", rest == "/":
			return r.unclosed("", 0)
		case rest[0] == '>':
			return r.endStartTag(name, Span{Start: start, End: at + 1}, attrs.first)
		case rest[0] == '/' && rest[1] == '>':
			return r.endStartTag(name, Span{Start: start, End: at + 2}, attrs.first)
		case rest[0] == '/':
			return r.fail(at, "a / inside a start tag that does not end it")
		case rest[0] == '<':
			return r.fail(at, "a < inside a start tag: the > before it is missing")
		case gap == at && attrs.len() == 0:
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
		at = int(a.valueEnd) + 1
	}
}

func (r *reader) endStartTag(name string, tag Span, first int) error {
	if err := r.newElement(name, tag, first); err != nil {
		return err
	}
	if r.dtd != nil {
		if err := r.addDefaults(name, first); err != nil {
			return err
		}
		r.records[len(r.records)-1].attrsEnd = int32(len(r.tree.attrs))
	}
	for _, a := range r.tree.attrs[first:] {
		r.xmlns = r.xmlns || r.tree.attrName(a) == "xmlns"
	}
	if r.text[tag.End-2] == '/' {
		r.close(tag.End-len("/>"), tag.End)
		return nil
	}
	r.at = tag.End
	return nil
}

// attribute reads the attribute that starts at at.
func (r *reader) attribute(at int) (a attr, err error) {
	end, err := r.name(at)
	if err != nil {
		return a, err
	}
	eq := r.blanks(end)
	open := eq
	if eq < len(r.text) && r.text[eq] == '=' {
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
	value, err := r.quoted(open)
	if err != nil {
		return a, err
	}
	a = attr{int32(at), r.intern(r.text[at:end]), int32(value.Start), int32(value.End)}
	return a, r.check(value.Start, value.End, true)
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
		if err := r.check(start, start+i, true); err != nil {
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
	first   int               // where they begin in those of the tree
	named   map[string][]attr // once the list is long
}

func (l *attrList) len() int { return len(l.r.tree.attrs) - l.first }

func (l *attrList) add(a attr) error {
	t := l.r.tree
	list := t.attrs[l.first:]
	if len(list) == maxAttrs {
		return ErrTooManyAttrs
	}
	const long = 8
	if len(list) == long {
		l.named = map[string][]attr{}
		for _, b := range list {
			l.named[t.attrName(b)] = append(l.named[t.attrName(b)], b)
		}
	}
	name := t.attrName(a)
	if l.named != nil {
		list = l.named[name]
		l.named[name] = append(list, a)
	}
	for _, b := range list {
		if name == t.attrName(b) && !l.r.file.exclude(a.span(), b.span()) {
			return l.r.fail(int(a.start), "attribute %s is given twice in <%s>", name, l.element)
		}
	}
	t.attrs = append(roomFor(l.r, t.attrs), a)
	return nil
}
