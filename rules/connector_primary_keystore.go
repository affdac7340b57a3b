package rules

import (
	"errors"
	"fmt"

	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// judgePrimaryKeystore reports values of Security/KeyStore in carbon.xml with which
// the server cannot open its primary keystore, if that is in the home, and masked
// passwords.
func judgePrimaryKeystore(p *Pass, own keystoreSettings, files *keystoreFiles) {
	report := func(code string, s setting, message, hint string) {
		p.Report(Finding{
			Code: "primary-" + code, Doc: own.doc, Span: s.at.Span, Message: message, Hint: hint,
			Effect: "The server cannot use its primary keystore: it cannot decrypt what was encrypted with it, and cannot sign.",
		})
	}
	mask := func(s setting, name string) bool {
		bad := s.plain() && masked(s.value)
		if bad {
			report("mask", s, fmt.Sprintf("In carbon.xml, the %s of Security/KeyStore is only asterisks: somebody masked the value.", name), "Write the real value.")
		}
		return bad
	}
	noStore, noKey := mask(own.password, "Password"), mask(own.keyPasswd, "KeyPassword")
	if !own.location.plain() {
		return
	}
	at, ok := placeOf(own.location.value, "")
	if !ok || !files.at(at).readable() {
		return
	}
	file, of := files.at(at), "the primary keystore "+phrase.Quote(own.location.value)
	if own.typ.plain() {
		if why, right := file.ofType(own.typ.value); why != "" && (right != keystore.PKCS12 || own.typ.value != keystore.JKS.String()) {
			report("type", own.typ, fmt.Sprintf("In carbon.xml, %s %s.", of, why), "Set Type to the type of the keystore, or copy the keystore again, in binary mode.")
			return
		}
	}
	store, err := file.open(own.password.value)
	switch {
	case errors.Is(err, keystore.ErrDamaged):
		report("damaged", own.location, fmt.Sprintf("In carbon.xml, %s is damaged or cut short.", of), "Copy the keystore again, in binary mode.")
		return
	case errors.Is(err, keystore.ErrPassword) && own.password.plain() && !noStore:
		report("password", own.password, fmt.Sprintf("In carbon.xml, the Password of Security/KeyStore does not open %s.", of), "Write the password of the keystore.")
	}
	judgePrimaryKey(report, own, store, of, noKey)
}

// judgePrimaryKey reports a KeyAlias or KeyPassword that gives the server no key.
func judgePrimaryKey(report func(code string, s setting, message, hint string), own keystoreSettings, store *keystore.Store, of string, masked bool) {
	if store == nil || !own.alias.plain() {
		return
	}
	keys := shownKeys(store, own.alias.value)
	var all []string
	for _, e := range store.Keys() {
		all = append(all, phrase.Quote(e.Alias))
	}
	switch {
	case len(keys) == 0 && len(all) == 0:
		report("key", own.location, fmt.Sprintf("In carbon.xml, %s has no private key.", of), "Name a keystore with the key pair of the server.")
	case len(keys) == 0:
		report("alias", own.alias, fmt.Sprintf("In carbon.xml, the KeyAlias of Security/KeyStore is %s, but %s has no private key of that name.", phrase.Quote(own.alias.value), of), fmt.Sprintf("Use the alias of a key in the keystore: %s.", phrase.List(all)))
	case own.keyPasswd.plain() && !masked:
		if right, known := store.OpensKey(keys[0], own.keyPasswd.value); known && !right {
			report("key-password", own.keyPasswd, fmt.Sprintf("In carbon.xml, the KeyPassword of Security/KeyStore does not open the key %s in %s.", phrase.Quote(own.alias.value), of), "Write the password of the key.")
		}
	}
}
