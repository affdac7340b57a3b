package rules

import (
	"errors"
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// ownValue is the value of the primary keystore for an attribute, or why it cannot be
// copied.
func (c *connector) ownValue(attr string) (value, why string) {
	if has := c.at.format(); attr == "keystoreType" && has != keystore.Unknown {
		return has.String(), ""
	}
	if c.own.doc == nil {
		return "", "there is no carbon.xml to copy it from"
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
	case masked(from.value):
		return "", fmt.Sprintf("%s in carbon.xml is a mask of asterisks", element)
	case attr != "keystoreFile":
		return from.value, c.opensOwn(attr, from.value)
	}
	p, ok := placeOf(from.value, "")
	switch {
	case !ok:
		return "", "the Location in carbon.xml leads out of the home"
	case c.damaged() != "":
		return "", "the keystore of carbon.xml " + c.damaged()
	case c.store != nil && len(c.store.Keys()) == 0:
		return "", "the keystore of carbon.xml has no private key"
	case c.files.missing(p):
		return "", fmt.Sprintf("the Location in carbon.xml, %s, is not in the home, although other keystores are", phrase.Quote(from.value))
	case p.inHome && !strings.HasPrefix(from.value, carbonHome):
		return carbonHome + "/" + p.path, "" // Tomcat would start elsewhere
	}
	return from.value, ""
}

// opensOwn says why a value for a password of the primary keystore, which is in the
// home, is not the right one; "" when it is, or when that cannot be seen.
func (c *connector) opensOwn(attr, password string) string {
	store, err := c.at.open(password)
	switch {
	case attr == "keystorePass" && errors.Is(err, keystore.ErrDamaged):
		return "the keystore is damaged"
	case attr == "keystorePass" && errors.Is(err, keystore.ErrPassword):
		return "the Password in carbon.xml does not open the keystore"
	case attr == "keyPass":
		if store == nil {
			store = c.store
		}
		if right, known := opensKeys(store, password); known && !right {
			return "the KeyPassword in carbon.xml does not open the key"
		}
	}
	return ""
}
