package xmldoc

import (
	"sort"
	"strings"
)

// tree is what one reading of a file finds in it. It holds offsets into the text,
// not copies of it: names, values and text are resolved when they are asked for.
// It never changes once read.
type tree struct {
	read            string // the text as parsed: template code masked
	names           []name // of elements and attributes; most are there once
	root            *Element
	elements        []Element  // in document order
	kids            []*Element // the child elements of all, those of each together
	attrs           []attr     // of all elements, in document order
	defaults        []Attr     // those that the DOCTYPE gives
	resolved        []resolved // in document order
	comments        []Span
	doctypes        []Span // several only in a template
	xml11           bool
	namespaceErrors []NamespaceError
	query           query
}

// attr is an attribute as it is kept: it starts at start, name is the index of its
// name in tree.names, and the value is read[value:valueEnd]. Of one that the
// DOCTYPE gives, start is the complement of its index in defaults.
type attr struct{ start, name, value, valueEnd int32 }

// span is that of [Attr], of an attribute that is in its start tag.
func (a attr) span() Span { return Span{Start: int(a.start), End: int(a.valueEnd) + 1} }

// resolved is what text or an attribute value says that refers to entities of the
// DOCTYPE.
type resolved struct {
	start int // where it starts in the text
	text  string
}

// attr is the attribute that a keeps.
func (t *tree) attr(a attr) Attr {
	if a.start < 0 {
		return t.defaults[^a.start]
	}
	n, value := &t.names[a.name], Span{Start: int(a.value), End: int(a.valueEnd)}
	return Attr{
		Prefix: n.prefix(), Name: n.local, Value: t.value(value.Start, value.End), Span: a.span(),
		NameSpan: Span{Start: int(a.start), End: int(a.start) + len(n.written)}, ValueSpan: value,
	}
}

// attrName is the name of a as written.
func (t *tree) attrName(a attr) string { return t.names[a.name].written }

// attrNamed reports whether the local name of a is name.
func (t *tree) attrNamed(a attr, name string) bool { return t.names[a.name].local == name }

// attrValueIs compares the value of a. References and line ends only become shorter,
// but for entities of the DOCTYPE, so that most others need not be looked at.
func (t *tree) attrValueIs(a attr, value string) bool {
	if a.start >= 0 && len(t.resolved) == 0 && int(a.valueEnd-a.value) < len(value) {
		return false
	}
	return t.attrValue(a) == value
}

func (t *tree) attrValue(a attr) string {
	if a.start < 0 {
		return t.defaults[^a.start].Value
	}
	return t.value(int(a.value), int(a.valueEnd))
}

// value is what text or an attribute value says: references resolved, and line
// ends as line feeds. In an attribute value a parser would make them blanks;
// here they stay, for what compares files to know a layout from a value.
func (t *tree) value(start, end int) string {
	raw := t.read[start:end]
	if strings.IndexByte(raw, '&') < 0 {
		return lineEnds(raw)
	}
	if i := sort.Search(len(t.resolved), func(i int) bool { return t.resolved[i].start >= start }); i < len(t.resolved) && t.resolved[i].start == start {
		return t.resolved[i].text
	}
	var b strings.Builder
	x := expansion{r: &reader{tree: t}, b: &b, text: raw, base: start, ref: -1}
	_ = x.run() // no mistake: it was resolved when the file was read
	return b.String()
}

// content goes through what s holds, which is no element: it calls text for each
// piece of character data and comment for each comment.
func (t *tree) content(s Span, text func(string), comment func()) {
	for at := s.Start; at < s.End; {
		rest := t.read[at:s.End]
		switch {
		case rest[0] != '<':
			n := strings.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			text(t.value(at, at+n))
			at += n
		case strings.HasPrefix(rest, "<!--"):
			comment()
			at += len("<!--") + strings.Index(rest[len("<!--"):], "-->") + len("-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			n := strings.Index(rest, "]]>")
			if raw := rest[len("<![CDATA["):n]; raw != "" {
				text(lineEnds(raw))
			}
			at += n + len("]]>")
		case strings.HasPrefix(rest, "<?"):
			at += strings.Index(rest, "?>") + len("?>")
		default:
			at = t.doctypeAt(at).End
		}
	}
}

// doctypeAt is the DOCTYPE that starts at an offset.
func (t *tree) doctypeAt(at int) Span {
	i := sort.Search(len(t.doctypes), func(i int) bool { return t.doctypes[i].Start >= at })
	return t.doctypes[i]
}

// inDoctype reports whether s shares a byte with a DOCTYPE, or lies in one.
func (t *tree) inDoctype(s Span) bool {
	for _, d := range t.doctypes {
		if s.End > d.Start && s.Start < d.End {
			return true
		}
	}
	return false
}
