package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// demoKeystore is the keystore that every Carbon server ships with; anybody has
// its private key.
const demoKeystore = keystoreDir + "/wso2carbon.jks"

// judgeFile reports a keystoreFile that is empty, missing, damaged, or a different
// keystore than the server should serve.
func (c *connector) judgeFile() {
	if !c.file.there || c.file.why != "" {
		return
	}
	f := Finding{Doc: c.doc, Span: c.file.attr.Span}
	file, ok := placeOf(c.file.attr.Value, tomcatBase)
	switch {
	case strings.TrimSpace(c.file.attr.Value) == "":
		f.Code = "empty-file"
		f.Message = c.label() + " has an empty keystoreFile."
		f.Effect = "Tomcat has no keystore to open, and the TLS port stays closed: no management console, no admin services."
		f.Hint = "Set it to the Location of Security/KeyStore in carbon.xml."
	case ok && c.files.missing(file):
		f.Code = "no-file"
		f.Message = fmt.Sprintf("%s has the keystoreFile %s, which is not in the home, although other keystores are.", c.label(), phrase.Quote(c.file.attr.Value))
		f.Effect = "Tomcat cannot open the keystore, and " + portClosed
		f.Hint = fmt.Sprintf("Copy the keystore to %s, or name the right one; a relative path starts at %s.", file.path, tomcatBase)
	case c.damaged() != "":
		f.Code = "damaged-file"
		f.Message = fmt.Sprintf("%s has the keystoreFile %s, which %s.", c.label(), phrase.Quote(c.file.attr.Value), c.damaged())
		f.Effect = "Tomcat cannot open the keystore, and " + portClosed
		if f.Hint = "Copy the keystore again, in binary mode."; c.at.dir {
			f.Hint = "Name the keystore file."
		}
	case c.isDemo(file):
		f.Code, f.Severity = "demo-keystore", Warning
		f.Message = fmt.Sprintf("%s has the demo keystore wso2carbon.jks, but carbon.xml has the site's own, %s.", c.label(), phrase.Quote(c.own.location.value))
		f.Effect = "Clients get the WSO2 demo certificate, whose private key is public."
		f.Hint = "Unless you want the demo certificate, copy Location, Password and KeyPassword of Security/KeyStore to keystoreFile, keystorePass and keyPass."
		if file != (place{demoKeystore, true}) {
			f.Message = fmt.Sprintf("%s has the WSO2 demo certificate in %s.", c.label(), phrase.Quote(c.file.attr.Value))
			f.Hint = "Put a key pair and certificate of the site into the keystore, or name a keystore that has them."
		}
		if c.injected != notInjected && c.usesKnown && !c.usesOwn {
			f.Effect = "Clients get the WSO2 demo certificate, whose private key is public. 4.2.0 used the site's own here, whatever the attribute said."
		}
	default:
		if !c.servesOther(&f) {
			return
		}
	}
	c.Report(f)
}

// damaged says what is wrong with the keystore itself; "" when nothing is known to be.
func (c *connector) damaged() string {
	switch {
	case c.at != nil && c.at.dir:
		return "is a directory"
	case !c.at.readable():
		return ""
	}
	if typ, ok := c.typeName(); ok {
		if why, has := c.at.ofType(typ); why != "" && has == keystore.Unknown {
			return why
		}
	}
	if _, err := c.at.open(c.pass.attr.Value); errors.Is(err, keystore.ErrDamaged) {
		return "is damaged or cut short"
	}
	return ""
}

// isDemo reports whether the Connector serves WSO2's demo certificate although the
// primary keystore is another one. The certificate shows that or, where it cannot be
// read, the name of the file.
func (c *connector) isDemo(file place) bool {
	named := file == place{demoKeystore, true}
	own, ok := placeOf(c.own.location.value, "")
	if c.own.location.plain() && ok && own == (place{demoKeystore, true}) || named && (!c.usesKnown || c.usesOwn) {
		return false // a server as shipped, or not known to differ from it
	}
	certificates := c.certificates()
	if len(certificates) == 0 {
		return named
	}
	return slices.ContainsFunc(certificates, (*keystore.Certificate).Demo)
}

// servesOther completes the finding for a keystore that 4.2.0 replaced by the primary
// one, and reports whether the certificate changes.
func (c *connector) servesOther(f *Finding) bool {
	if c.injected != wasInjected || !c.usesKnown || c.usesOwn {
		return false
	}
	got, gets := phrase.Quote(c.own.location.value), phrase.Quote(c.file.attr.Value)
	if p, ok := placeOf(c.own.location.value, ""); ok && c.own.password.plain() {
		before, after := shown(c.files.at(p).look(c.own.password.value), c.own.alias.value), c.certificates()
		if len(before) == 1 && len(after) == 1 {
			if before[0].Fingerprint == after[0].Fingerprint {
				return false
			}
			got, gets = got+" ("+phrase.Quote(before[0].Name)+")", gets+" ("+phrase.Quote(after[0].Name)+")"
		}
	}
	f.Code, f.Severity = "other-keystore", Warning
	f.Message = fmt.Sprintf("%s has a different keystore from Security/KeyStore in carbon.xml; 4.2.0 used that of carbon.xml, whatever the attribute said.", c.label())
	f.Effect = fmt.Sprintf("Clients got the certificate in %s. With "+target+" they get the one in %s.", got, gets)
	f.Hint = "Keep it if you want the other certificate. Otherwise copy Location, Password and KeyPassword of Security/KeyStore to keystoreFile, keystorePass and keyPass."
	return true
}
