package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// copyOwn gives the Connector the attributes that it lacks, with the values of
// the primary keystore, so that it keeps the certificate it had. Where that
// cannot be done safely it says how to do it by hand.
func (c *connector) copyOwn(missing []string) (*Fix, string) {
	values := map[string]string{}
	var why string
	for _, name := range missing {
		if values[name], why = c.ownValue(name); why != "" {
			break
		}
	}
	if why == "" {
		why = c.unfit(missing)
	}
	if why != "" {
		return nil, fmt.Sprintf("Add %s by hand: %s.", list(missing), why)
	}
	after := c.anchor()
	fix := &Fix{Title: fmt.Sprintf("add %s from Security/KeyStore in carbon.xml", list(missing))}
	for _, name := range missing {
		fix.Edits = append(fix.Edits, c.doc.AddAttr(c.e, after, name, values[name]))
	}
	return fix, ""
}

// ownValue is what the primary keystore says for an attribute, or why nothing
// can be copied.
func (c *connector) ownValue(attr string) (value, why string) {
	if c.own.doc == nil {
		return "", "there is no carbon.xml to copy Security/KeyStore from"
	}
	from, element := c.own.location, "Location"
	switch attr {
	case "keystorePass":
		from, element = c.own.password, "Password"
	case "keyPass":
		from, element = c.own.keyPasswd, "KeyPassword"
	case "keystoreType":
		from, element = c.own.typ, "Type"
	}
	switch {
	case from.why != "" && attr == "keystorePass":
		return "", fmt.Sprintf("in carbon.xml %s. With Secure Vault, write svns:secretAlias=\"%s\" and any text as keystorePass", from.why, connectorAlias)
	case from.why != "":
		return "", "in carbon.xml " + from.why
	case from.at == nil:
		return "", fmt.Sprintf("Security/KeyStore in carbon.xml has no %s", element)
	case strings.TrimSpace(from.value) != from.value:
		return "", fmt.Sprintf("%s in carbon.xml has blanks around it", element)
	case attr != "keystoreFile":
		return from.value, ""
	}
	p, ok := placeOf(from.value, "")
	switch {
	case !ok:
		return "", "the Location in carbon.xml leads out of the home"
	case c.files.missing(p):
		return "", fmt.Sprintf("the Location in carbon.xml, %s, is not in the home, while other keystores are", quoted(from.value))
	case p.inHome && !strings.HasPrefix(from.value, carbonHome):
		return carbonHome + "/" + p.path, "" // Tomcat would start elsewhere
	}
	return from.value, ""
}

// connectorAlias is the token that the server looks up for keystorePass.
const connectorAlias = "Server.Service.Connector.keystorePass"

// unfit says why the primary keystore's values must not stand beside what the
// Connector has.
func (c *connector) unfit(missing []string) string {
	switch first := missing[0]; {
	case first == "keystoreType":
		return ""
	case c.vault && first != "keystoreFile", c.vault && len(missing) > 1:
		return fmt.Sprintf("in a file with Secure Vault aliases no password is written out; for keystorePass the server looks up %s", connectorAlias)
	case c.own.password.why != "":
		return "in carbon.xml " + c.own.password.why
	case c.own.keyPasswd.why != "":
		return "in carbon.xml " + c.own.keyPasswd.why
	case c.own.password.at == nil:
		return "Security/KeyStore in carbon.xml has no Password"
	case !c.usesKnown:
		return "carbonlint cannot tell whether keystoreFile is the keystore of carbon.xml"
	case !c.usesOwn:
		return "keystoreFile is another keystore than that of carbon.xml, and opens with a password of its own"
	case c.file.given():
		return ""
	}
	// The file is to be added to passwords that are there already.
	store := c.pass
	if !store.given() {
		store = c.key
	}
	for _, s := range []struct {
		has  connectorSetting
		want setting
	}{{store, c.own.password}, {c.key, c.own.keyPasswd}} {
		switch {
		case !s.has.given():
		case s.has.why != "" || c.vault:
			return fmt.Sprintf("carbonlint cannot tell whether %s opens the keystore of carbon.xml", s.has.name)
		case s.want.at != nil && s.has.attr.Value != s.want.value:
			return fmt.Sprintf("%s is another than carbon.xml has for its keystore", s.has.name)
		}
	}
	return ""
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

// anchor names the attribute behind which new ones go: the last of their kind,
// else the one in front of URIEncoding, as in the stock file; "" is the end.
func (c *connector) anchor() string {
	after, before := "", ""
	for _, a := range c.e.Attrs() {
		if a.Prefix == "" && a.Name == "URIEncoding" && after == "" {
			after = before
		}
		before = a.Name
	}
	for _, s := range []connectorSetting{c.file, c.pass, c.key} {
		if s.given() {
			after = s.attr.Name
		}
	}
	return after
}
