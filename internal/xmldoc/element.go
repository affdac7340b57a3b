package xmldoc

import "strings"

// Element is one element of a Document and the bytes it came from.
type Element struct {
	// Span is the whole element, StartTag its start tag, Inner what lies between
	// the tags. Inner is empty and comes before "/>" when the element is written
	// as an empty-element tag.
	Span, StartTag, Inner Span
	// SelfClosing is true for <a/>, false for <a></a>.
	SelfClosing bool

	name               int32 // in tree.names
	firstAttr, endAttr int32 // in tree.attrs
	firstKid, endKid   int32 // in tree.kids
	tree               *tree
	parent             *Element
}

// Attr is one attribute and the bytes it came from.
type Attr struct {
	// Prefix and Name are the two parts of the name, Value the value with its
	// references resolved.
	Prefix, Name, Value string
	// Span reaches from the name to the closing quote, NameSpan is the name with
	// its prefix, ValueSpan what lies between the quotes.
	Span, NameSpan, ValueSpan Span
	// Default says that the attribute is not in the start tag: the DOCTYPE gives it
	// to every element of the name, and the spans are there.
	Default bool
}

// Name is the element's local name.
func (e *Element) Name() string {
	if e == nil {
		return ""
	}
	return e.tree.names[e.name].local
}

// named reports whether the local name of e is name.
func (e *Element) named(name string) bool { return e.tree.names[e.name].local == name }

// QName is the element's name as written, with its prefix.
func (e *Element) QName() string { return e.tree.names[e.name].written }

// Namespace is the URI of the element's namespace, "" when it has none.
func (e *Element) Namespace() string {
	return e.declared(e.tree.names[e.name].prefix()).Value
}

// Parent is the enclosing element, nil for the root.
func (e *Element) Parent() *Element { return e.parent }

// Children are the child elements in document order.
func (e *Element) Children() []*Element {
	if e == nil {
		return nil
	}
	return e.tree.kids[e.firstKid:e.endKid:e.endKid]
}

// ChildrenNamed are the child elements with the given local name.
func (e *Element) ChildrenNamed(name string) []*Element {
	var found []*Element
	for _, c := range e.Children() {
		if c.named(name) {
			found = append(found, c)
		}
	}
	return found
}

// Child is the first child element with the given local name, or nil.
func (e *Element) Child(name string) *Element {
	for _, c := range e.Children() {
		if c.named(name) {
			return c
		}
	}
	return nil
}

// Walk calls f for e and every element below it, in document order.
func (e *Element) Walk(f func(*Element)) {
	if e == nil {
		return
	}
	f(e)
	for _, c := range e.Children() {
		c.Walk(f)
	}
}

// Text is the character data directly inside e, as a parser gives it: chunks on
// both sides of a comment and CDATA sections joined, blanks kept, the text of
// child elements left out. A nil Element has none.
func (e *Element) Text() string {
	if e == nil || e.Inner.Len() == 0 {
		return ""
	}
	children := e.Children()
	if len(children) == 0 && strings.IndexByte(e.tree.read[e.Inner.Start:e.Inner.End], '<') < 0 {
		return e.tree.value(e.Inner.Start, e.Inner.End)
	}
	var only string
	var b strings.Builder
	add := func(s string) {
		switch {
		case only == "" && b.Len() == 0:
			only = s
			return
		case b.Len() == 0:
			b.WriteString(only)
		}
		b.WriteString(s)
	}
	none := func() {}
	at := e.Inner.Start
	for _, c := range children {
		e.tree.content(Span{Start: at, End: c.Span.Start}, add, none)
		at = c.Span.End
	}
	e.tree.content(Span{Start: at, End: e.Inner.End}, add, none)
	if b.Len() == 0 {
		return only
	}
	return b.String()
}

// Attrs are the attributes in the order written.
func (e *Element) Attrs() []Attr {
	if e.firstAttr == e.endAttr {
		return nil
	}
	list := make([]Attr, 0, e.endAttr-e.firstAttr)
	for _, a := range e.keptAttrs() {
		list = append(list, e.tree.attr(a))
	}
	return list
}

// AttrsNamed are the attributes with the given local name, whatever their prefix.
func (e *Element) AttrsNamed(name string) []Attr {
	var list []Attr
	for _, a := range e.keptAttrs() {
		if e.tree.attrNamed(a, name) {
			list = append(list, e.tree.attr(a))
		}
	}
	return list
}

func (e *Element) keptAttrs() []attr { return e.tree.attrs[e.firstAttr:e.endAttr] }

// Attr is the attribute with the given name and no prefix.
func (e *Element) Attr(name string) (Attr, bool) {
	a, ok := e.find(name)
	if !ok {
		return Attr{}, false
	}
	return e.tree.attr(a), true
}

// find is the attribute with the given name and no prefix as it is kept.
func (e *Element) find(name string) (a attr, ok bool) {
	if e == nil {
		return a, false
	}
	for _, a := range e.keptAttrs() {
		if e.tree.attrName(a) == name {
			prefix, _ := splitName(name)
			return a, prefix == ""
		}
	}
	return a, false
}

// AttrValue is the value of the attribute with the given name and no prefix, ""
// when there is none.
func (e *Element) AttrValue(name string) string {
	a, ok := e.find(name)
	if !ok {
		return ""
	}
	return e.tree.attrValue(a)
}

// AttrNS is the attribute with the given local name in the namespace uri.
func (e *Element) AttrNS(uri, name string) (Attr, bool) {
	if e == nil {
		return Attr{}, false
	}
	for _, a := range e.AttrsNamed(name) {
		if a.Prefix != "" {
			if ns, ok := e.ResolvePrefix(a.Prefix); ok && ns == uri {
				return a, true
			}
		}
	}
	return Attr{}, false
}

// ResolvePrefix is the namespace of prefix at e, and whether it is
// declared there.
func (e *Element) ResolvePrefix(prefix string) (uri string, ok bool) {
	if prefix == "xml" {
		return xmlNamespace, true
	}
	a := e.declared(prefix)
	return a.Value, a.Name != "" || prefix == ""
}

// declared is the attribute that declares a prefix at e, the zero Attr when none
// does. The prefix "" stands for the default namespace.
func (e *Element) declared(prefix string) Attr {
	for at := e; at != nil; at = at.parent {
		for _, a := range at.keptAttrs() {
			name := at.tree.attrName(a)
			if local, ok := strings.CutPrefix(name, "xmlns:"); ok && local == prefix && prefix != "" || prefix == "" && name == "xmlns" {
				return at.tree.attr(a)
			}
		}
	}
	return Attr{}
}
