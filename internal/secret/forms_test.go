package secret_test

import (
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/secret"
)

// secretNames are names under which a secret is kept.
var secretNames = []string{
	"password", "Password", "KeyPassword", "ConnectionPassword", "keystorePass", "keyPass", "keystorepass", "truststorePass", "storepass",
	"keypass", "keystore.password", "mail.smtp.pass", "ldap_pass", "DB_PASS", "pass", "pw", "pwd", "adminPw", "passphrase", "passwd", "pass1",
	"password_2", "clientSecret", "ConsumerSecret", "secret", "Token", "RefreshToken", "access_token", "AccessKey", "SharedAccessKey",
	"AccountKey", "SigningKey", "apiKey", "x-api-key", "privateKey", "Authorization", "java.naming.security.credentials", "Kennwort", "wifi_psk",
	"SharedAccessSignature", "security.token", "isSecret", "Password1",
}

// nameForms are the forms in which a name, §N, and its secret value, §S, are
// written.
var nameForms = []struct{ path, text string }{
	{"a.xml", `<§N>§S</§N>`},
	{"a.xml", "<§N>\n  §S\n</§N>\n"},
	{"a.xml", "<§N>\n  one\n  §S\n</M>\n<x/>"},
	{"a.xml", `<§N><![CDATA[§S]]></§N>`},
	{"a.xml", `<§N>a<§S</§N>`},
	{"a.xml", `<§N>a&amp;§S</§N>`},
	{"a.xml", `<§N a="1">x<!-- c -->§S</§N>`},
	{"a.xml", `<§N id="x">§S</§N>`},
	{"a.xml", `<§N name="x" key='y'>§S</§N>`},
	{"a.xml", `<§N value="§S"/>`},
	{"a.xml", `<§N plain='§S'/>`},
	{"a.xml", `<c:§N xmlns:c="u" c:x="1">§S</c:§N>`},
	{"a.xml", `<§N svns:secretAlias="A">§S</§N>`},
	{"a.xml", `<!--§N>§S</§N-->`},
	{"a.xml", `<!-- <§N>§S</§N> -->`},
	{"a.xml", `<!-- §N: §S -->`},
	{"a.xml", `<!-- §N = §S -->`},
	{"a.xml", `<!-- the §N is: §S -->`},
	{"a.xml", `<!-- set §N="§S" and restart -->`},
	{"a.xml", `<!-- §N=a §S -->`},
	{"a.xml", `<!-- §N: a<§S -->`},
	{"a.xml", `<!-- &lt;§N&gt;§S&lt;/§N&gt; -->`},
	{"a.xml", `<a §N="§S" port="1"/>`},
	{"a.xml", "<a\n §N\n = \n '§S'\n/>"},
	{"a.xml", `<a §N="a'b §S" port="1"/>`},
	{"a.xml", `<a §N="a>b §S" port="1"/>`},
	{"a.xml", `<a §N="s3c"§S" port="1"/>`},
	{"a.xml", `<a §N="s3c" §S" port="1"/>`},
	{"a.xml", `<a §N="s3c">§S" port="1"/>`},
	{"a.xml", `<a §N="s3c<§S" port="1"/>`},
	{"a.xml", `<a §N='s3c'§S' port='1'/>`},
	{"a.xml", `<a §N=§S port="1"/>`},
	{"a.xml", `<a §N=a §S/>`},
	{"a.xml", `<a §N="§S`},
	{"a.xml", "<a §N=\"§S\n port='1'/>\n<b/>"},
	{"a.xml", `<a x="1 §N="§S" port="1"/>`},
	{"a.xml", `<a x="1"" §N="§S" port="1"/>`},
	{"a.xml", `<a §N="§S"x="1"/>`},
	{"a.xml", `<a <b §N="§S"/>`},
	{"a.xml", `a §N="§S" b="1"/>`},
	{"a.xml", `<§N@§S</§N>`},
	{"a.xml", `<§N§S</§N>`},
	{"a.xml", `<§N §S</§N>`},
	{"a.xml", `<§N §S>x</§N>`},
	{"a.xml", `<§N>§S<§N>`},
	{"a.xml", `<§N>§S</ §N>`},
	{"a.xml", `<§N>§S</M><b/>`},
	{"a.xml", "<§N>§S\n<b/>"},
	{"a.xml", `§N>§S</§N>`},
	{"a.xml", `<§N>§S`},
	{"a.xml", `<P name="§N">§S</P>`},
	{"a.xml", `<P name='§N' locked="false">§S</P>`},
	{"a.xml", `<P Name="§N" Value="§S"/>`},
	{"a.xml", `<P VALUE="§S" NAME="§N"/>`},
	{"a.xml", `<P key="§N"><V>§S</V></P>`},
	{"a.xml", `<P property="§N" x="§S"/>`},
	{"a.xml", `<P name="§N value="§S"/>`},
	{"a.xml", `<P name="§N>§S</P>`},
	{"a.xml", `<P name=§N value=§S/>`},
	{"a.xml", `<P name="§N"§S</P>`},
	{"a.xml", `<param-name>§N</param-name><param-value>§S</param-value>`},
	{"a.xml", "<param-name>\n§N\n</param-name>\n<description>x</description>\n<param-value>\n§S\n</param-value>"},
	{"a.xml", `<entry><key>§N</key><value>§S</value></entry>`},
	{"a.xml", `<entry><value>§S</value><key>§N</key></entry>`},
	{"a.xml", `<entry><string>§N</string><string>§S</string></entry>`},
	{"a.xml", `<Name>§N</Name><Value>§S</Value>`},
	{"a.xml", `<!DOCTYPE a [<!ENTITY §N "§S">]><a/>`},
	{"a.xml", `<?a §N="§S"?>`},
	{"a.xml.erb", `<a <%- if @p -%> x="<%= @p %>" <%- end -%> b="1" §N="§S"/>`},
	{"a.xml.erb", `<a<% if a > "b" %> §N="§S"<% end %>/>`},
	{"a.xml.erb", `<a §N="<%= @pw || "§S" %>" b="1"/>`},
	{"a.xml.erb", `<a §N=<%= @a ? "x" : "§S" %> b="1"/>`},
	{"a.xml.erb", `<a §N=<% if a %>"x"<% else %>"§S"<% end %> b="1"/>`},
	{"a.xml.erb", `<§N><%= @pw || '§S' %></§N>`},
	{"a.xml.erb", "<§N><% if a %>x<% else %>\n§S\n<% end %></§N>"},
	{"a.xml.j2", `<a §N="{{ x | default("§S") }}" b="1"/>`},
	{"a.xml.j2", `<a {% if a %}§N="§S"{% endif %} b="1"/>`},
	{"a.xml.j2", `<a {{ attrs }} §N="§S"/>`},
	{"a.xml.j2", `<§N {{attrs}}>§S</§N>`},
	{"a.xml.j2", `<§N {% if a %}svns:secretAlias="A"{% endif %}>§S</§N>`},
	{"a.xml.j2", `<§N{{x}}>§S</§N{{x}}>`},
	{"a.xml.j2", `<{{x}}§N>§S</{{x}}§N>`},
	{"a.xml.j2", `<P name="{{x}}.§N">§S</P>`},
	{"a.xml.j2", `<P name="§N" {% if a > b %}value="§S"{% endif %}/>`},
	{"a.xml.j2", `{% set §N = "§S" %}`},
	{"a.xml.j2", `{% if a %}<§N>§S{% else %}<§N>x{% endif %}</§N>`},
	{"a.xml.hbs", `<a {{#if a}}x="1"{{/if}} §N="§S"/>`},
	{"a.yaml", "§N: §S\n"},
	{"a.yaml", "§N: a §S\n"},
	{"a.yaml", "§N: a x=§S\n"},
	{"a.yaml", "§N: \"§S\" # why\n"},
	{"a.yaml", "  §N: |\n    x\n    §S\nb: 1\n"},
	{"a.yaml", "- §N: >-\n    §S\n"},
	{"a.yaml", "§N:\n  - §S\n"},
	{"a.yaml", "§N:\n- §S\n"},
	{"a.yaml", "§N:\n  §S\n"},
	{"a.yaml", "§N: \"x\n  §S\"\n"},
	{"a.yaml", "- name: §N\n  value: §S\n"},
	{"a.yaml", "{a: 1, §N: §S, b: 2}"},
	{"a.json", `{"§N": "§S"}`},
	{"a.json", `{"a": 1, "§N" : "x\"§S"}`},
	{"a.json", "{\"§N\":\n  \"§S\"}"},
	{"a.json", `{"name": "§N", "value": "§S"}`},
	{"a.json", `"{\"§N\": \"§S\"}"`},
	{"a.properties", "§N=§S\n"},
	{"a.properties", "§N = a b §S\n"},
	{"a.properties", "§N : §S\n"},
	{"a.properties", "§N §S\n"},
	{"a.properties", "#§N=§S\n"},
	{"a.properties", "§N=a\\\n   §S\n"},
	{"a.properties", "§N=a,b;§S\n"},
	{"a.properties", "x.§N.y.§N=§S\n"},
	{"a.sh", "export §N=§S\n"},
	{"a.sh", "§N='a §S'\n"},
	{"a.sh", "java -D§N=§S -Dx=1\n"},
	{"a.sh", "java -D§N=\"a §S\" -Dx=1\n"},
	{"a.sh", "run --§N §S\n"},
	{"a.sh", "run --§N=§S\n"},
	{"a.sh", "run -§N §S -x\n"},
	{"a.sh", "run -§N \"a §S\"\n"},
	{"a.rb", "'§N' => '§S',\n"},
	{"a.rb", "config[\"§N\"] = \"§S\"\n"},
	{"a.py", "set(\"§N\", \"§S\")\n"},
	{"a.txt", "§N=\"a&§S\"\n"},
	{"a.txt", "§N={a;b §S}\n"},
	{"a.txt", "the §N: [§S]\n"},
	{"a.txt", "the §N '§S'\n"},
	{"a.txt", "http://example.com/?a=1&§N=§S&b=2\n"},
	{"a.xml", `<url>http://example.com/?a=1&amp;§N=§S&amp;b=2</url>`},
	{"a.xml", `<url>jdbc:x://example.com:1/y;a=1;§N=§S;b=2</url>`},
	{"a.xml", `<url>jdbc:x://example.com:1/y;a=1;§N={a;§S};b=2</url>`},
	{"a.xml", `<x>&lt;§N a=&quot;b&quot;&gt;§S&lt;/§N&gt;</x>`},
	{"a.xml", `<arg>--§N</arg><arg>§S</arg>`},
	{"a.xml", `<arg value="-§N"/><arg value="§S"/>`},
	{"a.toml", "§N = '''\n§S'''\n"},
	{"a.json", "{\"§N\": [\n\"x\",\n \"§S\"]\n}"},
	{"a.yaml", "§N: !vault |\n  x\n  §S\n"},
	{"a.yaml", "§N: 'it''s §S'\n"},
	{"a.yaml", "args:\n- --§N\n- §S\n"},
	{"a.yaml", "- value: §S\n  name: §N\n"},
	{"a.tf", "§N = <<EOF\n§S\nEOF\n"},
	{"a.csv", "§N,\"§S\"\n"},
	{"a.xml.j2", `{% if §N == '§S' %}<b/>{% endif %}`},
	{"a.xml.j2", `{% if §N != "§S" or x %}<b/>{% endif %}`},
	{"a.xml.j2", `{% if '§S' == §N %}<b/>{% endif %}`},
	{"a.xml.j2", `{% if §N in ['§S'] %}<b/>{% endif %}`},
	{"a.xml.j2", `<b>{{ §N|default('§S') }}</b>`},
	{"a.xml.erb", `<b><%= @§N || '§S' %></b>`},
	{"a.xml.erb", `<% if @§N === '§S' %><b/><% end %>`},
	{"a.xml.erb", `<% if @§N =~ '§S' %><b/><% end %>`},
	{"a.xml.erb", `<% @§N ||= '§S' %><b/>`},
	{"a.xml.tmpl", `{{ if eq .§N "§S" }}<b/>{{ end }}`},
	{"a.xml.tmpl", `{{ if eq "§S" .§N }}<b/>{{ end }}`},
	{"a.xml.ftl", `<#if §N?? && §N ne "§S"><b/></#if>`},
	{"a.xml.j2", `<b>{{ §N or "§S" }}</b>`},
	{"a.xml.j2", `{{ lookup("vars", "§N", default="§S") }}`},
	{"a.xml.j2", `{% set §N %}§S{% endset %}`},
	{"a.xml.j2", "{%- set §N -%}\n  x\n§S\n{%- endset -%}"},
	{"a.xml.in", `@§N@=§S`},
	{"web.xml", "<env-entry-name>§N</env-entry-name>\n<env-entry-type>java.lang.String</env-entry-type>\n<env-entry-value>§S</env-entry-value>"},
	{"web.xml", `<param-name>§N</param-name><display-name>x</display-name><param-value>§S</param-value>`},
	{"a.xml", `<entryValue>§S</entryValue><entryName>§N</entryName>`},
	{"a.json", `{"name": "§N", "x": 1, "value": "§S"}`},
	{"a.json", "{\"key\": \"§N\",\n \"x\": \"y, z\",\n \"y\": false,\n \"value\": \"§S\"}"},
	{"a.json", `{"value": "§S", "x": 1, "name": "§N"}`},
	{"a.yaml", "- name: §N\n  description: it is x\n  value: §S\n"},
	{"a.yaml", "- {name: §N, x: 1, value: §S}\n"},
	{"a.yaml", "- value: §S\n  x: 1\n  name: §N\n"},
	{"a.yaml", "§N:   # why\n  §S\n"},
	{"a.yaml", "§N: # why\n  - x\n  - §S\n"},
	{"a.yaml", "§N: >-  # why\n  §S\n"},
	{"a.yaml", "§N: [x,\n  §S]\n"},
	{"a.yaml", "§N: {a: x,\n  b: §S}\n"},
	{"a.yaml", "? §N\n: §S\n"},
	{"a.json", "{\"§N\": {\n  \"v\": \"§S\"\n}}"},
	{"a.json", `{"§N"/* why */: "§S"}`},
	{"a.properties", "§N[0]=§S\n"},
	{"a.properties", "§N.1=§S\n"},
	{"a.properties", "§N.value=§S\n"},
	{"a.properties", "§N\\==§S\n"},
	{"a.txt", "§N[0]=§S\n"},
	{"a.ini", "§N=x\n\t§S\n"},
	{"a.ini", "[§N]\na=§S\n"},
	{"a.ini", "[§N]\n= §S\n"},
	{"a.ini", "[§N]\n§S\n"},
	{"a.toml", "[§N]\na = \"[§S]\"\n"},
	{"a.ldif", "§N:: §S\n"},
	{"a.ldif", "§N: x\n §S\n"},
	{"a.sh", "run --§N \\\n  '§S'\n"},
	{"a.sh", "x='run --§N\\ §S'\n"},
	{"a.sh", "if test \"§S\" = \"$§N\"; then\n"},
	{"a.xml", `<§N/>§S`},
	{"a.xml", `<§N></§N>§S`},
	{"a.xml", `<x>&#x3c;§N&#x3E;§S&#x3c;/§N&#x3e;</x>`},
	{"a.sql", "INSERT INTO U (A, §N) VALUES ('x', '§S'), ('y', '§S');\n"},
	{"a.csv", "user,§N\na,\"§S\"\nb,\"§S\"\n"},
	{"a.md", "| user | §N | x |\n|---|---|---|\n| a | `§S` | y |\n"},
}

// canaries are secrets, all with cAnArY in them: first simple ones, then those
// that a form may take for its own.
var canaries = []string{
	"cAnArY-7", "cAnArY", "cAnArY-7,x;y", "cAnArY==", "cAnArY=", "x<cAnArY", "x>cAnArY", "x&cAnArY", "x$cAnArY{", "x'cAnArY", `x"cAnArY`,
	"x cAnArY", "x/cAnArY", "x#cAnArY", "x?cAnArY:",
}

// TestForms looks for a secret in every form: a simple one under every name, and
// each of them under some.
func TestForms(t *testing.T) {
	for _, form := range nameForms {
		leaks := 0
		for i, name := range secretNames {
			list := canaries
			if i%8 > 0 {
				list = canaries[:2]
			}
			for _, canary := range list {
				text := fill(form.text, name, canary)
				got := masked(form.path, text)
				if strings.Contains(got, "cAnArY") {
					if leaks++; leaks == 1 {
						t.Errorf("%s: %s\nis shown as %s", form.path, text, got)
					}
				}
				checkMask(t, form.path, text, got)
			}
		}
		if leaks > 1 {
			t.Errorf("%s: %s: a secret is shown under %d names", form.path, form.text, leaks)
		}
	}
}

// fill writes a form with its name and secret.
func fill(form, name, canary string) string {
	return strings.NewReplacer("§N", name, "§S", canary).Replace(form)
}

func masked(path, text string) string { return secret.In(path, text).Mask(0, len(text)) }

// checkMask holds what every mask keeps: the lines, and what is outside the
// secrets; and masking twice is masking once.
func checkMask(t *testing.T, path, text, got string) {
	t.Helper()
	if strings.Count(text, "\n") != strings.Count(got, "\n") {
		t.Errorf("%s: %q has other lines when masked: %q", path, text, got)
	}
	at := 0
	for _, part := range strings.Split(got, secret.Mask) {
		i := strings.Index(text[at:], part)
		if i < 0 {
			t.Errorf("%s: %q is not what is left of %q", path, got, text)
			return
		}
		at += i + len(part)
	}
	if again := masked(path, got); again != got {
		t.Errorf("%s: %q, and masked again %q", path, got, again)
	}
}
