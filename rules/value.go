package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// vaultNS is the namespace of Secure Vault's attributes. Source: the constant
// in carbon.securevault; datasource files are read with exactly this URI.
const vaultNS = "http://org.wso2.securevault/configuration"

// text is the text of e. Why says why the server may read something else: the text
// has template code or a placeholder, or Secure Vault replaces it. It is "" when the
// server reads the text.
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
	case doc.Template().Touches(s.Start, s.End):
		return fmt.Sprintf("%s is given by template code", what)
	case template.Placeholder(strings.ReplaceAll(value, "${carbon.home}", "")):
		return fmt.Sprintf("%s is given by a placeholder", what)
	}
	return ""
}
