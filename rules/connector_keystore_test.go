package rules_test

import (
	"strings"
	"testing"
)

// catalina is a catalina-server.xml whose Connector, on line 3, has the attributes.
func catalina(attrs string) string {
	return "<Server>\n<Service>\n<Connector " + attrs + "/>\n</Service>\n</Server>\n"
}

// carbonKeystore is a carbon.xml with the inside of Security/KeyStore.
func carbonKeystore(inside string) string {
	return "<Server xmlns=\"http://wso2.org/projects/carbon/carbon.xml\" xmlns:svns=\"http://org.wso2.securevault/configuration\">\n" +
		"<Security><KeyStore>" + inside + "</KeyStore></Security></Server>\n"
}

const (
	siteKeystore = "<Location>${carbon.home}/repository/resources/security/site.jks</Location><Password>sesame</Password><KeyPassword>sesame</KeyPassword>"
	tls          = `port="9443" SSLEnabled="true" `
	siteFile     = `keystoreFile="${carbon.home}/repository/resources/security/site.jks" `
	demoFile     = `keystoreFile="${carbon.home}/repository/resources/security/wso2carbon.jks" `
	alias        = `svns:secretAlias="Server.Service.Connector.keystorePass" xmlns:svns="http://org.wso2.securevault/configuration" `

	lacks   = "tomcat/catalina-server.xml:3:1 error (no fix) The TLS Connector on port 9443 lacks "
	no42    = "; 4.4.3 no longer copies the keystore from carbon.xml to it, as 4.2.0 did.\n"
	otherPw = ", but in carbon.xml the KeyPassword of this keystore differs from its Password.\n"
)

func TestConnectorKeystore(t *testing.T) {
	for _, tt := range []struct {
		name, attrs, carbon string
		want                string
		hint                string   // part of the hint
		fixed               string   // the Connector's attributes after the fix; "" when there is none
		files               []string // below repository/resources/security
	}{
		{name: "not TLS", attrs: `port="9763"`, carbon: siteKeystore},
		{name: "TLS off", attrs: `port="9443" SSLEnabled="false"`, carbon: siteKeystore},
		{name: "not a boolean reads as off", attrs: `port="9443" SSLEnabled="yes"`, carbon: siteKeystore},
		{name: "blanks read as off", attrs: `port="9443" SSLEnabled=" true "`, carbon: siteKeystore},
		{name: "TLS in front", attrs: `port="9443" scheme="https" secure="true"`, carbon: siteKeystore},
		{name: "APR", attrs: tls + `protocol="org.apache.coyote.http11.Http11AprProtocol"`, carbon: siteKeystore},
		{name: "complete", attrs: tls + siteFile + `keystorePass="sesame"`, carbon: siteKeystore},
		{name: "complete with an alias", attrs: tls + siteFile + `keystorePass="password" ` + alias, carbon: siteKeystore},
		{name: "keyPass stands in for keystorePass", attrs: tls + `keystoreFile="/etc/own.jks" keyPass="x"`, carbon: siteKeystore},
		{name: "first letter in capitals", attrs: tls + `KeystoreFile="/etc/own.jks" KeystorePass="x"`, carbon: siteKeystore},

		{
			name: "both missing", attrs: `port="9443" SSLEnabled="TRUE" URIEncoding="UTF-8"`, carbon: siteKeystore,
			want:  "tomcat/catalina-server.xml:3:1 error (safe: add keystoreFile and keystorePass from Security/KeyStore in carbon.xml) The TLS Connector on port 9443 lacks keystoreFile and keystorePass" + no42,
			fixed: `port="9443" SSLEnabled="TRUE" ` + siteFile + `keystorePass="sesame" URIEncoding="UTF-8"`,
		},
		{
			name: "no port, value to escape", attrs: `SSLEnabled="true"`,
			carbon: `<Location>/etc/a&amp;b.jks</Location><Password>"a'&lt;b</Password>`,
			want:   "tomcat/catalina-server.xml:3:1 error (safe: add keystoreFile and keystorePass from Security/KeyStore in carbon.xml) The TLS Connector lacks keystoreFile and keystorePass" + no42,
			fixed:  `SSLEnabled="true" keystoreFile="/etc/a&amp;b.jks" keystorePass="&quot;a'&lt;b"`,
		},
		{
			name: "another key password and type", attrs: `URIEncoding="UTF-8" ` + strings.TrimSpace(tls),
			carbon: "<Location>repository/resources/security/site.p12</Location><Type>PKCS12</Type><Password>sesame</Password><KeyPassword>key</KeyPassword>",
			want:   "tomcat/catalina-server.xml:3:1 error (safe: add keystoreFile, keystorePass, keyPass and keystoreType from Security/KeyStore in carbon.xml) The TLS Connector on port 9443 lacks keystoreFile, keystorePass, keyPass and keystoreType" + no42,
			fixed:  `URIEncoding="UTF-8" port="9443" SSLEnabled="true" keystoreFile="${carbon.home}/repository/resources/security/site.p12" keystorePass="sesame" keyPass="key" keystoreType="PKCS12"`,
		},
		{
			name: "the first that is not blank counts", attrs: strings.TrimSpace(tls),
			carbon: "<Location> </Location><Location>/etc/one.jks</Location><Location>/etc/two.jks</Location><Type>jks</Type><Password>p</Password>",
			want:   "tomcat/catalina-server.xml:3:1 error (safe: add keystoreFile and keystorePass from Security/KeyStore in carbon.xml) The TLS Connector on port 9443 lacks keystoreFile and keystorePass" + no42,
			fixed:  strings.TrimSpace(tls) + ` keystoreFile="/etc/one.jks" keystorePass="p"`,
		},
		{
			name: "only the password is missing", attrs: tls + strings.TrimSpace(siteFile), carbon: siteKeystore,
			want:  "tomcat/catalina-server.xml:3:1 error (safe: add keystorePass from Security/KeyStore in carbon.xml) The TLS Connector on port 9443 lacks keystorePass" + no42,
			fixed: tls + siteFile + `keystorePass="sesame"`,
		},
		{
			name: "only the password is missing, of another keystore", attrs: tls + `keystoreFile="/etc/own.jks"`, carbon: siteKeystore,
			want: lacks + "keystorePass" + no42, hint: "another keystore",
		},
		{
			name: "only the file is missing", attrs: tls + `keystorePass="sesame"`, carbon: siteKeystore,
			want:  "tomcat/catalina-server.xml:3:1 error (safe: add keystoreFile from Security/KeyStore in carbon.xml) The TLS Connector on port 9443 lacks keystoreFile" + no42,
			fixed: tls + `keystorePass="sesame" ` + strings.TrimSpace(siteFile),
		},
		{
			name: "only the file is missing, the password is another", attrs: tls + `keystorePass="x"`, carbon: siteKeystore,
			want: lacks + "keystoreFile" + no42, hint: "keystorePass is another than carbon.xml has",
		},
		{
			name: "only the file is missing, the password is an alias", attrs: tls + `keystorePass="password" ` + alias, carbon: siteKeystore,
			want: lacks + "keystoreFile" + no42, hint: "cannot tell whether",
		},
		{
			name: "only keyPass is there, and is another", attrs: tls + `keyPass="x"`, carbon: siteKeystore,
			want: lacks + "keystoreFile" + no42, hint: "keyPass is another",
		},
		{
			name: "keyPass is missing", attrs: tls + siteFile + `keystorePass="sesame"`,
			carbon: strings.Replace(siteKeystore, "<KeyPassword>sesame", "<KeyPassword>key", 1),
			want:   "tomcat/catalina-server.xml:3:1 error (safe: add keyPass from Security/KeyStore in carbon.xml) The TLS Connector on port 9443 lacks keyPass" + otherPw,
			fixed:  tls + siteFile + `keystorePass="sesame" keyPass="key"`,
		},
		{
			name: "keyPass is missing beside an alias", attrs: tls + siteFile + `keystorePass="password" ` + alias,
			carbon: strings.Replace(siteKeystore, "<KeyPassword>sesame", "<KeyPassword>key", 1),
			want:   lacks + "keyPass" + otherPw, hint: "no password is written out",
		},
		{
			name: "keyPass is of no concern for another keystore", attrs: tls + `keystoreFile="/etc/own.jks" keystorePass="x"`,
			carbon: strings.Replace(siteKeystore, "<KeyPassword>sesame", "<KeyPassword>key", 1),
		},
		{
			name: "keystoreType is missing", attrs: tls + siteFile + `keystorePass="sesame" URIEncoding="UTF-8"`, carbon: siteKeystore + "<Type>PKCS12</Type>",
			want:  "tomcat/catalina-server.xml:3:1 error (safe: add keystoreType from Security/KeyStore in carbon.xml) The TLS Connector on port 9443 lacks keystoreType, but carbon.xml says that this keystore is of type \"PKCS12\".\n",
			fixed: tls + siteFile + `keystorePass="sesame" keystoreType="PKCS12" URIEncoding="UTF-8"`,
		},

		{name: "no carbon.xml", attrs: tls, want: lacks + "keystoreFile and keystorePass" + no42, hint: "no carbon.xml"},
		{name: "no Location", attrs: tls, carbon: "<Password>x</Password>", want: lacks + "keystoreFile and keystorePass" + no42, hint: "has no Location"},
		{name: "no Password", attrs: tls, carbon: "<Location>/etc/x.jks</Location>", want: lacks + "keystoreFile and keystorePass" + no42, hint: "has no Password"},
		{
			name: "the primary password is an alias", attrs: tls,
			carbon: `<Location>/etc/x.jks</Location><Password svns:secretAlias="Carbon.Security.KeyStore.Password">password</Password>`,
			want:   lacks + "keystoreFile and keystorePass" + no42, hint: "Server.Service.Connector.keystorePass",
		},
		{
			name: "the key password is an alias", attrs: tls,
			carbon: `<Location>/etc/x.jks</Location><Password>x</Password><KeyPassword svns:secretAlias="Carbon.Security.KeyStore.KeyPassword">password</KeyPassword>`,
			want:   lacks + "keystoreFile and keystorePass" + no42, hint: "KeyPassword comes from Secure Vault",
		},
		{
			name: "the primary password is a placeholder", attrs: tls, carbon: "<Location>/etc/x.jks</Location><Password>${keystore.password}</Password>",
			want: lacks + "keystoreFile and keystorePass" + no42, hint: "Password comes from a template or a placeholder",
		},
		{
			name: "the primary password has blanks around it", attrs: tls, carbon: "<Location>/etc/x.jks</Location><Password> x</Password>",
			want: lacks + "keystoreFile and keystorePass" + no42, hint: "blanks around it",
		},
		{
			name: "the Location leads out of the home", attrs: tls, carbon: "<Location>${carbon.home}/../x.jks</Location><Password>x</Password>",
			want: lacks + "keystoreFile and keystorePass" + no42, hint: "leads out of the home",
		},
		{
			name: "the primary keystore is not there", attrs: tls, carbon: siteKeystore, files: []string{"wso2carbon.jks"},
			want: lacks + "keystoreFile and keystorePass" + no42, hint: "is not in the home",
		},
		{
			name: "another Connector has an alias", attrs: tls + "/>\n<Connector " + tls + siteFile + `keystorePass="password" ` + alias, carbon: siteKeystore,
			want: lacks + "keystoreFile and keystorePass" + no42, hint: "no password is written out",
		},
		{
			name: "whether keyPass is needed is not known", attrs: tls + siteFile + `keystorePass="sesame"`,
			carbon: `<Location>repository/resources/security/site.jks</Location><Password svns:secretAlias="Carbon.Security.KeyStore.Password">password</Password>`,
			want:   "not judged tomcat/catalina-server.xml:3: whether the Connector needs keyPass: in carbon.xml Password comes from Secure Vault\n",
		},
		{
			name: "whether keystoreType is needed is not known", attrs: tls + siteFile + `keystorePass="sesame"`,
			carbon: siteKeystore + "<Type>${type}</Type>",
			want:   "not judged tomcat/catalina-server.xml:3: whether the Connector needs keystoreType: in carbon.xml Type comes from a template or a placeholder\n",
		},

		{
			name: "wrong case", attrs: tls + `keyStoreFile='/etc/own.jks' keystorepass="x"`, carbon: siteKeystore,
			want: "tomcat/catalina-server.xml:3:42 error (safe: rename keyStoreFile to keystoreFile) The TLS Connector on port 9443 has keyStoreFile, which Tomcat does not read: the attribute is keystoreFile, in exactly this case.\n" +
				"tomcat/catalina-server.xml:3:70 error (safe: rename keystorepass to keystorePass) The TLS Connector on port 9443 has keystorepass, which Tomcat does not read: the attribute is keystorePass, in exactly this case.\n",
			fixed: tls + `keystoreFile='/etc/own.jks' keystorePass="x"`,
		},
		{
			name: "wrong case beside the right one", attrs: tls + `keystoreFile="/etc/own.jks" keystorePass="x" KEYPASS="y" keyPass="z"`, carbon: siteKeystore,
			want: "tomcat/catalina-server.xml:3:87 error (no fix) The TLS Connector on port 9443 has KEYPASS, which Tomcat does not read: the attribute is keyPass, in exactly this case.\n",
			hint: "Keep one keyPass",
		},
		{
			name: "wrong case, and what it then lacks", attrs: tls + `keyStoreFile="/repository/resources/security/site.jks"`, carbon: strings.ReplaceAll(siteKeystore, "${carbon.home}", ""),
			want: "tomcat/catalina-server.xml:3:1 error (safe: add keystorePass from Security/KeyStore in carbon.xml) The TLS Connector on port 9443 lacks keystorePass" + no42 +
				"tomcat/catalina-server.xml:3:42 error (safe: rename keyStoreFile to keystoreFile) The TLS Connector on port 9443 has keyStoreFile, which Tomcat does not read: the attribute is keystoreFile, in exactly this case.\n",
			fixed: tls + `keystoreFile="/repository/resources/security/site.jks" keystorePass="sesame"`,
		},

		{
			name: "the file is not there", attrs: tls + siteFile + `keystorePass="sesame"`, carbon: siteKeystore, files: []string{"client-truststore.jks"},
			want: "tomcat/catalina-server.xml:3:42 error (no fix) The TLS Connector on port 9443 has the keystoreFile \"${carbon.home}/repository/resources/security/site.jks\", which is not in the home, while other keystores are.\n",
		},
		{name: "the file is there", attrs: tls + siteFile + `keystorePass="sesame"`, carbon: siteKeystore, files: []string{"site.jks"}},
		{name: "the home holds no keystores", attrs: tls + siteFile + `keystorePass="sesame"`, carbon: siteKeystore, files: []string{"README"}},
		{name: "a file elsewhere cannot be looked for", attrs: tls + `keystoreFile="/etc/own.jks" keystorePass="x"`, carbon: siteKeystore, files: []string{"site.jks"}},
		{
			name: "Tomcat starts elsewhere with a relative path", attrs: tls + `keystoreFile="repository/resources/security/site.jks" keystorePass="x"`, carbon: siteKeystore, files: []string{"site.jks"},
			want: "tomcat/catalina-server.xml:3:42 error (no fix) The TLS Connector on port 9443 has the keystoreFile \"repository/resources/security/site.jks\", which is not in the home, while other keystores are.\n",
			hint: "lib/tomcat",
		},
		{
			name: "empty", attrs: tls + `keystoreFile="" keystorePass="x"`, carbon: siteKeystore,
			want: "tomcat/catalina-server.xml:3:42 error (no fix) The TLS Connector on port 9443 has an empty keystoreFile.\n",
		},
		{
			name: "the demo keystore in place of the site's own", attrs: tls + demoFile + `keystorePass="x"`, carbon: siteKeystore,
			want: "tomcat/catalina-server.xml:3:42 warning (no fix) The TLS Connector on port 9443 has the demo keystore wso2carbon.jks, while carbon.xml has the site's own, \"${carbon.home}/repository/resources/security/site.jks\".\n",
		},
		{name: "the demo keystore is the site's own", attrs: tls + demoFile + `keystorePass="x"`, carbon: strings.Replace(siteKeystore, "site.jks", "wso2carbon.jks", 1)},
		{name: "the demo keystore under another name", attrs: tls + demoFile + `keystorePass="x"`, carbon: siteKeystore, files: []string{"wso2carbon.jks", "site.jks"}},
		{name: "the demo keystore, nothing to compare", attrs: tls + demoFile + `keystorePass="x"`},

		{
			name: "given by a placeholder", attrs: tls + `keystoreFile="${keystore}" keystorePass="x"`, carbon: siteKeystore,
			want: "not judged tomcat/catalina-server.xml:3: keystoreFile is given by a placeholder\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"tomcat/catalina-server.xml": catalina(tt.attrs)}
			if tt.carbon != "" {
				files["carbon.xml"] = carbonKeystore(tt.carbon)
			}
			for _, f := range tt.files {
				files["repository/resources/security/"+f] = "a keystore"
			}
			r := judge(t, "connector-keystore", files)
			if got := brief(t, r); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			if !strings.Contains(hints(r), tt.hint) {
				t.Errorf("hint %q lacks %q", hints(r), tt.hint)
			}
			want := tt.attrs
			if tt.fixed != "" {
				want = tt.fixed
			}
			if got := mend(t, "connector-keystore", files, "tomcat/catalina-server.xml", true); got != catalina(want) {
				t.Errorf("fixed:\n%s", got)
			}
		})
	}
}
