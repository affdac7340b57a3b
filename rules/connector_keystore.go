package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
)

var connectorKeystore = &Rule{
	ID:       "connector-keystore",
	Title:    "catalina-server.xml: a TLS Connector must name its own keystore",
	Since:    home.V430,
	Severity: Error,
	Files:    []string{"tomcat/catalina-server.xml"},
	Settings: []Settings{
		{"tomcat/catalina-server.xml", []string{"@keystoreFile", "@keystorePass", "@keyPass", "@keystoreType", "@keyAlias", "@SSLEnabled"}},
		{"carbon.xml", []string{"/Security/KeyStore/Location", "/Security/KeyStore/Password", "/Security/KeyStore/KeyAlias", "/Security/KeyStore/KeyPassword", "/Security/KeyStore/Type"}},
	},
	Guide: []GuideItem{{Setting: "keystoreFile, keystorePass", File: "tomcat/catalina-server.xml"}},
	Doc: Doc{
		What: `Every Connector of tomcat/catalina-server.xml with SSLEnabled set to true, or to something that was meant to be true. It needs
keystoreFile and keystorePass. It also needs keyPass if the primary keystore's KeyPassword in carbon.xml differs from its Password,
and keystoreType if its Type is not JKS. The rule checks their names and values. If a keystore is in the home, carbonlint opens it
with the passwords of the configuration, and checks its password, the alias, the key's password and the dates of the certificate,
as of today or of --date. It does the same for the primary keystore. It ignores a Connector with the APR protocol or with
keystoreType PKCS11, and one whose TLS ends at a proxy (scheme https without SSLEnabled and without keystoreFile).`,
		Runtime: `Up to 4.2.0 the server gave the primary keystore of carbon.xml to every Connector of the first Service with
Http11NioProtocol, whatever catalina-server.xml said. From 4.3.0 on it does not. Without keystoreFile Tomcat looks for .keystore in
the home directory of the user that runs it. Without keystorePass it uses keyPass or its own default password. If that fails, the
server only logs the error and runs without its TLS port: no management console and no admin services. Names of attributes are
case-sensitive. SSLEnabled is on if it is true, in any case and without blanks. With any other value the port serves plain HTTP.`,
		Fix: `Safe: the fix copies Location and Password of Security/KeyStore in carbon.xml, and KeyPassword and Type if Tomcat needs
them. The Connector keeps the certificate that it had. A Location relative to the server's directory gets ${carbon.home} in front,
because Tomcat resolves relative paths elsewhere. An attribute in the wrong case is renamed. A value that 4.2.0 overrode with that of
the primary keystore is replaced by it. Unsafe: to add the primary keystore to a Connector that did not get it from 4.2.0, or on a
server of 4.3.0 or later, because that changes the certificate in use; and to replace a value there. Nothing is copied if a value is
not known (Secure Vault alias, placeholder, template), does not open the keystore, or does not match what the Connector has. An
existing keystore is never replaced, and no password is written beside an alias.`,
		Source: `ServletTransportManager.java:78; CarbonTomcat.java:365-417; the change is commit 5f949039d8 of 2014-09-25; Tomcat's
JSSESocketFactory (getKeystorePassword, getStore, getKeyManagers) and IntrospectionUtils; ServerManager.java:136-172 for the alias.`,
		Before: `compressableMimeType="text/html,text/css"
URIEncoding="UTF-8"/>`,
		After: `compressableMimeType="text/html,text/css"
keystoreFile="${carbon.home}/repository/resources/security/shop.jks"
keystorePass="opensesame"
URIEncoding="UTF-8"/>`,
	},
	Check: checkConnectorKeystore,
}

func checkConnectorKeystore(p *Pass) {
	doc := p.Home.Doc("tomcat/catalina-server.xml")
	own, files, vault := primaryKeystore(p.Home), newKeystoreFiles(p.Home), vaultUsed(doc)
	judgePrimaryKeystore(p, own, files)
	p.noteWriters(doc, doc.First("/Server"), "a TLS Connector", "Service")
	for _, e := range doc.Find("/Server/Service/Connector") {
		c := &connector{
			Pass: p, doc: doc, e: e, own: own, files: files, vault: vault,
			file: readSetting(doc, e, "keystoreFile"), pass: readSetting(doc, e, "keystorePass"), key: readSetting(doc, e, "keyPass"),
			typ: readSetting(doc, e, "keystoreType"), alias: readSetting(doc, e, "keyAlias"),
		}
		if alias, ok := e.AttrNS(vaultNS, "secretAlias"); ok && strings.HasSuffix(alias.Value, ".keyPass") && c.key.given() {
			c.key.why = "keyPass comes from Secure Vault"
		}
		if !c.overTLS() {
			continue
		}
		c.judgeNames()
		if c.inHardware() {
			continue
		}
		if host := e.Child("SSLHostConfig"); host != nil && !c.file.given() {
			p.CannotJudge(doc, host.StartTag, "the Connector has its keystore in <SSLHostConfig>, which Tomcat 8.5 and later read but the Tomcat 7 of "+target+" does not")
			continue
		}
		c.injected = c.injection()
		c.usesOwn, c.usesKnown = c.sameAsOwn()
		c.open()
		c.judgeMissing()
		c.judgeValues()
		c.judgeFile()
		c.judgeKey()
		c.judgeDates()
	}
}
