package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var registryKeystore = &Rule{
	ID:       "registry-keystore",
	Title:    "carbon.xml: the primary keystore must decrypt what RegistryKeyStore encrypted",
	Since:    home.V430,
	Severity: Error,
	Files:    []string{"carbon.xml"},
	Settings: []Settings{{"carbon.xml", []string{"/RegistryKeyStore", "/Security/KeyStore/Location"}}},
	Guide:    []GuideItem{{Setting: "RegistryKeyStore", File: "carbon.xml"}},
	// What 4.2.0 encrypted with another keystore stays encrypted.
	LosesData: true,
	Doc: Doc{
		What: `Security/RegistryKeyStore in carbon.xml, and whether it is the same keystore as Security/KeyStore. The rule compares their
Location and, if the home has both files, the files and the key in them.`,
		Runtime: `Servers of 4.2.0 encrypted with the key of this keystore, under the alias of Security/KeyStore: the passwords of other
keystores, of secondary user stores, of datasources and of mounts. 4.3.0 and later ignore RegistryKeyStore and use the primary
keystore. If the two differ, they cannot decrypt what is in the database: CryptoException, errorDuringDecryption. KeyAlias and
KeyPassword in RegistryKeyStore were never read.`,
		Fix: `The fix removes it, with the comment above it. That is safe if it is the primary keystore, and unsafe if it has another
KeyAlias. If it is or may be another keystore, nothing is removed: the element shows which keystore the data needs.`,
		Source: `CryptoUtil.java:97-98, 123, 165 of 4.2.0; CryptoUtil.java:128, 176, 186 and KeyStoreManager.java:350-380 of 4.4.3; the
change is commit 5f949039d8 of 2014-09-25.`,
		Before: `<RegistryKeyStore>
<Location>${carbon.home}/repository/resources/security/wso2carbon.jks</Location>`,
		After: `</KeyStore>

<TrustStore>`,
	},
	Check: checkRegistryKeystore,
}

func checkRegistryKeystore(p *Pass) {
	doc := p.Home.Doc("carbon.xml")
	p.noteSometimes(doc, "RegistryKeyStore")
	p.noteWriters(doc, doc.First("/Server"), "RegistryKeyStore", "Security")
	given := doc.Find("/Server/Security/RegistryKeyStore")
	if len(given) == 0 {
		return
	}
	r := p.lookup(wanted{
		name: "RegistryKeyStore", doc: doc, parent: given[0].Parent(), given: given, firstCounts: true, holds: true, optional: true,
	})
	own, files := primaryKeystore(p.Home), newKeystoreFiles(p.Home)
	for _, v := range r.counts {
		judgeRegistryKeystore(p, doc, v.at, sameKeystore(files, registryKeystoreAt(doc, v.at), own))
	}
	for _, v := range r.ignored {
		f := repeated(doc, v.at, r.by, "RegistryKeyStore", &Fix{Title: "remove RegistryKeyStore", Edits: []xmldoc.Edit{doc.Remove(v.at, true)}})
		f.Severity = Info
		p.Report(f)
	}
}

// judgeRegistryKeystore reports one RegistryKeyStore.
func judgeRegistryKeystore(p *Pass, doc *xmldoc.Document, e *xmldoc.Element, c comparison) {
	changes := !p.From.After(home.V420) // the upgrade changes the keystore in use
	f := Finding{Code: "other-keystore", Doc: doc, Span: e.StartTag}
	switch {
	case c.why != "":
		f.Code, f.Severity = "unknown-keystore", Warning
		f.Message = fmt.Sprintf("RegistryKeyStore is left over, and may be a different keystore from Security/KeyStore: %s.", c.why)
		f.Effect = "If it is another keystore, the server cannot decrypt what 4.2.0 encrypted with it: passwords of keystores, secondary user stores, datasources and mounts."
		f.Hint = "Check that it is the primary keystore, or that no such values are left. Then remove it."
	case c.same:
		f.Code, f.Severity = "left-over", Info
		f.Message = "RegistryKeyStore is left over; it is the same keystore as Security/KeyStore, which " + target + " uses instead."
		f.Effect = "Nothing happens: " + target + " does not read it, and decrypts with the same key."
		if c.otherFile {
			f.Message = "RegistryKeyStore is left over; it is a different file from Security/KeyStore, which " + target + " uses instead, but has the same key."
		}
		f.Fix = &Fix{Title: "remove RegistryKeyStore", Unsafe: c.otherAlias, Edits: []xmldoc.Edit{doc.Remove(e, true)}}
		if c.otherAlias {
			f.Message = "RegistryKeyStore is left over; it is the same keystore as Security/KeyStore, but has another KeyAlias."
			f.Effect = target + " decrypts with the key of Security/KeyStore/KeyAlias, as 4.2.0 did. Values that other programs encrypted under the other alias need that key."
		}
		if cond := doc.ConditionOf(e); cond != nil {
			f.Fix, f.Hint = nil, fmt.Sprintf("Remove it by hand: it is there only under %s.", cond)
		}
	case changes:
		f.Message = fmt.Sprintf("RegistryKeyStore is %s, a different keystore from Security/KeyStore; "+target+" decrypts only with Security/KeyStore.", phrase.Quote(c.location))
		f.Effect = "After the upgrade the server cannot decrypt what 4.2.0 encrypted with it: passwords of keystores, secondary user stores, datasources and mounts."
		f.Hint = "Encrypt those values again after the upgrade. Or make this keystore the primary one in Security/KeyStore, and name today's primary keystore as keystoreFile of the TLS Connector. Never import its key under an alias that the primary keystore already has: that destroys the key of the server. Then remove RegistryKeyStore."
	default:
		f.Severity = Warning
		f.Message = fmt.Sprintf("RegistryKeyStore is left over: %s, a different keystore from Security/KeyStore; %s does not read it, and this upgrade does not change that.", phrase.Quote(c.location), p.From)
		f.Effect = "The server cannot decrypt values in the database that 4.2.0 encrypted with it: passwords of keystores, secondary user stores, datasources and mounts."
		f.Hint = "Check that no such values are left, then remove it."
	}
	f.Effect += deadAliases(e)
	p.Report(f)
}

// deadAliases says that Secure Vault aliases in e are no longer used.
func deadAliases(e *xmldoc.Element) string {
	for _, c := range e.Children() {
		if _, ok := c.AttrNS(vaultNS, "secretAlias"); ok {
			return " Its entries in cipher-text.properties, Carbon.Security.RegistryKeyStore.*, are no longer used."
		}
	}
	return ""
}
