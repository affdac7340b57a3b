package rules_test

import (
	"strings"
	"testing"
)

func TestConnectorKeystoreInTemplates(t *testing.T) {
	const file = "tomcat/catalina-server.xml.erb"
	for _, tt := range []struct {
		name, attrs, want, fixed string
	}{
		{
			name:  "by expression",
			attrs: tls + `keystoreFile="<%= @file %>" keystorePass="<%= @pass %>"`,
			want: "not judged " + file + ":3: keystoreFile is given by a template expression\n" +
				"not judged " + file + ":3: keystorePass is given by a template expression\n",
		},
		{
			name:  "whether it is TLS",
			attrs: `port="9443" SSLEnabled="<%= @tls %>"`,
			want:  "not judged " + file + ":3: SSLEnabled is given by a template expression\n",
		},
		{
			name:  "port by expression",
			attrs: `port="<%= @port %>" SSLEnabled="true"`,
			want:  file + ":3:1 error (safe: add keystoreFile and keystorePass from Security/KeyStore in carbon.xml) The TLS Connector lacks keystoreFile and keystorePass" + no42,
			fixed: `port="<%= @port %>" SSLEnabled="true" ` + siteFile + `keystorePass="sesame"`,
		},
		{
			name:  "only under a condition",
			attrs: tls + "<% if @own %>keystoreFile=\"/etc/own.jks\" keystorePass=\"x\"<% end %>",
			want: "not judged " + file + ":3: keystoreFile is only there under if @own\n" +
				"not judged " + file + ":3: keystorePass is only there under if @own\n",
		},
		{
			name:  "any attribute",
			attrs: tls + "<%= @more %>",
			want:  "not judged " + file + ":3: template code in the start tag may add keystoreFile and keystorePass\n",
		},
		{
			name:  "wrong case under a condition",
			attrs: tls + "<% if @own %>keyStoreFile=\"/etc/own.jks\"<% end %> keystorePass=\"x\"",
			want: file + ":3:55 error (safe: rename keyStoreFile to keystoreFile) The TLS Connector on port 9443 has keyStoreFile, which Tomcat does not read: the attribute is keystoreFile, in exactly this case.\n" +
				"not judged " + file + ":3: keyStoreFile is only there under if @own\n",
			fixed: tls + "<% if @own %>keystoreFile=\"/etc/own.jks\"<% end %> keystorePass=\"x\"",
		},
		{
			name:  "a Connector under a condition, and another",
			attrs: `port="1"/><% if @tls %><Connector ` + tls + `/><% end %><%= @others %><Connector port="2"`,
			want: file + ":3:35 error (safe: add keystoreFile and keystorePass from Security/KeyStore in carbon.xml) The TLS Connector on port 9443 lacks keystoreFile and keystorePass" + no42 +
				"not judged " + file + ":2: template code may add elements to <Service>, among them a TLS Connector\n",
			fixed: `port="1"/><% if @tls %><Connector ` + tls + siteFile + `keystorePass="sesame" /><% end %><%= @others %><Connector port="2"`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{file: catalina(tt.attrs), "carbon.xml": carbonKeystore(siteKeystore)}
			if got := brief(t, judge(t, "connector-keystore", files)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			want := tt.attrs
			if tt.fixed != "" {
				want = tt.fixed
			}
			if got := mend(t, "connector-keystore", files, file, true); got != catalina(want) {
				t.Errorf("fixed:\n%s", got)
			}
		})
	}
	// The site's keystore may depend on a template too.
	files := map[string]string{
		"tomcat/catalina-server.xml": catalina(tls),
		"carbon.xml.j2":              "<Server><Security><KeyStore>{% if own %}<Location>/etc/own.jks</Location>{% endif %}<Password>{{ pass }}</Password></KeyStore></Security></Server>",
	}
	r := judge(t, "connector-keystore", files)
	if got := brief(t, r); got != lacks+"keystoreFile and keystorePass"+no42 || !strings.Contains(hints(r), "Location depends on a template: if own") {
		t.Errorf("got\n%s%s", got, hints(r))
	}
}
