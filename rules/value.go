package rules

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/carbonlint/carbonlint/template"
	"github.com/carbonlint/carbonlint/xmldoc"
)

// vaultNS is the namespace of Secure Vault's attributes. Source: the constant
// in carbon.securevault; datasource files are read with exactly this URI.
const vaultNS = "http://org.wso2.securevault/configuration"

// text is the text of e as a parser gives it, and whether it is what the server
// will see. It is not when template code or a placeholder stands in it, or when
// Secure Vault puts another value in its place; why then says which.
func text(doc *xmldoc.Document, e *xmldoc.Element) (value, why string) {
	if alias, ok := e.AttrNS(vaultNS, "secretAlias"); ok {
		return "", fmt.Sprintf("<%s> has the Secure Vault alias %s", e.Name(), alias.Value)
	}
	return e.Text(), opaque(doc, e.Inner, e.Text(), "<"+e.Name()+">")
}

// attrText is text for an attribute.
func attrText(doc *xmldoc.Document, a xmldoc.Attr) (value, why string) {
	return a.Value, opaque(doc, a.ValueSpan, a.Value, a.Name)
}

// opaque says why a value cannot be known, "" when it can.
func opaque(doc *xmldoc.Document, s xmldoc.Span, value, what string) string {
	switch {
	case doc.Template().Expr(s.Start, s.End):
		return fmt.Sprintf("%s is given by a template expression", what)
	case template.Placeholder(strings.ReplaceAll(value, "${carbon.home}", "")):
		return fmt.Sprintf("%s is given by a placeholder", what)
	}
	return ""
}

// alternatives groups elements of which at most one is present at a time: those
// in different arms of one template condition. Elements outside a condition
// stand alone, each in a group of its own.
func alternatives(doc *xmldoc.Document, list []*xmldoc.Element) [][]*xmldoc.Element {
	var groups [][]*xmldoc.Element
next:
	for _, e := range list {
		for i, g := range groups {
			apart := true
			for _, o := range g {
				apart = apart && doc.Condition(o.Span.Start).Excludes(doc.Condition(e.Span.Start))
			}
			if apart {
				groups[i] = append(g, e)
				continue next
			}
		}
		groups = append(groups, []*xmldoc.Element{e})
	}
	return groups
}

// onlySometimes is the condition under which e is there beyond that of its
// parent; nil when it always is.
func onlySometimes(doc *xmldoc.Document, e *xmldoc.Element) template.Condition {
	own := doc.Condition(e.Span.Start)
	if p := e.Parent(); p != nil && own.Same(doc.Condition(p.Span.Start)) {
		return nil
	}
	return own
}

// commentedOut finds a setting that a comment holds: <name ...> anywhere in the
// comment, or a tag fused with its marker as in <!--name>x</name-->.
func commentedOut(doc *xmldoc.Document, name string) (xmldoc.Span, bool) {
	tag := regexp.MustCompile(`(?:<|^<!--\s*)` + regexp.QuoteMeta(name) + `[\s/>]`)
	for _, c := range doc.Comments() {
		if m := tag.FindStringIndex(doc.Slice(c)); m != nil {
			return xmldoc.Span{Start: c.Start + m[0], End: c.Start + m[1]}, true
		}
	}
	return xmldoc.Span{}, false
}
