// Package identity knows what names a repeated element of Carbon's
// configuration: a Property by its name, a Connector by scheme and port, a
// datasource by the text of its name element. Findings, baselines and
// comparisons speak of elements by these names, never by their position.
package identity

import (
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Name is what names an element among its siblings.
type Name struct {
	// Key has the form of a path's predicates, "[@name='dataSource']"; it is ""
	// when nothing names the element. A password in it is masked.
	Key string
	// Firm is the part of Key that cannot change without the element becoming
	// another.
	Firm string
	// Attrs are the attributes without prefix and Children the child elements
	// that the name is made of. OwnText says that the element's text is.
	Attrs    []string
	Children []*xmldoc.Element
	OwnText  bool
}

// Of is that of [Names] for a single element.
func Of(e *xmldoc.Element) Name { return new(Names).Of(e) }

// read is the name of e as if it had siblings of its kind, and whether the table
// has it.
func read(e *xmldoc.Element) (n Name, listed bool) {
	for _, part := range names[e.Name()] {
		n.add(e, part)
	}
	if n.Key != "" || e.Parent() == nil {
		return n, true
	}
	for _, part := range generic {
		if n.add(e, part); n.Key != "" {
			break
		}
	}
	return n, false
}

// add makes part of e's name, when e has it.
func (n *Name) add(e *xmldoc.Element, part string) {
	part, loose := strings.CutSuffix(part, "?")
	attr, isAttr := strings.CutPrefix(part, "@")
	var value string
	switch {
	case isAttr:
		value = e.AttrValue(attr)
	case part == ".": // what names an element by another part is not named by its text
		if len(e.Children()) == 0 && n.Key == "" {
			value = e.Text()
		}
	default:
		value = e.Child(part).Text()
	}
	if value = strings.TrimSpace(value); value == "" {
		return
	}
	switch {
	case isAttr:
		n.Attrs = append(n.Attrs, attr)
	case part == ".":
		n.OwnText = true
	default:
		n.Children = append(n.Children, e.Child(part))
	}
	predicate := "[" + part + "=" + quote(value) + "]"
	n.Key += predicate
	if !loose {
		n.Firm += predicate
	}
}

// Group names the siblings among which the order of an element counts, given its
// local name and the firm part of its own name, as far as is known: where it is
// not known that the order does not count, it may. It is "" when it does not.
func Group(name, firm string) string {
	switch {
	case Listed(name), slices.Contains(unordered, name):
		return ""
	case slices.Contains(orderedWithin, name):
		return name + firm
	}
	return name
}

// Listed reports whether the server takes all elements of a local name that
// without a name of their own, in any order.
func Listed(name string) bool { return slices.Contains(lists, name) }

func quote(s string) string {
	if strings.Contains(s, ":") { // a URL may carry a password
		s = secret.Line(s)
	}
	if strings.Contains(s, "'") {
		return `"` + s + `"`
	}
	return "'" + s + "'"
}
