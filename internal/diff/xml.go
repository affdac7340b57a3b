package diff

import (
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// xmlReader makes nodes of an XML file.
type xmlReader struct {
	doc        *xmldoc.Document
	source     *source
	ids        *ids
	names      identity.Names
	conditions conditions
	prose      bool // make nodes of comments without settings too
	// comments, tags and hidden are those of the file that are not dealt with yet, in its order.
	comments []xmldoc.Span
	scope    scope
	tags     []template.Tag
	hidden   []template.Hidden
	// sometimes is the condition under which what is read from a comment is in one at all; nil when it always is.
	sometimes *template.Condition
}

// readXML is the tree of a file, nil for a blank one. Its root node is the file
// itself.
func readXML(doc *xmldoc.Document, s *source, t *ids, prose bool) *node {
	file := &node{state: Active}
	if doc == nil {
		t.finish(file, identity.Group)
		return file
	}
	readings := append([]*xmldoc.Document{doc}, doc.Others()...) // a template may choose from several roots
	all := doc.Template().Tags(0, len(doc.Text()))
	at := 0 // behind the last root
	known := map[xmldoc.Span]bool{}
	for _, d := range readings {
		r := &xmlReader{doc: d, source: s, ids: t, prose: prose, conditions: newConditions(t), tags: all, hidden: d.Hidden()}
		for _, c := range d.Comments() {
			if !known[c] {
				known[c] = true
				r.comments = append(r.comments, c)
			}
		}
		if len(readings) > 1 {
			r.hidden = slices.DeleteFunc(slices.Clone(r.hidden), func(h template.Hidden) bool { return seen(h, d, readings) })
		}
		root := d.Root()
		r.skipTo(at)
		r.code(file, root.Span.Start, nil)
		for _, c := range r.take(root.Span.Start) {
			r.comment(file, c)
		}
		r.element(file, root, Active, 0)
		at = max(at, root.Span.End)
		for _, c := range r.take(len(d.Text())) {
			r.comment(file, c)
		}
		if d == readings[len(readings)-1] {
			r.code(file, len(d.Text()), nil)
		}
	}
	t.finish(file, identity.Group)
	return file
}

// seen reports whether what one reading hides is not hidden in another.
func seen(h template.Hidden, in *xmldoc.Document, readings []*xmldoc.Document) bool {
	return slices.ContainsFunc(readings, func(d *xmldoc.Document) bool {
		hidden := d.Hidden()
		i := sort.Search(len(hidden), func(i int) bool { return hidden[i].End >= h.End })
		return d != in && (i == len(hidden) || hidden[i].Start > h.Start)
	})
}

// element adds e to parent. In a comment, base is where the comment starts: e
// is then of a document whose offsets count from there.
func (r *xmlReader) element(parent *node, e *xmldoc.Element, state State, base int) {
	at := base + e.Span.Start
	n := &node{parent: parent, name: r.nameOf(e, base), state: state, leaf: len(e.Children()) == 0, line: r.source.line(at)}
	own := r.doc.Condition(at)
	if r.sometimes != nil {
		own = r.sometimes
	}
	n.condition, n.within = r.conditions.of(own, parent.within), own
	name := r.names.Of(e)
	n.key, n.firm = r.keyed(restore(name.Key), name, e, base), r.keyed(restore(name.Firm), name, e, base)
	n.step = n.name + n.key
	outer := r.scope
	defer func() { r.scope = outer }()
	n.attrs = r.namespace(e, base)
	for _, a := range e.Attrs() {
		switch {
		case a.Prefix == "" && a.Name == "xmlns" && strings.Contains(e.QName(), ":"): // of what is in it
		case a.Prefix != "xmlns" || r.readAsText(e, a): // else the prefix says nothing by itself
			n.attrs = append(n.attrs, r.attr(n, e, a, base, slices.Contains(name.Attrs, a.Name)))
		}
	}
	slices.SortStableFunc(n.attrs, func(a, b attr) int { return strings.Compare(a.id, b.id) })
	parent.kids = append(parent.kids, n)

	n.value.span = shift(e.Inner, base)
	n.value.value = r.text(e, n, identity.BlanksOf(r.source.path, r.doc.Root().Name(), e.Name()))
	if state == Active {
		r.code(n, e.StartTag.End, func(t template.Tag) bool { return inAttribute(e, t) })
	}
	for _, k := range e.Children() {
		if state == Active {
			r.gap(n, k.Span.Start)
		}
		r.element(n, k, state, base)
		if slices.Contains(name.Children, k) {
			n.kids[len(n.kids)-1].naming = true
		}
	}
	if state == Active {
		r.gap(n, e.Inner.End)
		r.skipTo(e.Span.End)
	}
	r.ids.finish(n, identity.Group)
}

// gap takes in what comes before an offset in n, behind its last child element.
func (r *xmlReader) gap(n *node, to int) {
	comments := r.take(to)
	r.code(n, to, func(t template.Tag) bool {
		if within(comments, t.Start) {
			return t.Yields
		}
		return n.leaf // its text has it
	})
	r.commentsOf(n, comments)
}

// within reports whether an offset lies in one of the spans, which are in order.
func within(list []xmldoc.Span, at int) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i].End > at })
	return i < len(list) && list[i].Start <= at
}

// inAttribute reports whether template code in a start tag belongs to the name of
// the element or to an attribute.
func inAttribute(e *xmldoc.Element, t template.Tag) bool {
	if t.Start < e.StartTag.Start+1+len(e.QName()) {
		return true
	}
	attrs := e.Attrs()
	i := sort.Search(len(attrs), func(i int) bool { return attrs[i].Span.End > t.Start })
	return i < len(attrs) && attrs[i].Span.Start < t.End
}

// readAsText reports whether the server goes by the text of a namespace
// declaration: with Secure Vault on it cuts xmlns:svns out of Tomcat's <Server>
// before Tomcat reads it, and does not start where it finds none. Source:
// ServerManager.java:85-86, from 4.4.1 on.
func (r *xmlReader) readAsText(e *xmldoc.Element, a xmldoc.Attr) bool {
	return a.Name == "svns" && e.Parent() == nil && path.Base(r.source.path) == "catalina-server.xml"
}

func shift(s xmldoc.Span, base int) xmldoc.Span {
	return xmldoc.Span{Start: s.Start + base, End: s.End + base}
}

// take is the comments not yet taken that end at or before off.
func (r *xmlReader) take(off int) []xmldoc.Span {
	i := 0
	for i < len(r.comments) && r.comments[i].End <= off {
		i++
	}
	taken := r.comments[:i]
	r.comments = r.comments[i:]
	return taken
}
