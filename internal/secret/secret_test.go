package secret_test

import (
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/secret"
)

const canary = "cAnArY-7"

func TestMask(t *testing.T) {
	for _, test := range []struct{ path, text string }{
		{"carbon.xml", `<Password>cAnArY-7</Password>`},
		{"carbon.xml", "<Password>\n  cAnArY-7\n</Password>"},
		{"carbon.xml", `<Password><![CDATA[cAnArY-7<x]]></Password>`},
		{"carbon.xml", `<Password>cA<nArY-7 cAnArY-7</Password>`},
		{"carbon.xml", "<KeyPassword>cAnArY-7\n<Other/>"},
		{"carbon.xml", `<!--Password>cAnArY-7</Password-->`},
		{"carbon.xml", `<!-- <Password>cAnArY-7</Password> -->`},
		{"carbon.xml", `<!-- the old password was: cAnArY-7 -->`},
		{"carbon.xml", `<c:Password xmlns:c="u" c:x="1">cAnArY-7</c:Password>`},
		{"carbon.xml", `<Password svns:secretAlias="A">cAnArY-7</Password>`},
		{"server.xml", `<Connector keystorePass="cAnArY-7" port="1"/>`},
		{"server.xml", `<Connector keystorepass='cAnArY-7' port="1"/>`},
		{"server.xml", "<Connector\n keyPass = \"cAnArY-7\"\n/>"},
		{"server.xml", `<Connector truststorePass="cAnArY-7`},
		{"server.xml", `<Connector KeyPass="cAnArY-7" `},
		{"user-mgt.xml", `<Property name="ConnectionPassword">cAnArY-7</Property>`},
		{"user-mgt.xml", `<property name="password" value="cAnArY-7"/>`},
		{"user-mgt.xml", `<property value='cAnArY-7' name='password'/>`},
		{"axis2.xml", `<parameter name="keystore.password" locked="false">cAnArY-7</parameter>`},
		{"api.xml", `<ConsumerSecret>cAnArY-7</ConsumerSecret><ApiKey>cAnArY-7</ApiKey>`},
		{"ds.xml", `<url>jdbc:mysql://cAnArY-7:cAnArY-7@db.example.com/x</url>`},
		{"ds.xml", `<url>jdbc:mysql://db.example.com/x?user=cAnArY-7&amp;password=cAnArY-7</url>`},
		{"ds.xml", `<url>jdbc:oracle:thin:cAnArY-7/cAnArY-7@db.example.com:1521/x</url>`},
		{"ds.xml", `<url>jdbc:sqlserver://db.example.com;user=cAnArY-7;password=cAnArY-7;x=1</url>`},
		{"ds.xml", `<endpoint>https://admin:cAnArY-7@example.com/</endpoint>`},
		{"jndi.properties", "a.url = amqp://admin:cAnArY-7@clientid/carbon?brokerlist='tcp://localhost:5672'"},
		{"log4j.properties", "log4j.appender.LOGEVENT.password=cAnArY-7"},
		{"log4j.properties", "#log4j.appender.LOGEVENT.password = cAnArY-7"},
		{"log4j.properties", "x.password=one\\\n   cAnArY-7"},
		{"x.properties.erb", "db.password : cAnArY-7"},
		{"etc/launch.ini", "db.password=cAnArY-7,cAnArY-7"},
		{"security/cipher-text.properties", "My.Own.Alias=[cAnArY-7]\n# Carbon.X = cAnArY-7"},
		{"carbon.xml.erb", `<Password><%= @pw || 'cAnArY-7' %></Password>`},
		{"carbon.xml.j2", `<KeyPassword>{{ pw | default("cAnArY-7") }}</KeyPassword>`},
		{"page.html", `password = "cAnArY-7"`},
		{"config.json", `{"password": "cAnArY-7"}`},
	} {
		got := secret.In(test.path, test.text).Mask(0, len(test.text))
		if strings.Contains(got, canary) || !strings.Contains(got, secret.Mask) {
			t.Errorf("%s: %s\nis shown as %s", test.path, test.text, got)
		}
	}
}

// TestQuoteAlone: a value that is nothing but a quote once was cut by more bytes than
// it has.
func TestQuoteAlone(t *testing.T) {
	text := `"value": "name="password"`
	if got := secret.In("a.yaml", text).Mask(0, len(text)); !strings.Contains(got, secret.Mask) {
		t.Errorf("shown as %s", got)
	}
}

func TestKeep(t *testing.T) {
	for _, text := range []string{
		`<Property name="PasswordJavaRegEx">^[\S]{5,30}$</Property>`,
		`<Property name="PasswordJavaRegExViolationErrorMsg">Too short</Property>`,
		`<Property name="StoreSaltedPassword">true</Property>`,
		`<Property name="PasswordDigest">SHA-256</Property>`,
		`<Property name="PasswordHashMethod">SHA</Property>`,
		`<password svns:secretAlias="WSO2.DB.Password"/>`,
		`<Location>${carbon.home}/repository/resources/security/wso2carbon.jks</Location>`,
		`<transportReceiver class="org.apache.synapse.transport.passthru.PassThroughHttpListener"/>`,
		`<username>wso2carbon</username>`,
		`password=secretAlias:Log4j.Password`,
		`<url>jdbc:h2:repository/database/WSO2CARBON_DB;DB_CLOSE_ON_EXIT=FALSE</url>`,
		`add keystoreFile and keystorePass as carbon.xml names them`,
		`keystorePass is another than the Password of carbon.xml`,
		`whether the Connector needs keyPass: in carbon.xml it comes from Secure Vault`,
		`no password is written out`,
		`read the baseline /etc/passwd:1:1: not a baseline: invalid character 'r'`,
		`read the configuration secrets/password:3: did you mean fail-on?`,
		`read shop/passwd: permission denied`, `open passwd: neither a directory nor a regular file`,
		`write password: is a directory`, `read passwd: input/output error`, `open passwd: no such file or directory`,
	} {
		if got := secret.Line(text); got != text {
			t.Errorf("%s\nis shown as %s", text, got)
		}
	}
}

func TestMaskOfAPart(t *testing.T) {
	text := "<a>\n<Password>one\ntwo</Password>\n</a>"
	s := secret.In("a.xml", text)
	if got := s.Mask(strings.Index(text, "two"), len(text)); got != secret.Mask+"</Password>\n</a>" {
		t.Errorf("got %q", got)
	}
}

// TestPlain holds that what files say about passwords can be read.
func TestPlain(t *testing.T) {
	for _, text := range []string{
		`<!-- The password is the same as that of the keystore. -->`,
		`<!-- Administrator password to log in to the remote server. -->`,
		`<!-- Credentials for the gateway. This configuration is used by the publisher. -->`,
		`<!-- pass the result to this style sheet -->`,
		`<!-- a basic sentence pattern -->`,
		`<!-- This includes the password reset link, for the forgotten passwords. -->`,
		`<RemoveUserNameFromJWTForApplicationToken>true</RemoveUserNameFromJWTForApplicationToken>`,
		`<AccessTokenDefaultValidityPeriod>3600</AccessTokenDefaultValidityPeriod>`,
		`<SecurityTokenService><IdentityProviderURL>https://example.com/sts</IdentityProviderURL></SecurityTokenService>`,
		`<Parameter name="YahooTokenEndpoint">https://api.login.example.com/oauth2/get_token</Parameter>`,
		`<Connector port="9443" SSLEnabled="true" svns:secretAlias="Server.Service.Connector.keystorePass"/>`,
		`<a class="org.example.PasswordCallbackHandler" input="http://localhost:8080/a@b"/>`,
		"# Token Rotation\n",
		`<!-- leave <Password/> empty to be asked -->`,
		`<Password/>`,
		`<Password svns:secretAlias="A"/> of the vault`,
		"<required>\n- password\n- name\n</required>",
		`<a href="https://example.com/?code=authorization"/>`,
		`<env-entry-name>maxSize</env-entry-name><env-entry-type>java.lang.Integer</env-entry-type><env-entry-value>5</env-entry-value>`,
		`{"name": "password"}, {"name": "size", "value": "5"}`,
		`(name, password_policy) VALUES ('a', 'strict')`,
		`// see: joe@example.com`,
	} {
		path := "a.xml"
		if strings.HasPrefix(text, "#") {
			path = "a.properties"
		}
		if got := masked(path, text); got != text {
			t.Errorf("%s\nis shown as %s", text, got)
		}
	}
	const beside = `<Connector port="9443" keystorePass="password" keyAlias="a" keystoreFile="b"/>`
	if got, want := masked("a.xml", beside), strings.Replace(beside, "password", secret.Mask, 1); got != want {
		t.Errorf("%s\nis shown as %s", beside, got)
	}
}

// surroundings are texts that a form may be in, at %.
var surroundings = []string{
	"%\n", "a\n%\nb\n", "<a>\n  <b c=\"1\"/>\n%\n</a>\n", "<!-- x -->\n%\n<!-- y -->", "{{ if a }}\n%\n{{ end }}", "\n%\n<% end %>",
	"a = 'b'\n%\n", "<password>x</password>\n%\n<name>x</name>", "<a b=\"{{ c }}\">\n%\n</a>",
}

// TestForeign: what somebody else wrote has no words of carbonlint's own in it.
func TestForeign(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"password is Xq9", "password is *****"},
		{"the password for joe is Xq9", "the password for joe is *****"},
		{"password=Xq9", "password=*****"},
		{"run it with --password Xq9", "run it with --password *****"},
		{"jdbc:mysql://joe:Xq9@db/x", "jdbc:mysql://*****@db/x"},
		{"ops keeps the password in the vault", "ops keeps the password in the vault"},
		{"our clients ask for XML until the gateway is replaced", "our clients ask for XML until the gateway is replaced"},
	} {
		if got := secret.Foreign(tt.text); got != tt.want {
			t.Errorf("%s\nis shown as %s", tt.text, got)
		}
	}
}

// TestLine looks for the value of a secret in messages of carbonlint's own.
func TestLine(t *testing.T) {
	for _, text := range []string{
		"if password == 'one'", "if password === 'one'", "if password = = 'one'", "if password>='one'", "password ~= 'one'", "password =& one",
	} {
		if got := secret.Line(text); strings.Contains(got, "one") || !strings.Contains(got, secret.Mask) {
			t.Errorf("%s\nis shown as %s", text, got)
		}
	}
}

// FuzzIn plants a secret in one of the forms, and looks for it; and it holds for
// any text what every mask keeps.
func FuzzIn(f *testing.F) {
	f.Add("a.xml", `<Password a="1">x</Password><!--KeyPass>`, uint(0))
	f.Add("a.properties", "password=\\\n", uint(1000))
	f.Add("a.xml", "<p password='", uint(100_000))
	f.Fuzz(func(t *testing.T, path, text string, n uint) {
		s := secret.In(path, text)
		at := 0
		for _, span := range s.Spans() {
			if span.Start < at || span.End <= span.Start || span.End > len(text) || strings.ContainsAny(text[span.Start:span.End], "\r\n") {
				t.Fatalf("spans %v of %q", s.Spans(), text)
			}
			at = span.End
		}
		if got := s.Mask(0, len(text)); strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Errorf("%q has other lines when masked: %q", text, got)
		}
		secret.Line(text)

		pick := func(size int) int {
			i := int(n % uint(size))
			n /= uint(size)
			return i
		}
		form := nameForms[pick(len(nameForms))]
		text = fill(form.text, secretNames[pick(len(secretNames))], canaries[pick(len(canaries))])
		text = strings.Replace(surroundings[pick(len(surroundings))], "%\n", text+"\n", 1)
		if got := masked(form.path, text); strings.Contains(got, "cAnArY") {
			t.Errorf("%s: %s\nis shown as %s", form.path, text, got)
		}
	})
}

// TestSurroundings looks for a secret in every form beside other texts.
func TestSurroundings(t *testing.T) {
	for _, around := range surroundings {
		for _, form := range nameForms {
			for _, name := range []string{"Password", "keystorePass", "SharedAccessKey"} {
				text := strings.Replace(around, "%\n", fill(form.text, name, "cAnArY")+"\n", 1)
				if got := masked(form.path, text); strings.Contains(got, "cAnArY") {
					t.Errorf("%s: %s\nis shown as %s", form.path, text, got)
				}
			}
		}
	}
}
