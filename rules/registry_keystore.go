package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var registryKeystore = &Rule{
	ID:       "registry-keystore",
	Title:    "carbon.xml: what RegistryKeyStore encrypted, the primary keystore has to decrypt",
	Since:    home.V430,
	Severity: Error,
	Files:    []string{"carbon.xml"},
	Settings: []Settings{{"carbon.xml", []string{"/RegistryKeyStore", "/Security/KeyStore/Location"}}},
	Guide:    []GuideItem{{Setting: "RegistryKeyStore", File: "carbon.xml"}},
	// What 4.2.0 encrypted with another keystore stays encrypted.
	LosesData: true,
	Doc: Doc{
		What: `Security/RegistryKeyStore in carbon.xml, and whether it is the same keystore as Security/KeyStore: by Location, and by the
content of the files and the key in them where the home has both.`,
		Runtime: `Servers of 4.2.0 encrypted with the key of this keystore, under the alias of Security/KeyStore: passwords of
other keystores and of secondary user stores, encrypted passwords of datasources and of mounts. 4.3.0 and later use the primary keystore and ignore
RegistryKeyStore. Where that is another keystore, they cannot decrypt what is in the database: CryptoException, errorDuringDecryption.
KeyAlias and KeyPassword in it were never read.`,
		Fix: `Removing it with the comment above it is safe when it is the primary keystore, and unsafe when it has another KeyAlias. When
it is another keystore, or may be, nothing is removed: the element is the trace of what the data needs.`,
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
		f.Message = fmt.Sprintf("RegistryKeyStore is left over; whether it is the primary keystore cannot be told: %s.", c.why)
		f.Effect = "If it is another keystore, what 4.2.0 encrypted with it cannot be decrypted: passwords of keystores, of secondary user stores, of datasources and mounts."
		f.Hint = "Remove it once you know that it is the primary keystore, or that no such values are left."
	case c.same:
		f.Code, f.Severity = "left-over", Info
		f.Message = fmt.Sprintf("RegistryKeyStore is left over; it is the same keystore as Security/KeyStore, which %s uses in its place.", p.Target)
		f.Effect = fmt.Sprintf("Nothing happens: %s does not read it, and decrypts with the same key.", p.Target)
		if c.otherFile {
			f.Message = fmt.Sprintf("RegistryKeyStore is left over; it is another file than Security/KeyStore, which %s uses in its place, but has the same key.", p.Target)
		}
		f.Fix = &Fix{Title: "remove RegistryKeyStore", Unsafe: c.otherAlias, Edits: []xmldoc.Edit{doc.Remove(e, true)}}
		if c.otherAlias {
			f.Message = "RegistryKeyStore is left over; it is the same keystore as Security/KeyStore, but has another KeyAlias."
			f.Effect = p.Target.String() + " decrypts with the key of Security/KeyStore/KeyAlias, as 4.2.0 did. Values that other programs encrypted under the other alias need that key."
		}
		if cond := doc.ConditionOf(e); cond != nil {
			f.Fix, f.Hint = nil, fmt.Sprintf("Remove it by hand: it is only there under %s.", cond)
		}
	case changes:
		f.Message = fmt.Sprintf("RegistryKeyStore names another keystore, %s, than Security/KeyStore; %s decrypts with the latter only.", phrase.Quote(c.location), p.Target)
		f.Effect = "What 4.2.0 encrypted with it cannot be decrypted after the upgrade: passwords of keystores, of secondary user stores, of datasources and mounts."
		f.Hint = "Encrypt those values anew after the upgrade. Or make this keystore the primary one in Security/KeyStore, and name the primary one of today as keystoreFile of the TLS Connector. Never import its key over an alias that the primary keystore has: that loses the key of the server. Then remove RegistryKeyStore."
	default:
		f.Severity = Warning
		f.Message = fmt.Sprintf("RegistryKeyStore is left over and names another keystore, %s, than Security/KeyStore; %s does not read it, and this upgrade changes nothing there.", phrase.Quote(c.location), p.From)
		f.Effect = "What a server of 4.2.0 encrypted with it, and is still in the database, cannot be decrypted: passwords of keystores, of secondary user stores, of datasources and mounts."
		f.Hint = "Make sure that no such values are left, then remove it."
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
