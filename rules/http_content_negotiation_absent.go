package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// absent judges an axisconfig that does not have the parameter.
func (n *negotiation) absent(root *xmldoc.Element, r found) {
	f := Finding{
		Code: "missing", Default: true, Span: root.StartTag,
		Message: "httpContentNegotiation is not set, which means off; " + target + " ships with true.",
		Effect:  n.effect,
		Fix:     &Fix{Title: "add httpContentNegotiation with true", Unsafe: n.unsafeInsert, Edits: []xmldoc.Edit{n.insert(root)}},
	}
	if r.state == commented {
		line, _ := n.doc.Position(r.comment.Start)
		f.Message = fmt.Sprintf("httpContentNegotiation is only in a comment (line %d), which means off; "+target+" ships with true.", line)
	}
	n.report(f)
}

// insert adds the parameter after exposeServiceMetadata, as in the stock file, or else
// after the last parameter.
func (n *negotiation) insert(root *xmldoc.Element) xmldoc.Edit {
	const block = "<!-- Write a response in the media type that the Accept header of the request asks for. -->\n" +
		`<parameter name="` + negotiationName + `">true</parameter>`
	var after *xmldoc.Element
	for _, e := range root.ChildrenNamed("parameter") {
		if onlySometimes(n.doc, e) != nil {
			continue
		}
		after = e
		if e.AttrValue("name") == "exposeServiceMetadata" {
			break
		}
	}
	if after == nil {
		return n.doc.AppendChild(root, block)
	}
	return n.doc.InsertAfter(after.Span, "\n"+block)
}
