package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
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
content of the files where the home has both.`,
		Runtime: `Servers of 4.2.0 encrypted with the key of this keystore, under the alias of Security/KeyStore: passwords of
other keystores and of secondary user stores, encrypted passwords of datasources and of mounts. 4.3.0 and later use the primary keystore and ignore
RegistryKeyStore. Where that is another keystore, they cannot decrypt what is in the database: CryptoException, errorDuringDecryption.
KeyAlias and KeyPassword in it were never read.`,
		Fix: `Removing it with the comment above it is safe when it is the primary keystore. When it is another one nothing is removed:
the element is the trace of what the data needs.`,
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
	primary := carbonSetting(doc, "/Server/Security/KeyStore/Location")
	p.noteSometimes(doc, "RegistryKeyStore")
	files := newKeystoreFiles(p.Home)
	p.noteWriters(doc, doc.First("/Server"), "RegistryKeyStore", "Security")
	for _, e := range doc.Find("/Server/Security/RegistryKeyStore") {
		judgeRegistryKeystore(p, files, doc, e, primary)
	}
}

func judgeRegistryKeystore(p *Pass, files *keystoreFiles, doc *xmldoc.Document, e *xmldoc.Element, primary setting) {
	var location setting
	for _, l := range e.ChildrenNamed("Location") {
		value, why := text(doc, l)
		if cond := onlySometimes(doc, l); cond != nil {
			why = "its <Location> is only there under " + cond.String()
		}
		if why != "" || strings.TrimSpace(value) != "" {
			location = setting{value, l, why}
			break
		}
	}
	same, why := sameKeystore(files, location, primary)
	if why != "" {
		p.CannotJudge(doc, e.StartTag, "carbonlint cannot tell whether RegistryKeyStore is the primary keystore: "+why)
		return
	}
	f := Finding{Code: "other-keystore", Doc: doc, Span: e.StartTag}
	switch {
	case same:
		f.Code, f.Severity = "left-over", Info
		f.Message = "RegistryKeyStore is left over; it is the same keystore as Security/KeyStore, which " + target + " uses in its place."
		f.Effect = "Nothing happens: " + target + " does not read it, and decrypts with the same key." + deadAliases(e)
		f.Fix = &Fix{Title: "remove RegistryKeyStore", Edits: []xmldoc.Edit{doc.Remove(e, true)}}
		if cond := doc.ConditionOf(e); cond != nil {
			f.Fix, f.Hint = nil, fmt.Sprintf("Remove it by hand: it is only there under %s.", cond)
		}
	case p.From.Known() && !p.From.Before(home.V430):
		f.Message = fmt.Sprintf("RegistryKeyStore is left over and names another keystore, %s, than Security/KeyStore; %s does not read it.", quoted(location.value), p.From)
		f.Effect = "What a server of 4.2.0 encrypted with it, and is still in the database, cannot be decrypted: passwords of keystores, of secondary user stores, of datasources and mounts." + deadAliases(e)
		f.Hint = "Make sure that no such values are left, then remove it."
	default:
		f.Message = fmt.Sprintf("RegistryKeyStore names another keystore, %s, than Security/KeyStore; "+target+" decrypts with the latter only.", quoted(location.value))
		f.Effect = "What 4.2.0 encrypted with it cannot be decrypted after the upgrade: passwords of keystores, of secondary user stores, of datasources and mounts." + deadAliases(e)
		f.Hint = "Import its key pair, under KeyAlias of Security/KeyStore, into the primary keystore, or encrypt those values anew before the upgrade; then remove RegistryKeyStore."
	}
	p.Report(f)
}

// sameKeystore compares two locations; why says why that cannot be done.
func sameKeystore(files *keystoreFiles, registry, primary setting) (same bool, why string) {
	switch {
	case registry.why != "":
		return false, registry.why
	case registry.at == nil:
		return false, "it has no Location"
	case primary.why != "":
		return false, primary.why
	case primary.at == nil:
		return false, "Security/KeyStore has no Location"
	}
	a, ok1 := placeOf(registry.value, "")
	b, ok2 := placeOf(primary.value, "")
	if !ok1 || !ok2 {
		return false, "a Location leads out of the home"
	}
	same, known := files.same(a, b)
	if !known {
		return false, "one Location is absolute, and where the home lies is not known"
	}
	return same, ""
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
