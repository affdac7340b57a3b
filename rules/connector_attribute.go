package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// connectorSetting is an attribute of a Connector.
type connectorSetting struct {
	name  string
	attr  xmldoc.Attr   // as Tomcat reads it, or the first of wrong
	there bool          // in the case that Tomcat reads
	wrong []xmldoc.Attr // in a case that Tomcat does not read
	why   string        // why the value cannot be known; "" when it can
}

// given reports whether the attribute is there, in any case.
func (s connectorSetting) given() bool { return s.there || len(s.wrong) > 0 }

// readSetting finds an attribute by the name whose setter Tomcat calls. The case
// of the first letter makes no difference to that.
func readSetting(doc *xmldoc.Document, e *xmldoc.Element, name string) connectorSetting {
	s := connectorSetting{name: name}
	for _, a := range e.Attrs() {
		switch {
		case a.Prefix != "" || !strings.EqualFold(a.Name, name):
		case a.Name[1:] != name[1:]:
			s.wrong = append(s.wrong, a)
		case !s.there:
			s.attr, s.there = a, true
		}
	}
	if !s.there && len(s.wrong) > 0 {
		s.attr = s.wrong[0]
	}
	if s.given() {
		_, s.why = attrText(doc, s.attr)
		if cond := doc.Condition(s.attr.Span.Start); !cond.Same(doc.ConditionOf(e)) {
			s.why = fmt.Sprintf("%s is there only under %s", s.attr.Name, cond)
		}
	}
	return s
}

// codeAmongAttrs finds template code that may give e any attribute: it yields
// text between the attributes of e or as the name of one, or it has the start
// tag in another branch too.
func codeAmongAttrs(doc *xmldoc.Document, e *xmldoc.Element) xmldoc.Span {
	if doc.Branched(e) {
		return e.StartTag
	}
	at := e.StartTag.Start
	for _, a := range e.Attrs() {
		if s := (xmldoc.Span{Start: at, End: a.NameSpan.End}); doc.MayYield(s) {
			return s
		}
		at = a.Span.End
	}
	if s := (xmldoc.Span{Start: at, End: e.StartTag.End}); doc.MayYield(s) {
		return s
	}
	return xmldoc.Span{}
}

// judgeNames reports attributes in a case that Tomcat does not read.
func (c *connector) judgeNames() {
	for _, s := range []connectorSetting{c.file, c.pass, c.key, c.typ, c.alias} {
		for _, a := range s.wrong {
			f := Finding{
				Code: "wrong-case-" + s.name, Doc: c.doc, Span: a.Span,
				Message: fmt.Sprintf("%s has %s, which Tomcat does not read: the attribute is %s, in this exact case.", c.label(), a.Name, s.name),
				Effect:  "Tomcat ignores the attribute. If it needs the attribute, the TLS port stays closed.",
			}
			if s.there || len(s.wrong) > 1 {
				f.Hint = fmt.Sprintf("Keep one %s, with the right value.", s.name)
			} else {
				f.Fix = &Fix{Title: fmt.Sprintf("rename %s to %s", a.Name, s.name), Edits: []xmldoc.Edit{c.doc.RenameAttr(a, s.name)}}
			}
			c.Report(f)
		}
	}
}
