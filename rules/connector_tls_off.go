package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// overTLS reports whether the Connector has Tomcat's own TLS with a Java keystore, or
// was meant to have it, which is a finding.
func (c *connector) overTLS() bool {
	enabled, protocol := readSetting(c.doc, c.e, "SSLEnabled"), readSetting(c.doc, c.e, "protocol")
	name := strings.ToLower(protocol.attr.Value)
	if strings.Contains(name, "apr") || strings.Contains(name, "ajp") {
		return false
	}
	if code := codeAmongAttrs(c.doc, c.e); !enabled.given() && code.Len() > 0 {
		c.CannotJudge(c.doc, code, "template code may add attributes to the Connector, including SSLEnabled")
		return false
	}
	if !enabled.given() {
		c.judgeNotOn()
		return false
	}
	for _, s := range []connectorSetting{enabled, protocol} {
		if s.why != "" {
			c.CannotJudge(c.doc, s.attr.Span, s.why)
			return false
		}
	}
	// Source: IntrospectionUtils.setProperty, which has Boolean.valueOf read the value.
	if enabled.there && strings.EqualFold(enabled.attr.Value, "true") {
		return true
	}
	return c.judgePlain(enabled)
}

// judgePlain reports a SSLEnabled that was meant to be true and is not, and whether it
// is one: the value does not say no, and the Connector has other settings of TLS.
func (c *connector) judgePlain(enabled connectorSetting) bool {
	a := enabled.attr
	if saysNo(a.Value) || !c.file.given() && !c.pass.given() && !c.key.given() && !strings.EqualFold(c.e.AttrValue("scheme"), "https") {
		return false
	}
	f := Finding{
		Code: "tls-off", Doc: c.doc, Span: a.Span,
		Message: fmt.Sprintf("%s has SSLEnabled set to %s, which Tomcat reads as false: only true, without blanks, turns TLS on.", c.label(), phrase.Quote(a.Value)),
		Effect:  "The port serves plain HTTP: browsers that use https fail, and passwords cross the network unencrypted.",
		Fix:     &Fix{Title: "set SSLEnabled to true", Unsafe: strings.TrimSpace(strings.ToLower(a.Value)) != "true"},
	}
	if !enabled.there {
		f.Message = fmt.Sprintf("%s has %s, which Tomcat does not read: the attribute is SSLEnabled, in this exact case.", c.label(), a.Name)
		f.Fix.Title = fmt.Sprintf("rename %s to SSLEnabled", a.Name)
		f.Fix.Edits = append(f.Fix.Edits, c.doc.RenameAttr(a, "SSLEnabled"))
	}
	if !strings.EqualFold(a.Value, "true") {
		f.Fix.Edits = append(f.Fix.Edits, c.doc.SetAttr(a, "true"))
	}
	if !enabled.there && len(enabled.wrong) > 1 {
		f.Fix, f.Hint = nil, "Keep one SSLEnabled with the value true."
	}
	c.Report(f)
	return true
}

// judgeNotOn reports a Connector with scheme https and a keystore, but without
// SSLEnabled. One whose TLS ends at a proxy needs no keystore.
func (c *connector) judgeNotOn() {
	if !c.file.given() || c.file.why != "" || !strings.EqualFold(c.e.AttrValue("scheme"), "https") {
		return
	}
	c.Report(Finding{
		Code: "tls-not-on", Severity: Warning, Doc: c.doc, Span: c.e.StartTag,
		Message: c.label() + " has scheme https and a keystore, but no SSLEnabled: without it Tomcat does not use the keystore.",
		Effect:  "The port serves plain HTTP. That is right only if the TLS ends at a proxy in front of it.",
		Hint:    `Add SSLEnabled="true" or, if the TLS ends at a proxy, remove the attributes of the keystore.`,
	})
}

// saysNo reports whether value was meant to turn TLS off.
func saysNo(value string) bool {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "false", "no", "off", "0", "n", "f", "none", "disabled":
		return true
	}
	return false
}

// vaultUsed reports whether an element of doc has a Secure Vault alias. The
// server puts the value of one on every Connector.
func vaultUsed(doc *xmldoc.Document) bool {
	used := false
	doc.Root().Walk(func(e *xmldoc.Element) {
		if _, ok := e.AttrNS(vaultNS, "secretAlias"); ok {
			used = true
		}
	})
	return used
}
