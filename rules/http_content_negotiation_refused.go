package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// nameless reports the parameters of the file and of its transports that have no
// name: axis2 refuses the whole file.
func (n *negotiation) nameless(root *xmldoc.Element) {
	for _, parent := range append([]*xmldoc.Element{root}, transports(n.doc)...) {
		for _, e := range parent.ChildrenNamed("parameter") {
			if _, ok := e.Attr("name"); ok {
				continue
			}
			if n.doc.Template().Touches(e.StartTag.Start, e.StartTag.End) {
				n.p.CannotJudge(n.doc, e.Span, "template code in the start tag may give this parameter its name")
				continue
			}
			n.p.Report(Finding{
				Code: "nameless", Severity: Error, Doc: n.doc, Span: e.StartTag,
				Message: fmt.Sprintf("A <parameter> of <%s> has no name; axis2 refuses the file.", parent.Name()),
				Effect:  n.failure,
				Hint:    "Add the name attribute, or remove the parameter.",
			})
		}
	}
}

// locked chooses between several parameters: a locked one keeps its value, else the
// last counts. axis2 refuses a second locked one.
func (n *negotiation) locked(named []*xmldoc.Element) (counts *xmldoc.Element, ignored []*xmldoc.Element) {
	first := named[0]
	for _, e := range named[1:] {
		if first.AttrValue("locked") != "true" {
			ignored, first = append(ignored, first), e
			continue
		}
		if e.AttrValue("locked") != "true" {
			ignored = append(ignored, e)
			continue
		}
		line, _ := n.doc.Position(first.Span.Start)
		n.p.Report(Finding{
			Code: "locked-twice", Severity: Error, Doc: n.doc, Span: e.StartTag,
			Message: fmt.Sprintf("httpContentNegotiation is already locked on line %d; axis2 refuses a second locked parameter.", line),
			Effect:  n.failure,
			Fix:     n.remove(e),
		})
	}
	return first, ignored
}
