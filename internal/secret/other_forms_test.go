package secret_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/secret"
)

// otherForms hold a secret by a form of their own.
var otherForms = []struct{ path, text string }{
	{"a.xml", `<url>jdbc:mysql://§S:§S@db.example.com/x</url>`},
	{"a.xml", `<url>jdbc:mysql://joe:a/b+§S/c=@db.example.com/x</url>`},
	{"a.xml", `<url>jdbc:mysql://db.example.com/x?user=§S&amp;a=1</url>`},
	{"a.xml", `<a url="jdbc:mysql://joe:<§S@h"/>`},
	{"a.xml", `<url>jdbc:mysql://joe:a<§S@h/x</url>`},
	{"a.xml", `<url>jdbc:oracle:thin:a/<§S@h</url>`},
	{"a.xml", `<url>jdbc:oracle:thin:§S/§S@db.example.com:1521/x</url>`},
	{"a.xml", `<url>jdbc:oracle:thin:joe/a/§S@db.example.com:1521/x</url>`},
	{"a.xml", `<url>jdbc:oracle:thin:joe/a@§S@//db.example.com:1521/x</url>`},
	{"a.xml", `<url>jdbc:sqlserver://db.example.com;user=§S;x=1</url>`},
	{"a.xml.j2", `<url>jdbc:mysql://{{u}}:§S@{{h}}/x</url>`},
	{"a.xml.j2", `<url>jdbc:mysql://{{ u | default("a") }}:§S@{{ h }}/x</url>`},
	{"a.xml.erb", `<url>jdbc:mysql://<%= @u %>:§S@<%= @h %>/x</url>`},
	{"a.xml", `<endpoint>https://admin:§S@example.com/</endpoint>`},
	{"a.xml", `<endpoint>https://§S@example.com/</endpoint>`},
	{"a.xml", `<!-- see ldap://cn=admin:a'§S@example.com -->`},
	{"jndi.properties", "a.url = amqp://admin:§S@clientid/carbon?brokerlist='tcp://localhost:5672'"},
	{"a.sh", "curl -u joe:§S http://example.com\n"},
	{"a.sh", "curl -u 'joe:a §S' http://example.com\n"},
	{"a.sh", "curl --user joe:§S http://example.com\n"},
	{"a.sh", "curl -H 'Authorization: Bearer §S.abc' http://example.com\n"},
	{"a.xml", `<!-- curl -u joe:§S http://example.com -->`},
	{"a.xml", `<!-- keytool -storepass §S -keypass §S -->`},
	{"a.sh", "keytool -genkey -storepass §S -keypass §S\n"},
	{"a.sh", "mysql -u root -p§S db\n"},
	{"a.sh", "docker login -u a -p §S h\n"},
	{"a.sh", "mongo -u a -p §S\n"},
	{"a.sh", "redis-cli -h h -a §S\n"},
	{"a.sh", "sqlcmd -U a -P §S\n"},
	{"a.sh", "unzip -P §S f\n"},
	{"a.sh", "curl -U joe:§S http://example.com\n"},
	{"a.sh", "sshpass -p §S ssh example.com\n"},
	{"a.sh", "sqlplus joe/§S@db\n"},
	{"a.sh", "ldapsearch -x -D cn=admin -w §S\n"},
	{"a.sh", "openssl pkcs12 -passin pass:§S -passout pass:§S\n"},
	{"a.xml", `<header>Basic cAnArYxyz</header>`},
	{"a.xml", `<property name="Authorization" expression="fn:concat('Basic ', base64Encode('joe:§S'))" scope="transport"/>`},
	{"a.xml", `<property expression="fn:concat('Basic ','§S')" name="Authorization"/>`},
	{"a.xml", `<header name="X">Bearer §S</header>`},
	{"a.xml", `<x>https://example.com/c?a=1&amp;sig=§S&amp;b=2</x>`},
	{"a.sql", "CREATE USER a IDENTIFIED BY '§S';\n"},
	{"a.xml", `<!-- log in with admin/§S -->`},
	{"a.xml", `<!-- the password of the admin user is §S -->`},
	{"a.xml", `<!-- password for admin: §S -->`},
	{"a.xml", `<!-- the password was changed to §S-9 -->`},
	{"a.xml", `<!-- password §S-9 -->`},
	{"a.xml", `<!-- Password - §S -->`},
	{"a.xml", `<!-- password (§S-9) -->`},
	{"security/cipher-text.properties", "My.Own.Alias=[§S]\n# Carbon.X = §S\n"},
	{"a.properties", "pass\\u0077ord=§S\n"},
	{"a.xml", `<P name="pass&#119;ord">§S</P>`},
	{"a.xml", `<P name="pass&#x77;ord" value="§S"/>`},
	{"a.xml", `<!DOCTYPE a [<!ENTITY x "§S">]><a><Password>&x;</Password></a>`},
	{"key.txt", "x\n-----BEGIN RSA PRIVATE KEY-----\n§S\n§S\n-----END RSA PRIVATE KEY-----\n"},
	{"a.yaml", "k: |\n  -----BEGIN PRIVATE KEY-----\n  §S\n"},
	{"conf/password-tmp", "§S\n"},
	{"conf/password.txt", "§S\n"},
	{"conf/passwords.txt.bak", "§S\n"},
	{"conf/passwd", "§S\n"},
	{"conf/passphrase", "§S\n"},
	{"conf/secret.txt", "§S\n"},
	{"conf/pass.txt~", "§S\n"},
	{"conf/admin.pwd", "§S\n"},
	{"conf/keystore.pass", "§S\n"},
	{"conf/token", "§S\n"},
	{"etc/jmxremote.password.bak", "monitorRole §S\n"},
	{"x/id_rsa.old", "§S\n"},
	{".npmrc", "//r/:_auth=§S0123456789\n_auth=§S0123456789\n"},
	{".docker/config.json", `{"auths": {"h": {"auth": "§S0123456789="}}}`},
	{"p.key", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n§S\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n"},
	{"a.json", `{"pass\u0077ord": "§S"}`},
	{"a.xml", "<!--\n  Password\n  §S-9\n-->"},
	{"a.xml", `<url>https://h/a?x=1&amp;X-Amz-Signature=§S-0123456789</url>`},
	{"a.xml", `<url>//joe:§S@example.com/</url>`},
	{"a.sh", "curl -ksu joe:§S http://example.com\n"},
	{"conf/.htpasswd", "joe:§S\n"},
	{"etc/jmxremote.password", "monitorRole §S\n"},
	{"a.xml", "<Password>" + strings.Repeat("x", 20_000) + "§S</Password>"},
	{"a.xml", "<a keyPass=\"" + strings.Repeat("x", 20_000) + "§S\"/>"},
	{"a.xml", `<Password>true</Password>`},
	{"a.xml", `<a keystorePass="false" keyPass="e"/>`},
	{"a.properties", "db.password=true\n"},
}

func TestOtherForms(t *testing.T) {
	for _, form := range otherForms {
		text := fill(form.text, "?", "cAnArY")
		got := masked(form.path, text)
		if strings.Contains(got, "cAnArY") || !strings.Contains(got, secret.Mask) {
			t.Errorf("%s: %s\nis shown as %s", form.path, cut(text), cut(got))
		}
		checkMask(t, form.path, text, got)
		for _, w := range []string{">true<", `="false"`, `"e"`, "=true"} {
			if strings.Contains(text, w) && strings.Contains(got, w) {
				t.Errorf("%s is shown as %s", text, got)
			}
		}
	}
}

func cut(s string) string { return fmt.Sprintf("%.200s", s) }
