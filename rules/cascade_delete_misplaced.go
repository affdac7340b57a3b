package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeMisplaced reports an element or Property of that name that the server does not read.
func (c *cascade) judgeMisplaced(e *xmldoc.Element) {
	f := Finding{
		Code: "misplaced", Doc: c.doc, Span: e.StartTag,
		Message: fmt.Sprintf("isCascadeDeleteEnabled is in <%s>; "+target+" reads it only directly below Realm/Configuration.", e.Parent().Name()),
		Effect:  "The server ignores it without a message.",
	}
	if e.Name() == cascadeName {
		f.Message = "isCascadeDeleteEnabled is an element, as the upgrade guide prints it; " + target + " reads only a Property of that name directly below Realm/Configuration."
	}
	f.Fix = c.toProperty(e)
	if f.Fix == nil && c.hasProper() {
		f.Fix = c.remove(e)
	}
	if f.Fix == nil {
		f.Hint = `Write it as <Property name="isCascadeDeleteEnabled"> directly below Realm/Configuration, and remove this one.`
	}
	c.p.Report(f)
}

// toProperty is the fix that turns the guide's element into a Property. It is nil where
// that is not simple: the element is elsewhere, has no plain value, has a Property
// beside it, or its value would then be wrong.
func (c *cascade) toProperty(e *xmldoc.Element) *Fix {
	_, inPlace := c.proper[e.Parent()]
	value, why := text(c.doc, e)
	word := strings.ToLower(strings.TrimSpace(value))
	if e.Name() != cascadeName || !inPlace || why != "" || word != "true" && word != "false" ||
		len(c.proper[e.Parent()]) > 0 || e.Parent().ChildrenNamed(cascadeName)[0] != e || onlySometimes(c.doc, e) != nil {
		return nil
	}
	if message, _, _ := c.against(e.Parent()); word == "true" && message != "" {
		return nil
	}
	return &Fix{
		Title: "write isCascadeDeleteEnabled as a Property with " + word, Unsafe: true,
		Edits: []xmldoc.Edit{c.doc.Replace(e.Span, cascadeProperty(word))},
	}
}

// hasProper reports whether the setting is also where the server reads it.
func (c *cascade) hasProper() bool {
	for _, list := range c.proper {
		if len(list) > 0 {
			return true
		}
	}
	return false
}

func (c *cascade) remove(e *xmldoc.Element) *Fix {
	if onlySometimes(c.doc, e) != nil {
		return nil
	}
	return &Fix{Title: "remove the isCascadeDeleteEnabled that the server does not read", Unsafe: true, Edits: []xmldoc.Edit{c.doc.Remove(e, false)}}
}
