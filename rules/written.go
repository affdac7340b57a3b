package rules

import (
	"fmt"
	"slices"
	"sort"

	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// mayHoldMore reports whether something may write any element directly below
// parent before the server reads it.
func mayHoldMore(doc *xmldoc.Document, parent *xmldoc.Element) bool { return writer(doc, parent) != "" }

// writer says what may write elements directly below parent, beside its children
// and comments or as the name of a child: template code, or a placeholder instead
// of an element. It is "" where nothing does.
func writer(doc *xmldoc.Document, parent *xmldoc.Element) string {
	if parent == nil || parent.SelfClosing {
		return ""
	}
	if doc.Template() == nil && !template.Placeholder(doc.Slice(parent.Inner)) {
		return "" // most files
	}
	for _, c := range parent.Children() {
		if doc.MayYield(xmldoc.Span{Start: c.Span.Start, End: c.Span.Start + len("<") + len(c.QName())}) {
			return "template code"
		}
	}
	comments := commentsIn(doc, parent)
	for _, c := range comments {
		if doc.SometimesComment(c) {
			return "template code"
		}
	}
	found := ""
	for _, gap := range gaps(parent, comments) {
		if doc.MayYield(gap) {
			return "template code"
		}
		if len(parent.Children()) > 0 && template.Placeholder(doc.Slice(gap)) {
			found = "a placeholder" // in a parent without children it is a value
		}
	}
	return found
}

// commentsIn are the comments directly below parent.
func commentsIn(doc *xmldoc.Document, parent *xmldoc.Element) []xmldoc.Span {
	all := doc.Comments()
	var found []xmldoc.Span
	for i := sort.Search(len(all), func(i int) bool { return all[i].Start >= parent.Inner.Start }); i < len(all) && all[i].Start < parent.Inner.End; i++ {
		if doc.ElementAt(all[i].Start) == parent {
			found = append(found, all[i])
		}
	}
	return found
}

// gaps are the stretches of parent between its children and comments.
func gaps(parent *xmldoc.Element, comments []xmldoc.Span) []xmldoc.Span {
	known := slices.Clone(comments)
	for _, c := range parent.Children() {
		known = append(known, c.Span)
	}
	sort.Slice(known, func(i, j int) bool { return known[i].Start < known[j].Start })
	var list []xmldoc.Span
	at := parent.Inner.Start
	for _, k := range known {
		list = append(list, xmldoc.Span{Start: at, End: k.Start})
		at = k.End
	}
	return append(list, xmldoc.Span{Start: at, End: parent.Inner.End})
}

// noteWriter notes that something may write the setting called name below
// parent, and reports whether that is so.
func (p *Pass) noteWriter(doc *xmldoc.Document, parent *xmldoc.Element, name string) bool {
	what := writer(doc, parent)
	if what != "" {
		p.CannotJudge(doc, parent.StartTag, fmt.Sprintf("%s may add elements to <%s>, including %s", what, parent.Name(), name))
	}
	return what != ""
}

// noteWriters is noteWriter for the elements at a path below e. If an element of the
// path is missing, it checks what may write that element.
func (p *Pass) noteWriters(doc *xmldoc.Document, e *xmldoc.Element, name string, path ...string) {
	if e == nil {
		return
	}
	at := []*xmldoc.Element{e}
	for _, step := range path {
		var below []*xmldoc.Element
		for _, parent := range at {
			below = append(below, parent.ChildrenNamed(step)...)
		}
		if len(below) == 0 {
			break
		}
		at = below
	}
	for _, parent := range at {
		p.noteWriter(doc, parent, name)
	}
}
