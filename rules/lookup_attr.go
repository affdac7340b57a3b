package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// lookupAttr is lookup for an attribute of e that is satisfies; messages call it name.
// It returns absent, undecided or given, and notes what template code decides.
func (p *Pass) lookupAttr(doc *xmldoc.Document, e *xmldoc.Element, name string, is func(xmldoc.Attr) bool) state {
	if a := attrNamed(e, is); a != nil {
		if cond := doc.Condition(a.Span.Start); !cond.Same(doc.ConditionOf(e)) {
			p.CannotJudge(doc, a.Span, fmt.Sprintf("%s is there only under %s", name, cond))
			return undecided
		}
		return given
	}
	if code := codeAmongAttrs(doc, e); code.Len() > 0 {
		p.CannotJudge(doc, code, fmt.Sprintf("template code in the start tag may add %s", name))
		return undecided
	}
	return absent
}

// attrNamed is the first attribute of e that satisfies is; nil when there is none.
func attrNamed(e *xmldoc.Element, is func(xmldoc.Attr) bool) *xmldoc.Attr {
	for _, a := range e.Attrs() {
		if is(a) {
			return &a
		}
	}
	return nil
}
