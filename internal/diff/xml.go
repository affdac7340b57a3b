package diff

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// xmlReader makes nodes of an XML file.
type xmlReader struct {
	doc      *xmldoc.Document
	source   *source
	ids      ids
	prose    bool // make nodes of comments without settings too
	comments []xmldoc.Span
}

// readXML is the tree of a file, nil for a blank one. Its root node is the file
// itself.
func readXML(doc *xmldoc.Document, s *source, t ids, prose bool) *node {
	file := &node{state: Active}
	if doc == nil {
		t.finish(file, identity.Ordered)
		return file
	}
	r := &xmlReader{doc: doc, source: s, ids: t, prose: prose, comments: doc.Comments()}
	root := doc.Root()
	for _, c := range r.take(root.Span.Start) {
		r.comment(file, c)
	}
	r.element(file, root, Active, 0)
	for _, c := range r.take(len(doc.Text())) {
		r.comment(file, c)
	}
	for _, o := range doc.Others() { // a template chooses from several roots
		own := slices.DeleteFunc(slices.Clone(o.Comments()), func(s xmldoc.Span) bool { return slices.Contains(doc.Comments(), s) })
		r := &xmlReader{doc: o, source: s, ids: t, prose: prose, comments: own}
		for _, c := range r.take(o.Root().Span.Start) {
			r.comment(file, c)
		}
		r.element(file, o.Root(), Active, 0)
		for _, c := range r.take(len(o.Text())) {
			r.comment(file, c)
		}
	}
	t.finish(file, identity.Ordered)
	return file
}

// element adds e to parent. In a comment, base is where the comment starts: e
// is then of a document whose offsets count from there.
func (r *xmlReader) element(parent *node, e *xmldoc.Element, state State, base int) {
	name := identity.Of(e)
	key, firm := restore(name.Key), restore(name.Firm)
	at := base + e.Span.Start
	n := &node{
		parent: parent, name: e.Name(), key: key, firm: firm, step: e.Name() + key,
		state: state, leaf: len(e.Children()) == 0, line: r.source.line(at),
	}
	n.condition = r.condition(at, base+parentStart(e))
	for _, a := range e.Attrs() {
		if a.Prefix != "xmlns" || r.readAsText(e, a) { // else the prefix says nothing by itself
			n.attrs = append(n.attrs, r.attr(e, a, base, slices.Contains(name.Attrs, a.Name)))
		}
	}
	slices.SortFunc(n.attrs, func(a, b attr) int { return strings.Compare(a.id, b.id) })
	parent.kids = append(parent.kids, n)

	n.value.span = shift(e.Inner, base)
	n.value.value = r.text(e, n)
	for _, k := range e.Children() {
		if state == Active {
			r.commentsOf(n, r.take(k.Span.Start))
		}
		r.element(n, k, state, base)
		if slices.Contains(name.Children, k) {
			n.kids[len(n.kids)-1].naming = true
		}
	}
	if state == Active {
		r.commentsOf(n, r.take(e.Inner.End))
	}
	r.ids.finish(n, identity.Ordered)
}

// readAsText reports whether the server goes by the text of a namespace
// declaration: with Secure Vault on it cuts xmlns:svns out of Tomcat's <Server>
// before Tomcat reads it, and does not start where it finds none. Source:
// ServerManager.java:85-86, from 4.4.1 on.
func (r *xmlReader) readAsText(e *xmldoc.Element, a xmldoc.Attr) bool {
	return a.Name == "svns" && e.Parent() == nil && path.Base(r.source.path) == "catalina-server.xml"
}

func parentStart(e *xmldoc.Element) int {
	if e.Parent() == nil {
		return e.Span.Start
	}
	return e.Parent().Span.Start
}

func shift(s xmldoc.Span, base int) xmldoc.Span {
	return xmldoc.Span{Start: s.Start + base, End: s.End + base}
}

// condition is the template condition at an offset that does not hold at the
// one outside it.
func (r *xmlReader) condition(at, outside int) string {
	if r.doc.Template() == nil {
		return ""
	}
	c := r.doc.Condition(at)
	if c.Same(r.doc.Condition(outside)) {
		return ""
	}
	return c.String()
}

func (r *xmlReader) attr(e *xmldoc.Element, a xmldoc.Attr, base int, naming bool) attr {
	out := attr{name: a.Name, id: a.Name, naming: naming && a.Prefix == ""}
	if a.Prefix != "" {
		out.name = a.Prefix + ":" + a.Name
		out.id = out.name
		if uri, ok := e.ResolvePrefix(a.Prefix); ok {
			out.id = uri + " " + a.Name
		}
	}
	if c := r.condition(base+a.Span.Start, base+e.Span.Start); c != "" {
		out.id += " " + c
	}
	out.span = shift(a.ValueSpan, base)
	out.value = strings.ReplaceAll(layout(a.Value), "\n", " ")
	if r.doc.Template().Touches(out.span.Start, out.span.End) {
		out.value = layout(r.doc.Slice(out.span))
	}
	out.value = restore(out.value)
	out.line = r.source.line(base + a.Span.Start)
	return out
}

// text is the text of e. Of an element with children only what is no layout
// counts. Where template code yields text, its source stands in for it.
func (r *xmlReader) text(e *xmldoc.Element, n *node) string {
	code := r.doc.Template()
	switch {
	case !n.leaf && code.Touches(n.value.span.Start, n.value.span.End):
		return r.yieldedText(e, n)
	case !n.leaf:
		return restore(strings.TrimSpace(layout(e.Text())))
	case code.Touches(n.value.span.Start, n.value.span.End):
		return layout(r.doc.Slice(n.value.span))
	}
	return restore(layout(e.Text()))
}

// yieldedText is the text between the children of e, as far as it is not
// blank, template expressions in their source.
func (r *xmlReader) yieldedText(e *xmldoc.Element, n *node) string {
	base := n.value.span.Start - e.Inner.Start
	parts := []string{strings.TrimSpace(layout(e.Text()))}
	at := n.value.span.Start
	for _, k := range append(slices.Clone(e.Children()), nil) {
		end := n.value.span.End
		if k != nil {
			end = base + k.Span.Start
		}
		if r.doc.Template().Expr(at, end) {
			parts = append(parts, strings.TrimSpace(r.doc.Slice(xmldoc.Span{Start: at, End: end})))
		}
		if k != nil {
			at = base + k.Span.End
		}
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

var lineBreak = regexp.MustCompile(`[ \t\r]*\n[ \t\r\n]*`)

// layout takes out of a value what only lays out the file: white space that
// holds a line break counts for nothing at either end and for one line break
// inside. Blanks on the line of the value stay: the server reads "true" and
// " true " differently.
func layout(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	return strings.Trim(lineBreak.ReplaceAllLiteralString(s, "\n"), "\n")
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
