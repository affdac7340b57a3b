package rules

import (
	"errors"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// connector is one TLS Connector and the primary keystore of its home.
type connector struct {
	*Pass
	doc *xmldoc.Document
	e   *xmldoc.Element
	own keystoreSettings

	files *keystoreFiles
	vault bool // the file has Secure Vault aliases

	file, pass, key, typ, alias connectorSetting
	injected                    injection
	// usesOwn says that keystoreFile is the primary keystore, or would be once it
	// is added; usesKnown that the files show it.
	usesOwn, usesKnown bool

	// at is the keystore of the Connector, or the one that it would have once
	// keystoreFile is added; nil when it is not in the home. See open.
	at       *keystoreFile
	store    *keystore.Store // nil when nothing opens it
	storeErr error           // of opening it with the Connector's own password
	checked  bool            // there is such a password, and storeErr is its outcome
}

// portClosed is what happens when Tomcat cannot read the keystore or its key.
const portClosed = "the TLS port stays closed: no management console, no admin services."

// label names the Connector by its port.
func (c *connector) label() string {
	port, ok := c.e.Attr("port")
	if value, why := attrText(c.doc, port); ok && why == "" {
		return "The TLS Connector on port " + phrase.Bare(value)
	}
	return "The TLS Connector"
}

// injection says whether the old server gave the primary keystore to a Connector,
// whatever its attributes said.
type injection int

const (
	notInjected injection = iota
	perhapsInjected
	wasInjected
)

// nioProtocol is the protocol of the Connectors that got the primary keystore from
// 4.2.0, in the first Service only. Source: CarbonTomcat.java:365-377 of 4.2.0.
const nioProtocol = "org.apache.coyote.http11.Http11NioProtocol"

func (c *connector) injection() injection {
	first := alternatives(c.doc, c.doc.Find("/Server/Service"))[0]
	switch {
	case c.e.AttrValue("protocol") != nioProtocol || !slices.Contains(first, c.e.Parent()):
		return notInjected
	case c.From.Before(home.V430):
		return wasInjected
	case c.From.After(home.V420):
		return notInjected
	}
	return perhapsInjected
}

// tomcatBase is the directory that a relative keystoreFile starts from: Tomcat's
// catalina.base. Source: ServerManager.java, wso2server.sh.
const tomcatBase = "lib/tomcat"

// sameAsOwn reports whether the Connector has the primary keystore.
func (c *connector) sameAsOwn() (same, known bool) {
	if !c.file.given() {
		return true, true
	}
	if c.file.why != "" || !c.own.location.plain() {
		return false, false
	}
	file, ok1 := placeOf(c.file.attr.Value, tomcatBase)
	own, ok2 := placeOf(c.own.location.value, "")
	if !ok1 || !ok2 {
		return false, false
	}
	return c.files.same(file, own)
}

// hasOwn reports whether the files show that the Connector names the primary keystore.
func (c *connector) hasOwn() bool { return c.usesOwn && c.usesKnown && c.file.given() }

// open finds the keystore in the home and opens it with the password that Tomcat uses
// or, to see the certificates, with that of carbon.xml.
func (c *connector) open() {
	location, base := c.own.location.value, ""
	switch {
	case c.file.given() && c.file.why != "", !c.file.given() && !c.own.location.plain():
		return
	case c.file.given():
		location, base = c.file.attr.Value, tomcatBase
	}
	p, ok := placeOf(location, base)
	if !ok {
		return
	}
	c.at = c.files.at(p)
	if password, ok := c.storePassword(); ok && c.at.readable() && c.file.given() {
		c.store, c.storeErr = c.at.open(password)
		c.checked = c.storeErr == nil || errors.Is(c.storeErr, keystore.ErrPassword)
	}
	if c.store == nil && c.own.password.plain() {
		c.store = c.at.look(c.own.password.value)
	}
}

// storePassword is the password that Tomcat opens the keystore with: keystorePass or,
// without it, keyPass. It is not ok when that is not known.
func (c *connector) storePassword() (password string, ok bool) {
	s := c.pass
	if !s.given() {
		s = c.key
	}
	return s.attr.Value, s.given() && s.why == "" && !c.vault
}

// typeName is the keystoreType that Tomcat uses. It is not ok when that is not known.
func (c *connector) typeName() (typ string, ok bool) {
	if !c.typ.given() {
		return keystore.JKS.String(), true
	}
	return c.typ.attr.Value, c.typ.why == ""
}

// inHardware reports whether the keystore is not a file: Tomcat needs none for PKCS11.
func (c *connector) inHardware() bool {
	typ, _ := c.typeName()
	return strings.EqualFold(typ, "PKCS11")
}
