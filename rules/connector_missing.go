package rules

import (
	"errors"
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// judgeMissing reports, in one finding, the attributes that are not there.
func (c *connector) judgeMissing() {
	missing := c.missing()
	for _, s := range []connectorSetting{c.file, c.pass} {
		if s.why != "" {
			c.CannotJudge(c.doc, s.attr.Span, s.why)
		}
	}
	if len(missing) == 0 {
		return
	}
	if code := codeAmongAttrs(c.doc, c.e); code.Len() > 0 {
		c.CannotJudge(c.doc, code, fmt.Sprintf("template code in the start tag may add %s", phrase.List(missing)))
		return
	}
	f := Finding{Code: "lacks-" + strings.Join(missing, "-"), Doc: c.doc, Span: c.e.StartTag, Message: c.label() + " lacks " + phrase.List(missing)}
	switch missing[0] {
	case "keystoreFile":
		f.Effect = "Tomcat opens .keystore in the home directory of the user that runs it. If there is none, " + portClosed
		if c.injected == notInjected {
			f.Message += "."
			f.Effect += " If there is one, clients get the certificate in it."
		} else {
			f.Message += c.copiedBefore()
			f.Effect += " If there is one, clients get the wrong certificate."
		}
	case "keystorePass":
		f.Effect = "Tomcat tries its default password, cannot open the keystore, and " + portClosed
		if f.Message += "."; c.injected != notInjected {
			f.Message = strings.TrimSuffix(f.Message, ".") + c.copiedBefore()
		}
	case "keyPass":
		f.Message += ", but in carbon.xml the KeyPassword of this keystore differs from its Password."
		if c.checked {
			f.Message = fmt.Sprintf("%s lacks %s, and keystorePass does not open the key in %s.", c.label(), phrase.List(missing), phrase.Quote(c.file.attr.Value))
		}
		f.Effect = "Tomcat uses the keystore's password for the key too, cannot read the key, and " + portClosed
	default:
		c.lacksType(&f)
	}
	if f.Fix, f.Hint = c.copyOwn(missing); f.Fix != nil && f.Fix.Unsafe {
		f.Effect += " After the fix they get the one of carbon.xml."
	}
	c.Report(f)
}

// copiedBefore is the end of a message about a Connector that had the primary keystore.
func (c *connector) copiedBefore() string {
	return "; " + target + " no longer copies the keystore from carbon.xml to it, as 4.2.0 did."
}

// lacksType completes the finding for a missing keystoreType. From Java 8 update 60
// on, the type JKS opens PKCS12 too (JDK-8062552); 4.4.3 runs on Java 7 and 8.
func (c *connector) lacksType(f *Finding) {
	f.Message += fmt.Sprintf(", but carbon.xml says that this keystore is of type %s.", phrase.Quote(c.own.typ.value))
	f.Effect = "Tomcat reads the keystore as JKS, which fails, and " + portClosed
	if has := c.at.format(); has != keystore.Unknown {
		f.Message = fmt.Sprintf("%s lacks keystoreType, but the keystore is of type %s.", c.label(), has)
		if has == keystore.PKCS12 {
			f.Effect = "Tomcat reads the keystore as JKS. Java before 8 update 60 cannot do that, and " + portClosed
			if !c.usesOwn || !c.own.typ.plain() || strings.EqualFold(c.own.typ.value, keystore.JKS.String()) {
				f.Severity = Warning // the server opens it as JKS up to now
			}
		}
	}
}

// missing lists the attributes that the Connector needs and lacks, in the order
// in which they are written.
func (c *connector) missing() []string {
	var names []string
	if !c.file.given() {
		names = append(names, "keystoreFile")
	}
	if !c.pass.given() && !c.key.given() && !c.opensByDefault() {
		names = append(names, "keystorePass")
	}
	if c.lacksKeyPass(len(names) == 0) {
		names = append(names, "keyPass")
	}
	if c.lacksKeystoreType(len(names) == 0) {
		names = append(names, "keystoreType")
	}
	return names
}

// defaultPassword is the password that Tomcat uses without keystorePass and keyPass.
// Source: JSSESocketFactory.DEFAULT_KEY_PASS.
const defaultPassword = "changeit"

// opensByDefault reports whether Tomcat's default password opens the keystore, as the
// keystore or carbon.xml shows.
func (c *connector) opensByDefault() bool {
	if !c.file.given() || c.file.why != "" {
		return false
	}
	if c.at.readable() {
		_, err := c.at.open(defaultPassword)
		return err == nil
	}
	return c.usesKnown && c.usesOwn && c.own.password.plain() && c.own.password.value == defaultPassword
}

// lacksKeyPass reports whether the password of the keystore does not open the key,
// as the keystore or carbon.xml shows. With note, it notes that this is not known.
func (c *connector) lacksKeyPass(note bool) bool {
	if c.key.given() {
		return false
	}
	if errors.Is(c.storeErr, keystore.ErrPassword) {
		return false // keystorePass has to be corrected first
	}
	if password, ok := c.storePassword(); ok && c.checked {
		if right, known := opensKeys(c.store, password); known {
			return !right
		}
	}
	if !c.usesKnown || !c.usesOwn {
		return false
	}
	why := c.own.password.why
	if c.own.keyPasswd.why != "" {
		why = c.own.keyPasswd.why
	}
	if why != "" {
		if note {
			c.CannotJudge(c.doc, c.e.StartTag, "whether the Connector needs keyPass is not known: in carbon.xml "+why)
		}
		return false
	}
	return c.own.password.plain() && c.own.keyPasswd.plain() && c.own.keyPasswd.value != c.own.password.value
}

// lacksKeystoreType is lacksKeyPass for keystoreType.
func (c *connector) lacksKeystoreType(note bool) bool {
	if c.typ.given() {
		return false
	}
	if has := c.at.format(); has != keystore.Unknown {
		return has != keystore.JKS
	}
	switch {
	case !c.usesKnown || !c.usesOwn:
	case c.own.typ.why != "" && note:
		c.CannotJudge(c.doc, c.e.StartTag, "whether the Connector needs keystoreType is not known: in carbon.xml "+c.own.typ.why)
	case c.own.typ.plain():
		return !strings.EqualFold(strings.TrimSpace(c.own.typ.value), keystore.JKS.String())
	}
	return false
}

// opensKeys reports whether password opens all keys of a keystore, as it must:
// Tomcat reads them all, whichever it serves. Source: KeyManagerFactory.init.
func opensKeys(s *keystore.Store, password string) (right, known bool) {
	keys := s.Keys()
	for _, e := range keys {
		if right, known := s.OpensKey(e, password); !right {
			return false, known
		}
	}
	return len(keys) > 0, len(keys) > 0
}
