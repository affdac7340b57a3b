package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/report"
)

// oddConnectors are start tags of a Connector that ends with a secret, §, in a
// form that is hard to read. Rules report the Connector and change it.
var oddConnectors = []string{
	`keystorePass="§"/>`,
	`<%- if @p -%> proxyPort="<%= @p %>" <%- end -%> keystorePass="§" keyPass="§"/>`,
	`{% if p > 1 %} proxyPort="{{ p }}" {% endif %} keystorePass="§" keyPass="§"/>`,
	`{{#if p}}proxyPort="1"{{/if}} keystorePass="§"/>`,
	`keystorePass="{{ x | default("§") }}"/>`,
	`keystorePass="<%= @pw || "§" %>" port="1"/>`,
	`keystorePass=<%= @pw || "§" %> port="1"/>`,
	`{{ attrs }} keystorePass="§"/>`,
	`key{{ x }}Pass="§"/>`,
	`keystorePass="s3c"§" port="1"/>`,
	`keystorePass="s3c" §" port="1"/>`,
	`keystorePass="s3c<§" port="1"/>`,
	`keystorePass="s3c">§"/>`,
	`keystorePass=§ port="1"/>`,
	`keystorePass=§>`,
	`keystorePass='§" port="1"/>`,
	`x="1 keystorePass="§"/>`,
	`keystorePass="§`,
	`keystorePass="a&§"/>`,
	`keystorePass="§" x="1" x="2"/>`,
	`keystorePass="§"x="1"/>`,
	`keystorePass ="§" keystorepass="§" KEYPASS='§'/>`,
	`keystorePass="§" svns:secretAlias="A"/>`,
	`keystoreFile="a" keystorePass="§"/><!-- keyPass="§", storepass §: keytool -storepass § -keypass § -->`,
	`keystorePass="true" keyPass="§ e"/>`,
}

// oddElements are parts of carbon.xml with a secret.
var oddElements = []string{
	`<Password>§</Password>`,
	`<Password@§</Password>`,
	`<Password§</Password>`,
	`<Password §</Password>`,
	`<Password>§<Password>`,
	`<Password>a<§</Password>`,
	"<Password>\n  a\n  §\n</Pasword>",
	`<Password {{attrs}}>§</Password>`,
	`<Password {% if a %}svns:secretAlias="A"{% endif %}>§</Password>`,
	`<Password>{% if a %}{{ pw }}{% else %}§{% endif %}</Password>`,
	`<Password>{{ pw | default('§') }}</Password>`,
	`<Password id="x">§</Password>`,
	`<Property name="password>§</Property>`,
	`<Property name="password value="§"/>`,
	`<Property Name="password" Value="§"/>`,
	`<init-param><param-name>password</param-name><param-value>§</param-value></init-param>`,
	`<entry><key>password</key><value>§</value></entry>`,
	`<url>jdbc:mysql://{{u}}:§@{{h}}/x</url>`,
	`<url>jdbc:mysql://joe:a/b§=@db.example.com/x</url>`,
	`<url>jdbc:oracle:thin:joe/§@db.example.com:1521/x</url>`,
	`<url>http://example.com/?pass=§&amp;pw=§&amp;java.naming.security.credentials=§&amp;a=1</url>`,
	`<AccountKey>§</AccountKey><SharedAccessKey>§</SharedAccessKey><RefreshToken>§</RefreshToken><SigningKey>§</SigningKey>`,
	`<!-- Authorization: Basic §xyz= --><!-- curl -u joe:§ http://example.com --><!-- --password § -->`,
	`<!-- password: a, b; §{x} --><!-- storepass=a §, ldap_pass = '§ x' --><!-- mail.smtp.pass: "a & §" -->`,
	`<!-- <Connector keystorePass="§" {% if a %} keyPass="§" {% endif %}/> -->`,
	"<!--\n  password: |\n    §\n-->",
	`<Password><![CDATA[§]]></Password><Password>&#167;§</Password>`,
}

// oddFiles are other files with a secret, by their place in repository/conf.
var oddFiles = map[string]string{
	"security/password-tmp":         "§\n",
	"etc/jmxremote.password":        "monitorRole §\n",
	"security/.htpasswd":            "joe:§\n",
	"security/key.pem":              "-----BEGIN PRIVATE KEY-----\n§\n-----END PRIVATE KEY-----\n",
	"etc/run.sh":                    "keytool -storepass § -keypass §\ncurl -u joe:§ http://example.com\nmysql -u root -p§ db\n",
	"etc/values.yaml":               "password: |\n  x\n  §\nb: 1\nenv:\n- name: DB_PASS\n  value: §\n",
	"log4j.properties":              "mail.smtp.pass=§\nldap_pass = a, §\nRefreshToken : §\npass\\u0077ord=§\n",
	"broken/user-mgt.xml":           "<UserManager><Realm><Password>§</Password>\n<Password>x§</Realm>\n",
	"datasources/x-datasources.xml": "<datasources-configuration>\n<url>jdbc:x://h;password={a;§};b=1</url><password>§</pasword>\n</datasources-configuration>",
}

// oddHomes writes a home for each odd form into dir, with canary for the secret;
// names are the files written.
func oddHomes(t *testing.T, dir, canary string) (names []string) {
	t.Helper()
	write := func(name, text string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(strings.ReplaceAll(text, "§", canary)), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	home := func(name, connector, element string) {
		write(name+"/bin/wso2carbon-version.txt", "WSO2 Carbon Framework v4.2.0\n")
		write(name+"/repository/conf/carbon.xml", `<Server xmlns="http://wso2.org/projects/carbon/carbon.xml">
  <Ports><EmbeddedQpid><BrokerPort>5672</BrokerPort></EmbeddedQpid></Ports>
  <Security>`+element+`
    <RegistryKeyStore><Location>a.jks</Location><Password>§</Password></RegistryKeyStore>
  </Security>
</Server>`)
		write(name+"/repository/conf/tomcat/catalina-server.xml", `<Server><Service>
  <Connector port="9443" SSLEnabled="true" scheme="https" secure="true" `+connector+`
</Service></Server>`)
	}
	for i, connector := range oddConnectors {
		home(fmt.Sprintf("c%d", i), connector, "")
	}
	for i, element := range oddElements {
		home(fmt.Sprintf("e%d", i), "/>", element)
	}
	home("f", "/>", "")
	for name, text := range oddFiles {
		write("f/repository/conf/"+name, text)
	}
	return names
}

// TestOddFormsShowNoSecret looks for planted secrets in all that the commands
// print of homes in which they are hard to see.
func TestOddFormsShowNoSecret(t *testing.T) {
	dir := t.TempDir()
	old, new := filepath.Join(dir, "old"), filepath.Join(dir, "new")
	names := oddHomes(t, old, "cAnArY1")
	oddHomes(t, new, "cAnArY2")
	show := func(args ...string) string {
		var out, errs bytes.Buffer
		run(append([]string{"carbonlint"}, args...), strings.NewReader(""), &out, &errs)
		all := out.String() + errs.String()
		if n := strings.Count(all, "cAnArY"); n > 0 {
			t.Errorf("%v: %d secrets, the first in\n%s", args, n, lineAt(all, strings.Index(all, "cAnArY")))
		}
		return all
	}
	for _, f := range report.Formats() {
		show("check", "--format", f.Name, old)
		show("check", "--format", f.Name, "--unsafe-fixes", old)
	}
	if all := show("check", old); strings.Count(all, "xml-syntax") < 10 {
		t.Errorf("the broken files are not reported:\n%s", all)
	}
	if all := show("check", "--diff", "--unsafe-fixes", old); strings.Count(all, "*****") < 40 {
		t.Errorf("the lines with secrets are not shown:\n%s", all)
	}
	baseline := filepath.Join(dir, "baseline.json")
	show("check", "--write-baseline", baseline, old)
	if data, err := os.ReadFile(baseline); err != nil || bytes.Contains(data, []byte("cAnArY")) {
		t.Errorf("a secret in the baseline, or %v", err)
	}
	for _, f := range report.DiffFormats() {
		for i := range len(oddConnectors) {
			show("diff", "--comments", "--all", "--format", f.Name, filepath.Join(old, fmt.Sprintf("c%d", i)), filepath.Join(new, fmt.Sprintf("c%d", i)))
		}
		for i := range len(oddElements) {
			show("diff", "--comments", "--all", "--format", f.Name, filepath.Join(old, fmt.Sprintf("e%d", i)), filepath.Join(new, fmt.Sprintf("e%d", i)))
		}
		show("diff", "--comments", "--all", "--format", f.Name, filepath.Join(old, "f"), filepath.Join(new, "f"))
	}
	for _, name := range names {
		a, b := filepath.Join(old, name), filepath.Join(new, name)
		show("diff", "--all", a, b)
		show("diff", "--all", "--format", "unified", a, b)
		show("diff", "--all", "/dev/null", b)
		show("diff", "--textconv", a)
	}
	for _, f := range report.Formats() {
		if f.Name == "text" || f.Name == "html" || f.Name == "sarif" {
			fixed := filepath.Join(dir, f.Name)
			oddHomes(t, fixed, "cAnArY3")
			show("check", "--fix", "--unsafe-fixes", "--format", f.Name, fixed)
		}
	}
}
