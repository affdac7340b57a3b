package xmldoc

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	xmlNamespace   = "http://www.w3.org/XML/1998/namespace"
	xmlnsNamespace = "http://www.w3.org/2000/xmlns/"
)

const misplacedColon = "a name with a colon that does not separate a prefix from the rest"

// NamespaceError is a way in which a file that is well-formed breaks the rules
// of XML namespaces: a parser that knows those refuses it, others read it.
type NamespaceError struct {
	Span   Span   // where the mistake is
	Prefix string // that is not declared, when that is the mistake
	Msg    string
}

// NamespaceErrors are the mistakes in the namespaces of d, in document order. A
// prefix that is not declared is reported once, and not at all where template
// code may declare it. There are at most 20.
func (d *Document) NamespaceErrors() []NamespaceError {
	if d == nil {
		return nil
	}
	return d.namespaceErrors
}

// readNamespaces finds the mistakes in the namespaces.
func (t *tree) readNamespaces(f *file) []NamespaceError {
	s := scope{file: f, xml11: t.xml11, uris: map[string]string{"xml": xmlNamespace, "xmlns": xmlnsNamespace}, reported: map[string]bool{}}
	s.element(t.root, false)
	return s.errors
}

// scope is what the prefixes stand for at one place of a file.
type scope struct {
	file     *file
	xml11    bool
	uris     map[string]string
	undo     []binding // what the open elements changed in uris
	reported map[string]bool
	errors   []NamespaceError
}

// binding is what a prefix stood for outside an element.
type binding struct{ prefix, uri string }

func (s *scope) fail(at Span, msg string) { s.add(NamespaceError{Span: at, Msg: msg}) }

func (s *scope) add(e NamespaceError) {
	if len(s.errors) < maxNamespaceErrors {
		s.errors = append(s.errors, e)
	}
}

// element judges e and what is in it. In open elements template code may have
// declared any prefix.
func (s *scope) element(e *Element, open bool) {
	open = open || s.file.code.Touches(e.StartTag.Start, e.StartTag.End)
	bound := len(s.undo)
	for _, kept := range e.keptAttrs() {
		if !strings.HasPrefix(e.tree.attrName(kept), "xmlns") {
			continue
		}
		a := e.tree.attr(kept)
		if a.Prefix != "xmlns" && (a.Prefix != "" || a.Name != "xmlns") {
			continue
		}
		if a.Prefix == "xmlns" && a.Name != "xml" && a.Name != "xmlns" {
			s.undo = append(s.undo, binding{a.Name, s.uris[a.Name]})
			s.uris[a.Name] = a.Value
		}
		if msg := s.wrongDeclaration(a); msg != "" {
			s.fail(a.Span, msg)
		}
	}
	n := &e.tree.names[e.name]
	s.name(n.prefix(), n.local, e.StartTag, open)
	s.attributes(e, open)
	for _, c := range e.Children() {
		s.element(c, open)
	}
	for _, b := range slices.Backward(s.undo[bound:]) {
		s.uris[b.prefix] = b.uri
	}
	s.undo = s.undo[:bound]
}

// wrongDeclaration says what is wrong with a namespace declaration, "" when nothing is.
func (s *scope) wrongDeclaration(a Attr) string {
	switch {
	case s.file.code.Touches(a.ValueSpan.Start, a.ValueSpan.End):
		return ""
	case a.Prefix == "xmlns" && (strings.IndexByte(a.Name, ':') >= 0 || !nameStarts(a.Name)):
		return misplacedColon
	case a.Name == "xmlns" && a.Prefix == "xmlns":
		return "the prefix xmlns cannot be declared"
	case a.Value == xmlnsNamespace:
		return "the namespace of xmlns cannot be declared"
	case (a.Prefix == "xmlns" && a.Name == "xml") != (a.Value == xmlNamespace):
		return "the prefix xml and its namespace belong to each other"
	case a.Prefix == "xmlns" && a.Value == "" && !s.xml11:
		return "a prefix is declared without a namespace"
	}
	return ""
}

// expanded is the name of an attribute with its namespace.
type expanded struct{ uri, name string }

// attributes judges the names of the attributes of e.
func (s *scope) attributes(e *Element, open bool) {
	var first Attr
	var seen map[expanded][]Attr // made for the second attribute with a prefix
	for _, kept := range e.keptAttrs() {
		if strings.IndexByte(e.tree.attrName(kept), ':') < 0 {
			continue
		}
		a := e.tree.attr(kept)
		if a.Prefix == "xmlns" {
			continue
		}
		s.name(a.Prefix, a.Name, a.Span, open)
		switch uri := s.uris[a.Prefix]; {
		case uri == "":
		case first.Name == "":
			first = a
		default:
			if seen == nil {
				seen = map[expanded][]Attr{{s.uris[first.Prefix], first.Name}: {first}}
			}
			key := expanded{uri, a.Name}
			for _, b := range seen[key] {
				if b.Prefix != a.Prefix && !s.file.exclude(a.Span, b.Span) {
					s.fail(a.Span, "an attribute is given twice, under two prefixes of one namespace")
					break
				}
			}
			seen[key] = append(seen[key], a)
		}
	}
}

// name judges the name of an element or attribute.
func (s *scope) name(prefix, local string, at Span, open bool) {
	if prefix == "xmlns" {
		s.fail(at, "an element with the prefix xmlns")
		return
	}
	// Xerces takes a colon at the start for a part of the name.
	if colon := strings.LastIndexByte(local, ':'); colon > 0 || prefix != "" && (colon == 0 || !nameStarts(local)) {
		s.fail(at, misplacedColon)
		return
	}
	if prefix != "" && s.uris[prefix] == "" && !open && !s.reported[prefix] {
		s.reported[prefix] = true
		s.add(NamespaceError{at, prefix, "the prefix " + prefix + " is not declared"})
	}
}

// nameStarts reports whether a name may start as local does.
func nameStarts(local string) bool {
	if local[0] < utf8.RuneSelf {
		return isNameStart(local[0])
	}
	_, n := utf8.DecodeRuneInString(local)
	return isName(local[:n])
}
