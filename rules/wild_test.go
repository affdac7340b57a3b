package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/rules"
)

// TestTemplateBranches: templates as configuration repositories have them. A root element that two branches open does
// not keep the other branches of the file from being judged, nor fixes from being made.
func TestTemplateBranches(t *testing.T) {
	root := func(tag, attrs string) string {
		return "<% if @vault %>\n<" + tag + attrs + ` xmlns:svns="http://org.wso2.securevault/configuration">` +
			"\n<%- else -%>\n<" + tag + attrs + ">\n<% end %>\n"
	}
	connector := "<Connector port=\"9443\" protocol=\"org.apache.coyote.http11.Http11NioProtocol\" SSLEnabled=\"true\"\n<%- if @proxy -%> proxyPort=\"<%= @proxy %>\"<%- end -%>/>\n"
	for _, tt := range []struct {
		name, rule string
		files      map[string]string
		want       string
	}{
		{
			name: "a whole Connector in two branches", rule: "connector-keystore",
			files: map[string]string{"tomcat/catalina-server.xml.erb": root("Server", ` port="8005"`) + "<Service>\n<% if @vault %>\n" + connector + "<%- else -%>\n" + connector + "<% end %>\n</Service>\n</Server>\n"},
			want: "tomcat/catalina-server.xml.erb:8:1 error (no fix) The TLS Connector on port 9443 lacks keystoreFile and keystorePass" + no42 +
				"tomcat/catalina-server.xml.erb:11:1 error (no fix) The TLS Connector on port 9443 lacks keystoreFile and keystorePass" + no42,
		},
		{
			name: "a setting in two branches", rule: "version-resources-on-change",
			files: map[string]string{"registry.xml.j2": "{% if a %}<wso2registry x='1'>{% else %}<wso2registry>{% endif %}\n" +
				"{% if b %}<versionResourcesOnChange>false</versionResourcesOnChange>\n{% else %}<versionResourcesOnChange>true</versionResourcesOnChange>{% endif %}\n</wso2registry>\n"},
			want: "registry.xml.j2:3:11 warning (unsafe: set versionResourcesOnChange to false) versionResourcesOnChange is true; 4.4.3 ships with false.\n",
		},
		{
			name: "a fix below a root in two branches", rule: "proxy-context-path",
			files: map[string]string{"carbon.xml.erb": root("Server", "") + "<WebContextRoot>/</WebContextRoot>\n</Server>\n"},
			want:  "carbon.xml.erb:2:1 info (safe: offer MgtProxyContextPath and ProxyContextPath in a comment) MgtProxyContextPath and ProxyContextPath are missing; 4.4.3 offers both in a comment.\n",
		},
		{
			name: "settings in a branch that is not read", rule: "proxy-context-path",
			files: map[string]string{"carbon.xml.erb": "<% if @a %><Server><% else %><Server x=''><ProxyContextPath>/a</ProxyContextPath><% end %>\n<WebContextRoot>/</WebContextRoot>\n</Server>\n"},
			want:  "not judged carbon.xml.erb:1: template code may add elements to <Server>, including MgtProxyContextPath\n",
		},
		{
			name: "a condition in comments", rule: "version-resources-on-change",
			files: map[string]string{"registry.xml.j2": "<wso2registry>\n<!-- {% if a %} -->\n<versionResourcesOnChange>true</versionResourcesOnChange>\n<!-- {% endif %} -->\n</wso2registry>\n"},
			want:  "registry.xml.j2:3:1 warning (unsafe: set versionResourcesOnChange to false) versionResourcesOnChange is true; 4.4.3 ships with false.\n",
		},
		{
			name: "registry settings in a comment that is one under a condition only", rule: "version-resources-on-change",
			files: map[string]string{"registry.xml.erb": "<wso2registry>\n<% if @off %><!--<% end %>\n<versionResourcesOnChange>true</versionResourcesOnChange>\n<% if @off %>--><% end %>\n</wso2registry>\n"},
			want: "not judged registry.xml.erb:3: template code decides whether versionResourcesOnChange is in a comment\n" +
				"not judged registry.xml.erb:1: template code may add elements to <wso2registry>, including versionResourcesOnChange\n",
		},
		{
			name: "registry settings from elsewhere", rule: "version-resources-on-change",
			files: map[string]string{"registry.xml.erb": "<wso2registry>\n<%= scope.function_template(['_remote.erb']) %>\n</wso2registry>\n"},
			want:  "not judged registry.xml.erb:1: template code may add elements to <wso2registry>, including versionResourcesOnChange\n",
		},
		{
			name: "ports in a comment that is one under a condition only", rule: "embedded-qpid-ports",
			files: map[string]string{"carbon.xml.j2": "<Server>\n<Ports>\n{% if a %}<!--{% endif %}<EmbeddedQpid><BrokerPort>5672</BrokerPort></EmbeddedQpid>{% if a %}-->{% endif %}\n</Ports>\n</Server>\n"},
			want: "not judged carbon.xml.j2:3: template code decides whether EmbeddedQpid is in a comment\n" +
				"not judged carbon.xml.j2:2: template code may add elements to <Ports>, including EmbeddedQpid\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := brief(t, judge(t, tt.rule, tt.files)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// TestConnectorWithUnknownAttributes: attributes that a loop or another branch gives a Connector are not missing.
func TestConnectorWithUnknownAttributes(t *testing.T) {
	const loop = "{% for k, v in https.items() %}\n{{k}}=\"{{v}}\"\n{% endfor %}\n"
	for _, tt := range []struct{ name, connector, want string }{
		{"all in a loop", "<Connector protocol=\"HTTP/1.1\"\n" + loop + "/>", "3: template code may add attributes to the Connector, including SSLEnabled"},
		{"all by an expression", "<Connector <%= attributes %> port=\"1\"/>", "3: template code may add attributes to the Connector, including SSLEnabled"},
		{"all by a call", "<Connector port=\"1\" <% attributes() %>/>", "3: template code may add attributes to the Connector, including SSLEnabled"},
		{"some in a loop", "<Connector SSLEnabled=\"true\"\n" + loop + "/>", "3: template code in the start tag may add keystoreFile and keystorePass"},
		{
			"start tag in two branches", "{% if a %}<Connector SSLEnabled=\"true\" port=\"1\">{% else %}<Connector SSLEnabled=\"true\" keystoreFile=\"a\" keystorePass=\"b\">{% endif %}</Connector>",
			"3: SSLEnabled is there only under if a",
		},
		{
			"half a start tag in two branches", "{% if a %}<Connector port=\"1\"{% else %}<Connector SSLEnabled=\"true\"{% endif %} scheme=\"https\"/>",
			"3: template code may add attributes to the Connector, including SSLEnabled",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := "<Server>\n<Service>\n" + tt.connector + "\n</Service>\n</Server>\n"
			want := "not judged tomcat/catalina-server.xml.j2:" + tt.want + "\n"
			if got := brief(t, judge(t, "connector-keystore", map[string]string{"tomcat/catalina-server.xml.j2": text})); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// TestConnectorOfLaterTomcat: a keystore in SSLHostConfig is none of the attributes that 4.4.3 asks for, and to add
// those would keep such a Connector from starting.
func TestConnectorOfLaterTomcat(t *testing.T) {
	text := "<Server>\n<Service>\n<Connector " + tls + ">\n<SSLHostConfig>\n<Certificate certificateKeystoreFile=\"a.jks\"/>\n</SSLHostConfig>\n</Connector>\n</Service>\n</Server>\n"
	const want = "not judged tomcat/catalina-server.xml:4: the Connector has its keystore in <SSLHostConfig>, which Tomcat 8.5 and later read but the Tomcat 7 of 4.4.3 does not\n"
	if got := brief(t, judge(t, "connector-keystore", map[string]string{"tomcat/catalina-server.xml": text, "carbon.xml": carbonKeystore(siteKeystore)})); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestSeveralRoots: of a template with a whole file in each branch every one is judged and fixed, and what another file
// reads from it is read from every one.
func TestSeveralRoots(t *testing.T) {
	either := func(one, other string) string {
		return "<?xml version=\"1.0\"?>\n<%- if @cluster -%>\n" + one + "<%- else -%>\n" + other + "<%- end -%>\n"
	}
	axis2 := func(inside string) string {
		return "<axisconfig>\n<parameter name=\"hotdeployment\">true</parameter>\n" + inside + "</axisconfig>\n"
	}
	const (
		on      = "<parameter name=\"httpContentNegotiation\">true</parameter>\n"
		version = "<wso2registry>\n<versionResourcesOnChange>true</versionResourcesOnChange>\n</wso2registry>\n"
		vrSet   = " warning (unsafe: set versionResourcesOnChange to false) versionResourcesOnChange is true; 4.4.3 ships with false.\n"
		ncAdd   = " warning (safe: add httpContentNegotiation with true) httpContentNegotiation is not set, which means off; 4.4.3 ships with true.\n"
	)
	for _, tt := range []struct {
		name, rule string
		files      map[string]string
		want       string
	}{
		{
			"the second lacks a setting", "http-content-negotiation",
			map[string]string{"axis2/axis2.xml.erb": either(axis2(on), axis2(""))},
			"axis2/axis2.xml.erb:8:1" + ncAdd,
		},
		{
			"both, and a condition inside", "version-resources-on-change",
			map[string]string{"registry.xml.erb": either("<% if @a %>\n"+version+"<% else %>\n"+version+"<% end %>\n", version)},
			"registry.xml.erb:5:1" + vrSet + "registry.xml.erb:9:1" + vrSet + "registry.xml.erb:14:1" + vrSet,
		},
		{
			"a value that cannot be known", "version-resources-on-change",
			map[string]string{"registry.xml.erb": either(strings.Replace(version, "true", "false", 1), strings.Replace(version, "true", "<%= @v %>", 1))},
			"not judged registry.xml.erb:8: <versionResourcesOnChange> is given by a template expression\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			was := judge(t, tt.rule, tt.files)
			if got := brief(t, was); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			fixed := was.Fix(rules.Options{Rules: was.Rules, Target: was.Target}, func(*rules.Finding) bool { return true })
			if len(fixed.Refused) > 0 {
				t.Errorf("refused: %v", fixed.Refused)
			}
			for _, f := range fixed.After.Findings {
				if f.Fix != nil {
					t.Errorf("left: %s", f.Message)
				}
			}
		})
	}
	for _, tt := range []struct{ name, second, want string }{
		{"not the file", "<Server/>\n", "7: The root element is <Server>, as in carbon.xml; registry.xml must have <wso2registry>."},
		{"not well-formed", "<wso2registry>\n<a></b>\n</wso2registry>\n", "8: registry.xml without its template code is not well-formed XML: end tag </b> where </a> was expected (opened at line 8)."},
	} {
		r := judge(t, "xml-syntax", map[string]string{"registry.xml.erb": either(version, tt.second)})
		if len(r.Findings) != 1 {
			t.Errorf("%s: %d findings", tt.name, len(r.Findings))
			continue
		}
		f := r.Findings[0]
		line, _ := f.Doc.Position(f.Span.Start)
		if got := fmt.Sprintf("%d: %s", line, f.Message); got != tt.want {
			t.Errorf("%s: got %s", tt.name, got)
		}
	}
	fixed := map[string]string{"axis2/axis2.xml.erb": either(axis2(on), axis2(""))}
	r := judge(t, "http-content-negotiation", fixed)
	out := r.Fix(rules.Options{Rules: r.Rules, Target: r.Target}, func(*rules.Finding) bool { return true })
	if text := string(out.Changes[0].New.Bytes()); strings.Index(text, "httpContentNegotiation") != strings.Index(fixed["axis2/axis2.xml.erb"], "httpContentNegotiation") ||
		strings.Count(text, "httpContentNegotiation") != 2 {
		t.Errorf("fixed in the wrong branch:\n%s", text)
	}
}
