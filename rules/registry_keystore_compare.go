package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// comparison is how RegistryKeyStore compares with the primary keystore.
type comparison struct {
	location  string // of RegistryKeyStore
	same      bool   // they are one keystore, or have the key that decrypts in common
	otherFile bool   // the key is the same, and the file is not
	// otherAlias says that RegistryKeyStore has a KeyAlias of its own.
	otherAlias bool
	why        string // why it is not known whether they are the same; "" when it is
}

// registryKeystoreAt reads the settings of one RegistryKeyStore.
func registryKeystoreAt(doc *xmldoc.Document, e *xmldoc.Element) keystoreSettings {
	at := func(name string) setting { return readFirst(doc, name, e.ChildrenNamed(name)) }
	s := keystoreSettings{doc: doc, location: at("Location"), password: at("Password"), alias: at("KeyAlias")}
	if l := s.location.at; l != nil && doc.ConditionOf(l).Same(doc.ConditionOf(e)) {
		// The condition of the element itself is the finding's too.
		s.location.value, s.location.why = text(doc, l)
	}
	return s
}

// sameKeystore compares RegistryKeyStore with the primary keystore.
func sameKeystore(files *keystoreFiles, registry, primary keystoreSettings) comparison {
	c := comparison{location: registry.location.value}
	c.otherAlias = registry.alias.at != nil && primary.alias.at != nil && (registry.alias.why != "" || primary.alias.why != "" || !strings.EqualFold(strings.TrimSpace(registry.alias.value), strings.TrimSpace(primary.alias.value)))
	if c.same = sameText(registry, primary); c.same {
		return c
	}
	switch {
	case registry.location.why != "":
		c.why = registry.location.why
	case registry.location.at == nil:
		c.why = "it has no Location"
	case primary.location.why != "":
		c.why = "in Security/KeyStore, " + primary.location.why
	case primary.location.at == nil:
		c.why = "Security/KeyStore has no Location"
	default:
		c.compare(files, registry, primary)
	}
	return c
}

// compare is sameKeystore for two locations that are known.
func (c *comparison) compare(files *keystoreFiles, registry, primary keystoreSettings) {
	a, ok1 := placeOf(registry.location.value, "")
	b, ok2 := placeOf(primary.location.value, "")
	if !ok1 || !ok2 {
		c.why = "a Location leads out of the home"
		return
	}
	same, known := files.same(a, b)
	switch {
	case same:
		c.same = true
	case !a.inHome:
		c.why = "its Location is an absolute path, whose file carbonlint cannot compare"
	case !known:
		c.why = "the Location of Security/KeyStore is an absolute path, which may lead into the home"
	default:
		c.same = sameKey(files, registry, primary, a, b)
		c.otherFile = c.same
	}
}

// sameText reports whether both locations are the same text although neither value is
// known: code or a placeholder then gives both the same value.
func sameText(registry, primary keystoreSettings) bool {
	a, b := registry.location, primary.location
	if a.at == nil || b.at == nil || a.why == "" || b.why == "" {
		return false
	}
	for _, s := range []setting{a, b} {
		_, aliased := s.at.AttrNS(vaultNS, "secretAlias")
		if aliased || !registry.doc.ConditionOf(s.at).Same(registry.doc.ConditionOf(s.at.Parent())) {
			return false
		}
	}
	return strings.TrimSpace(registry.doc.Slice(a.at.Inner)) == strings.TrimSpace(registry.doc.Slice(b.at.Inner))
}

// sameKey reports whether two keystores in the home have the same key under the
// primary's KeyAlias, with which 4.2.0 encrypted and 4.4.3 decrypts.
func sameKey(files *keystoreFiles, registry, primary keystoreSettings, a, b place) bool {
	if !primary.alias.plain() {
		return false
	}
	one := shown(files.at(a).look(registry.password.value, primary.password.value), primary.alias.value)
	two := shown(files.at(b).look(primary.password.value), primary.alias.value)
	return len(one) == 1 && len(two) == 1 && one[0].PublicKey == two[0].PublicKey
}
