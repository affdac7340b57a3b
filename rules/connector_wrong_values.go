package rules

import (
	"errors"
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeValues reports values with which Tomcat cannot open the keystore or its key, as
// the keystore, the value itself, or the same keystore in carbon.xml shows.
func (c *connector) judgeValues() {
	if !c.file.given() {
		return // what is added with keystoreFile is judged there
	}
	c.judgeBlanks()
	if wrongKey := c.judgeKeyPass(); c.pass.given() || !wrongKey {
		c.judgeStorePass()
	}
	c.judgeType()
	c.noteUnopened()
}

// judgeBlanks reports blanks around keystoreFile, which are part of the name for Tomcat.
func (c *connector) judgeBlanks() {
	value := c.file.attr.Value
	trimmed := strings.TrimSpace(value)
	if c.file.why != "" || trimmed == value || trimmed == "" {
		return
	}
	c.Report(Finding{
		Code: "blank-keystoreFile", Doc: c.doc, Span: c.file.attr.Span,
		Message: fmt.Sprintf("%s has blanks around its keystoreFile, %s, which Tomcat reads as part of the name.", c.label(), phrase.Quote(value)),
		Effect:  "Tomcat finds no such file, and " + portClosed,
		Fix:     &Fix{Title: "remove the blanks around keystoreFile", Unsafe: c.injected != wasInjected, Edits: []xmldoc.Edit{c.write(c.file, trimmed)}},
	})
}

// judgeStorePass reports the password that Tomcat opens the keystore with.
func (c *connector) judgeStorePass() {
	value, ok := c.storePassword()
	if !ok {
		return
	}
	f := Finding{Code: "wrong-keystorePass", Doc: c.doc, Span: c.pass.attr.Span, Effect: "Tomcat cannot open the keystore, and " + portClosed}
	typ, _ := c.typeName()
	switch {
	case !c.pass.given():
		f.Span = c.key.attr.Span
		if masked(value) || c.checked && c.storeErr == nil || !c.checked && !c.differs(value, c.own.password) {
			return
		}
		f.Message = fmt.Sprintf("%s has no keystorePass, and keyPass, which Tomcat uses instead, is not the password of the keystore.", c.label())
	case value == "" && c.key.given() && c.key.attr.Value != "" && strings.EqualFold(typ, keystore.JKS.String()):
		return // Tomcat then opens JKS without a check. Source: JSSESocketFactory.getStore
	case value == "":
		f.Message = c.label() + " has an empty keystorePass."
	case c.checked && c.storeErr == nil:
		return
	case masked(value):
		f.Code = "masked-keystorePass"
		f.Message = c.label() + " has a keystorePass of asterisks: somebody masked the value."
	case c.checked:
		f.Message = fmt.Sprintf("%s has a keystorePass that does not open %s.", c.label(), phrase.Quote(c.file.attr.Value))
	case !c.differs(value, c.own.password):
		return
	case strings.TrimSpace(value) == c.own.password.value:
		f.Message = c.label() + " has blanks around its keystorePass, which are part of the value."
	default:
		f.Message = c.label() + " has a different keystorePass from the one in carbon.xml for the same keystore."
	}
	f.Fix, f.Hint = c.setOwn(c.pass)
	c.Report(f)
}

// judgeKeyPass reports a keyPass that does not open the key, and whether there is one.
func (c *connector) judgeKeyPass() bool {
	if !c.key.given() || c.key.why != "" {
		return false
	}
	value := c.key.attr.Value
	f := Finding{Code: "wrong-keyPass", Doc: c.doc, Span: c.key.attr.Span, Effect: "Tomcat cannot read the key, and " + portClosed}
	right, known := opensKeys(c.store, value)
	switch {
	case right:
		return false
	case value == "":
		f.Message = c.label() + " has an empty keyPass."
	case masked(value):
		f.Code = "masked-keyPass"
		f.Message = c.label() + " has a keyPass of asterisks: somebody masked the value."
	case known:
		f.Message = fmt.Sprintf("%s has a keyPass that does not open the key in %s.", c.label(), phrase.Quote(c.file.attr.Value))
	case c.differs(value, c.own.keyPasswd):
		f.Message = c.label() + " has a different keyPass from the one in carbon.xml for the key in the same keystore."
	default:
		return false
	}
	f.Fix, f.Hint = c.setOwn(c.key)
	c.Report(f)
	return true
}

// judgeType reports a keystoreType that is not that of the keystore.
func (c *connector) judgeType() {
	if !c.typ.given() || c.typ.why != "" {
		return
	}
	f := Finding{Code: "wrong-keystoreType", Doc: c.doc, Span: c.typ.attr.Span, Effect: "Tomcat cannot open the keystore, and " + portClosed}
	if c.at.format() != keystore.Unknown {
		why, right := c.at.ofType(c.typ.attr.Value)
		if why == "" {
			return
		}
		f.Message = fmt.Sprintf("%s has a keystore that %s.", c.label(), why)
		if right == keystore.PKCS12 && strings.EqualFold(c.typ.attr.Value, keystore.JKS.String()) {
			f.Severity, f.Effect = Warning, "Java before 8 update 60 cannot open the keystore; later ones open both as JKS."
		}
		f.Fix = &Fix{Title: "set keystoreType to " + right.String(), Unsafe: c.injected != wasInjected, Edits: []xmldoc.Edit{c.write(c.typ, right.String())}}
	} else {
		if !c.hasOwn() || !c.own.typ.plain() || strings.EqualFold(c.typ.attr.Value, strings.TrimSpace(c.own.typ.value)) {
			return
		}
		if c.at.readable() {
			c.CannotJudge(c.doc, c.typ.attr.Span, "carbonlint does not know the format of the keystore, and keystoreType differs from the Type in carbon.xml")
			return
		}
		f.Message = fmt.Sprintf("%s has the keystoreType %s, but carbon.xml says that the same keystore is of type %s.", c.label(), phrase.Quote(c.typ.attr.Value), phrase.Quote(c.own.typ.value))
		f.Fix, f.Hint = c.setOwn(c.typ)
	}
	c.Report(f)
}

// differs reports whether value differs from that in carbon.xml for the same keystore.
func (c *connector) differs(value string, own setting) bool {
	return c.hasOwn() && own.plain() && !masked(own.value) && value != own.value
}

// noteUnopened notes that a keystore in the home could not be opened, and why.
func (c *connector) noteUnopened() {
	_, literal := c.storePassword()
	switch has := c.at.format(); {
	case c.at == nil || c.at.dir || errors.Is(c.storeErr, keystore.ErrDamaged):
	case !c.at.readable():
		c.CannotJudge(c.doc, c.file.attr.Span, "the keystore itself is not part of the tree, or cannot be read")
	case has == keystore.JCEKS:
		c.CannotJudge(c.doc, c.file.attr.Span, "carbonlint does not open keystores of the type JCEKS")
	case has != keystore.Unknown && !literal && c.vault:
		c.CannotJudge(c.doc, c.file.attr.Span, "whether keystorePass opens the keystore is not known: it comes from Secure Vault")
	case has != keystore.Unknown && literal && !c.checked:
		c.CannotJudge(c.doc, c.file.attr.Span, "carbonlint cannot open this keystore")
	}
}
