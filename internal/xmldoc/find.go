package xmldoc

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/beevik/etree"
)

// Find returns the elements at an etree path such as
// "/Server/Security/KeyStore" or "//Property[@name='dataSource']", in document
// order. Names match by local name. The path is a literal of the program's: a
// malformed one panics.
func (d *Document) Find(path string) []*Element {
	if d == nil || d.root == nil {
		return nil
	}
	var found []*Element
	var room [8]step
	switch steps, deep, ok := plainSteps(path, room[:0]); {
	case !ok:
		found = d.query.find(d.tree, path)
	case deep:
		for i := range d.elements {
			found = follow(&d.elements[i], steps, found)
		}
	default:
		found = follow(d.root, steps, found)
	}
	byPlace := func(a, b *Element) int { return cmp.Compare(a.Span.Start, b.Span.Start) }
	if !slices.IsSortedFunc(found, byPlace) {
		slices.SortStableFunc(found, byPlace)
	}
	return found
}

// First is the first element at an etree path, or nil.
func (d *Document) First(path string) *Element {
	if found := d.Find(path); len(found) > 0 {
		return found[0]
	}
	return nil
}

// step is a part of a plain path: name, or name[@attr='value'].
type step struct{ name, attr, value string }

// plainSteps reads a path that is nothing but steps into room: /a/b, or //a/b,
// which is deep. What is not ok is for etree.
func plainSteps(path string, room []step) (steps []step, deep, ok bool) {
	if deep = strings.HasPrefix(path, "//"); deep {
		path = path[1:]
	}
	for steps = room; len(steps) == 0 || path != ""; {
		var s step
		if s, path, ok = nextStep(path); !ok {
			return nil, false, false
		}
		steps = append(steps, s)
	}
	return steps, deep, true
}

// nextStep reads the step at the start of a path, and its slash.
func nextStep(path string) (s step, rest string, ok bool) {
	if path == "" || path[0] != '/' {
		return s, "", false
	}
	end := wordEnd(path, 1)
	s.name, rest = path[1:end], path[end:]
	if s.name == "" {
		return s, "", false
	}
	if rest, ok = strings.CutPrefix(rest, "[@"); !ok {
		return s, rest, rest == "" || rest[0] == '/'
	}
	end = wordEnd(rest, 0)
	s.attr, rest = rest[:end], rest[end:]
	if s.attr == "" || len(rest) < 2 || rest[0] != '=' || rest[1] != '\'' && rest[1] != '"' {
		return s, "", false
	}
	s.value, rest, ok = strings.Cut(rest[2:], rest[1:2])
	// A bracket in a value is a mistake to etree.
	if !ok || strings.ContainsAny(s.value, "[]") || !strings.HasPrefix(rest, "]") {
		return s, "", false
	}
	rest = rest[1:]
	return s, rest, rest == "" || rest[0] == '/'
}

// wordEnd is where a name of letters, digits, _ and - ends.
func wordEnd(path string, at int) int {
	for at < len(path) && path[at] < 0x80 && path[at] != ':' && path[at] != '.' && isNameByte(path[at]) {
		at++
	}
	return at
}

// follow adds to found the elements that steps lead to, the first of them to e.
func follow(e *Element, steps []step, found []*Element) []*Element {
	if s := &steps[0]; !e.named(s.name) || s.attr != "" && !e.hasAttr(s.attr, s.value) {
		return found
	}
	if steps = steps[1:]; len(steps) == 0 {
		return append(found, e)
	}
	for _, c := range e.Children() {
		found = follow(c, steps, found)
	}
	return found
}

// hasAttr reports whether e has an attribute of a local name and a value.
func (e *Element) hasAttr(local, value string) bool {
	for _, a := range e.keptAttrs() {
		if e.tree.attrNamed(a, local) && e.tree.attrValueIs(a, value) {
			return true
		}
	}
	return false
}

// query is a tree as etree has it, for the paths that are more than steps. It is
// made for the first of them. Several goroutines may ask at once.
type query struct {
	once     sync.Once
	document *etree.Document
	elements map[*etree.Element]*Element
}

func (q *query) find(t *tree, path string) []*Element {
	q.once.Do(func() {
		q.document, q.elements = etree.NewDocument(), make(map[*etree.Element]*Element, len(t.elements))
		q.add(&q.document.Element, t.root)
	})
	var found []*Element
	for _, n := range q.document.FindElementsPath(etree.MustCompilePath(path)) {
		if e := q.elements[n]; e != nil { // nil for the document
			found = append(found, e)
		}
	}
	return found
}

// add makes the node of e, and those below it.
func (q *query) add(parent *etree.Element, e *Element) {
	node := etree.NewElement("")
	node.Space, node.Tag = splitName(e.QName())
	for _, a := range e.Attrs() {
		node.Attr = append(node.Attr, etree.Attr{Space: a.Prefix, Key: a.Name, Value: a.Value})
	}
	parent.AddChild(node)
	q.elements[node] = e
	text := func(s string) { node.CreateText(s) }
	comment := func() { node.CreateComment("") }
	at := e.Inner.Start
	for _, c := range e.Children() {
		e.tree.content(Span{Start: at, End: c.Span.Start}, text, comment)
		q.add(node, c)
		at = c.Span.End
	}
	e.tree.content(Span{Start: at, End: e.Inner.End}, text, comment)
}
