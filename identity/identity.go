// Package identity knows what names a repeated element of Carbon's
// configuration: a Property by its name, a Connector by scheme and port, a
// datasource by the text of its name element. Findings, baselines and
// comparisons speak of elements by these names, never by their position.
package identity

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/xmldoc"
)

// key is one thing that names an element: an attribute or the text of a child.
type key struct {
	attr, child string
}

// keys says, by local name, what names an element among its siblings. All keys
// that an element has are used together.
var keys = map[string][]key{
	"Property":  {{attr: "name"}},
	"property":  {{attr: "name"}},
	"parameter": {{attr: "name"}},
	"Connector": {{attr: "scheme"}, {attr: "port"}},
}

// genericKeys name an element that the table does not list, the first it has.
var genericKeys = []key{{attr: "name"}, {attr: "id"}, {attr: "class"}, {attr: "className"}, {attr: "type"}, {child: "name"}}

// Key is what names e among its siblings, in the form of a path's predicates:
// "[@name='dataSource']". It is "" when nothing does.
func Key(e *xmldoc.Element) string {
	list, listed := keys[e.Name()]
	if !listed {
		list = genericKeys
	}
	var b strings.Builder
	for _, k := range list {
		name, value := "@"+k.attr, e.AttrValue(k.attr)
		if k.child != "" {
			name, value = k.child, strings.TrimSpace(e.Child(k.child).Text())
		}
		if value == "" {
			continue
		}
		fmt.Fprintf(&b, "[%s=%s]", name, quote(value))
		if !listed {
			break
		}
	}
	return b.String()
}

// Path names e by the names of its ancestors and itself, such as
// "/UserManager/Realm/Configuration/Property[@name='dataSource']". Equal ones
// among siblings are told apart by a number from the second on.
func Path(e *xmldoc.Element) string {
	if e == nil {
		return "/"
	}
	var steps []string
	for at := e; at != nil; at = at.Parent() {
		steps = append(steps, step(at))
	}
	var b strings.Builder
	for i := len(steps) - 1; i >= 0; i-- {
		b.WriteString("/" + steps[i])
	}
	return b.String()
}

func step(e *xmldoc.Element) string {
	s := e.Name() + Key(e)
	if e.Parent() == nil {
		return s
	}
	n := 1
	for _, sibling := range e.Parent().ChildrenNamed(e.Name()) {
		if sibling == e {
			break
		}
		if Key(sibling) == Key(e) {
			n++
		}
	}
	if n > 1 {
		s += fmt.Sprintf("[%d]", n)
	}
	return s
}

func quote(s string) string {
	if strings.Contains(s, "'") {
		return `"` + s + `"`
	}
	return "'" + s + "'"
}
