package rules

import "github.com/carbonlint/carbonlint/internal/home"

var connectorKeystore = &Rule{
	ID:       "connector-keystore",
	Title:    "catalina-server.xml: a TLS Connector has to name its own keystore",
	Since:    home.V430,
	Severity: Error,
	Files:    []string{"tomcat/catalina-server.xml"},
	Settings: []Settings{
		{"tomcat/catalina-server.xml", []string{"@keystoreFile", "@keystorePass", "@keyPass", "@keystoreType", "@keyAlias", "@SSLEnabled"}},
		{"carbon.xml", []string{"/Security/KeyStore/Location", "/Security/KeyStore/Password", "/Security/KeyStore/KeyAlias", "/Security/KeyStore/KeyPassword", "/Security/KeyStore/Type"}},
	},
	Guide: []GuideItem{{Setting: "keystoreFile, keystorePass", File: "tomcat/catalina-server.xml"}},
	Doc: Doc{
		What: `Every Connector of tomcat/catalina-server.xml with SSLEnabled at true, or that means to have it: whether it has keystoreFile
and keystorePass, keyPass where the primary keystore's KeyPassword in carbon.xml is not its Password, and keystoreType where its Type
is not JKS; whether their values and names are right. Where a keystore is in the home, it is opened with the passwords of the
configuration: the password, the alias, the key's password, and the dates of the certificate, which are those of today or of
--date. So is the primary keystore. A Connector with the APR protocol, with keystoreType PKCS11, and one whose TLS ends in front
of the server (scheme https without SSLEnabled) are left alone.`,
		Runtime: `Up to 4.2.0 the server put the primary keystore of carbon.xml on every Connector of the first Service with
Http11NioProtocol, whatever catalina-server.xml said. From 4.3.0 on it does not. Without keystoreFile Tomcat looks for .keystore in
the home directory of the user that runs it, and without keystorePass it takes keyPass or its own default password. When that
fails the server only logs it and goes on without its TLS port: no management console and no admin services. Names of attributes
count in their exact case; SSLEnabled is on at true, in any case and without blanks, and off at all else: the port then serves
plain HTTP.`,
		Fix: `Safe: it copies Location and Password of Security/KeyStore in carbon.xml, and KeyPassword and Type where Tomcat needs
them, so that the Connector keeps the certificate it had. A Location that starts at the server's directory gets ${carbon.home}
in front, since Tomcat starts elsewhere. An attribute in the wrong case is renamed. A value that 4.2.0 replaced by the primary
keystore's gets that one. Unsafe: to add the primary keystore to a Connector to which 4.2.0 never gave it, or on a server of 4.3.0 or
later, where it changes the certificate in use; and to replace a value there. Nothing is copied when a value is not known
(Secure Vault alias, placeholder, template), does not open the keystore, or does not fit what the Connector has; an existing
keystore is never replaced, and no password is written beside an alias.`,
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
		if !c.overTLS() {
			continue
		}
		c.judgeNames()
		if c.inHardware() {
			continue
		}
		if host := e.Child("SSLHostConfig"); host != nil && !c.file.given() {
			p.CannotJudge(doc, host.StartTag, "the Connector has its keystore in <SSLHostConfig>, as Tomcat 8.5 and later read it and the Tomcat 7 of "+p.Target.String()+" does not")
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
