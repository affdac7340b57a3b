package xmldoc

import (
	"strings"

	"github.com/beevik/etree"
)

// Element is one element of a Document and the bytes it came from.
type Element struct {
	// Span is the whole element, StartTag its start tag, Inner what lies between
	// the tags. Inner is empty and comes before "/>" when the element is written
	// as an empty-element tag.
	Span, StartTag, Inner Span
	// SelfClosing is true for <a/>, false for <a></a>.
	SelfClosing bool

	node     *etree.Element
	parent   *Element
	children []*Element
	attrs    []Attr
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
	return e.node.Tag
}

// QName is the element's name as written, with its prefix.
func (e *Element) QName() string { return e.node.FullTag() }

// Namespace is the URI of the element's namespace, "" when it has none.
func (e *Element) Namespace() string { return e.node.NamespaceURI() }

// Parent is the enclosing element, nil for the root.
func (e *Element) Parent() *Element { return e.parent }

// Children are the child elements in document order.
func (e *Element) Children() []*Element {
	if e == nil {
		return nil
	}
	return e.children
}

// ChildrenNamed are the child elements with the given local name.
func (e *Element) ChildrenNamed(name string) []*Element {
	var found []*Element
	for _, c := range e.Children() {
		if c.node.Tag == name {
			found = append(found, c)
		}
	}
	return found
}

// Child is the first child element with the given local name, or nil.
func (e *Element) Child(name string) *Element {
	for _, c := range e.Children() {
		if c.node.Tag == name {
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
	for _, c := range e.children {
		c.Walk(f)
	}
}

// Text is the character data directly inside e, as a parser gives it: chunks on
// both sides of a comment and CDATA sections joined, blanks kept, the text of
// child elements left out. A nil Element has none.
func (e *Element) Text() string {
	if e == nil {
		return ""
	}
	var first string
	var more *strings.Builder
	for _, t := range e.node.Child {
		c, ok := t.(*etree.CharData)
		if !ok || c.Data == "" {
			continue
		}
		switch {
		case more != nil:
			more.WriteString(c.Data)
		case first == "":
			first = c.Data
		default:
			more = &strings.Builder{}
			more.WriteString(first)
			more.WriteString(c.Data)
		}
	}
	if more != nil {
		return more.String()
	}
	return first
}

// Attrs are the attributes in the order written.
func (e *Element) Attrs() []Attr { return e.attrs }

// Attr is the attribute with the given name and no prefix.
func (e *Element) Attr(name string) (Attr, bool) {
	if e == nil {
		return Attr{}, false
	}
	for _, a := range e.attrs {
		if a.Prefix == "" && a.Name == name {
			return a, true
		}
	}
	return Attr{}, false
}

// AttrValue is the value of the attribute with the given name and no prefix, ""
// when there is none.
func (e *Element) AttrValue(name string) string {
	a, _ := e.Attr(name)
	return a.Value
}

// AttrNS is the attribute with the given local name in the namespace uri.
func (e *Element) AttrNS(uri, name string) (Attr, bool) {
	if e == nil {
		return Attr{}, false
	}
	for _, a := range e.attrs {
		if a.Name == name && a.Prefix != "" {
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
		return "http://www.w3.org/XML/1998/namespace", true
	}
	for at := e; at != nil; at = at.parent {
		for _, a := range at.attrs {
			if a.Prefix == "xmlns" && a.Name == prefix || prefix == "" && a.Prefix == "" && a.Name == "xmlns" {
				return a.Value, true
			}
		}
	}
	return "", prefix == ""
}
