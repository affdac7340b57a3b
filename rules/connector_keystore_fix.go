package rules

import (
	"fmt"
	"slices"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// copyOwn gives the Connector the attributes that it lacks, with the values of
// the primary keystore: it keeps the certificate that it had. Where that cannot be
// done safely, it says how to do it by hand.
func (c *connector) copyOwn(missing []string) (*Fix, string) {
	values := map[string]string{}
	var why string
	for _, name := range missing {
		if values[name], why = c.ownValue(name); why != "" {
			break
		}
	}
	var replace []xmldoc.Edit
	if why == "" {
		replace, why = c.fit(missing)
	}
	if why != "" {
		return nil, fmt.Sprintf("Add %s by hand: %s.", phrase.List(missing), why)
	}
	after := c.anchor()
	fix := &Fix{
		Title:  fmt.Sprintf("add %s from Security/KeyStore in carbon.xml", phrase.List(missing)),
		Unsafe: c.injected == notInjected && slices.Contains(missing, "keystoreFile"),
		Edits:  replace,
	}
	if missing[0] == "keystoreType" {
		fix.Title = "add keystoreType"
	}
	for _, name := range missing {
		fix.Edits = append(fix.Edits, c.doc.AddAttr(c.e, after, name, values[name]))
	}
	return fix, ""
}

// setOwn is copyOwn for an attribute whose value differs from that of the primary
// keystore, or that is to be added beside one. 4.2.0 replaced these values itself.
func (c *connector) setOwn(s connectorSetting) (*Fix, string) {
	value, why := c.ownValue(s.name)
	switch {
	case !c.hasOwn():
		why = "the keystore is not the one of carbon.xml"
	case why == "" && c.vault && s.name != "keystoreType":
		why = vaultInFile
	}
	if why != "" {
		return nil, fmt.Sprintf("Write the right %s by hand: %s.", s.name, why)
	}
	return &Fix{
		Title:  fmt.Sprintf("set %s from Security/KeyStore in carbon.xml", s.name),
		Unsafe: c.injected != wasInjected, Edits: []xmldoc.Edit{c.write(s, value)},
	}, ""
}

// write gives an attribute a value, whether it is there or not.
func (c *connector) write(s connectorSetting, value string) xmldoc.Edit {
	if s.given() {
		return c.doc.SetAttr(s.attr, value)
	}
	return c.doc.AddAttr(c.e, c.anchor(), s.name, value)
}

// connectorAlias is the token that the server looks up for keystorePass.
const connectorAlias = "Server.Service.Connector.keystorePass"

const vaultInFile = "carbonlint writes no password into a file with Secure Vault aliases; for keystorePass the server looks up " + connectorAlias

// fit says why the primary keystore's values do not fit what the Connector has, or
// what has to be replaced there.
func (c *connector) fit(missing []string) (replace []xmldoc.Edit, why string) {
	switch first := missing[0]; {
	case first == "keystoreType":
		return nil, ""
	case c.vault && first != "keystoreFile", c.vault && len(missing) > 1:
		return nil, vaultInFile
	case c.own.password.why != "":
		return nil, "in carbon.xml " + c.own.password.why
	case c.own.keyPasswd.why != "":
		return nil, "in carbon.xml " + c.own.keyPasswd.why
	case c.own.password.at == nil:
		return nil, "Security/KeyStore in carbon.xml has no Password"
	case !c.usesKnown:
		return nil, "carbonlint cannot tell whether keystoreFile is the keystore of carbon.xml"
	case !c.usesOwn:
		return nil, "keystoreFile is not the keystore of carbon.xml, and has its own password"
	case c.file.given():
		return nil, ""
	}
	// keystoreFile is to be added beside passwords that 4.2.0 replaced.
	store := c.pass
	if !store.given() {
		store = c.key
	}
	for _, s := range []struct {
		has, set connectorSetting
		want     setting
	}{{store, c.pass, c.own.password}, {c.key, c.key, c.own.keyPasswd}} {
		switch {
		case !s.has.given():
		case s.has.why != "" || c.vault:
			return nil, fmt.Sprintf("carbonlint cannot tell whether %s opens the keystore of carbon.xml", s.has.name)
		case s.want.at == nil || s.has.attr.Value == s.want.value:
		case c.injected != wasInjected:
			return nil, fmt.Sprintf("%s differs from the one in carbon.xml", s.has.name)
		default:
			value, why := c.ownValue(s.set.name)
			if why != "" {
				return nil, why
			}
			replace = append(replace, c.write(s.set, value))
		}
	}
	return replace, ""
}

// anchor names the attribute after which new ones go: the last of their kind, else
// the one before URIEncoding, as in the stock file; "" is the end.
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
