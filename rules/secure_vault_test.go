package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

const (
	vaultConf = "security/secret-conf.properties"
	vaultOn   = "#\nkeystore.identity.location=x.jks\n"
	svns      = ` xmlns:svns="http://org.wso2.securevault/configuration"`
	server    = "<Server" + svns + "/>"
)

// aliased is a carbon.xml with as many aliases as names, from line 2 on.
func aliased(names ...string) string {
	s := "<Server" + svns + "><Security>\n"
	for _, n := range names {
		s += fmt.Sprintf("<%s svns:secretAlias=\"Carbon.Security.%s\">password</%s>\n", n, n, n)
	}
	return s + "</Security></Server>\n"
}

func TestSecureVaultOff(t *testing.T) {
	const authenticators = "security/authenticators.xml"
	whole := map[string]string{
		"carbon.xml": aliased("A"), "user-mgt.xml": "<UserManager/>", "registry.xml": "<wso2registry/>", "axis2/axis2.xml": "<axisconfig/>",
		"tomcat/catalina-server.xml": server, "datasources/master-datasources.xml": "<datasources-configuration/>",
	}
	off := func(at, what, why string) string {
		return at + " error (no fix) The file has " + what + " of Secure Vault, but " + why + "; 4.4.3 ships without it.\n"
	}
	const missing = "conf/" + vaultConf + " is not there"
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{name: "no alias", files: map[string]string{"carbon.xml": aliased(), authenticators: "<a/>"}},
		{name: "on", files: map[string]string{"carbon.xml": aliased("A"), vaultConf: vaultOn}},
		{name: "missing", files: map[string]string{"carbon.xml": aliased("A"), authenticators: "<a/>"}, want: off("carbon.xml:2:4", "one alias", missing)},
		{name: "several", files: map[string]string{"carbon.xml": aliased("A", "B", "C"), authenticators: "<a/>"}, want: off("carbon.xml:2:4", "3 aliases", missing)},
		{name: "missing from a home without conf/security", files: whole, want: off("carbon.xml:2:4", "one alias", missing)},
		{
			name: "missing from a part of a home", files: map[string]string{"carbon.xml": aliased("A", "B")},
			want: "not judged carbon.xml:2: conf/" + vaultConf + ", which turns Secure Vault on, is not in this part of a home\n",
		},
		{
			name: "everything in a comment", files: map[string]string{"carbon.xml": aliased("A"), vaultConf: "#carbon.secretProvider=x\n\n!a=b\n"},
			want: off("carbon.xml:2:4", "one alias", "repository/conf/"+vaultConf+" sets nothing"),
		},
		{
			name: "aliases in comments", files: map[string]string{
				"carbon.xml": strings.ReplaceAll(strings.ReplaceAll(aliased("A"), "<A", "<!--A"), "</A>", "</A-->"), authenticators: "<a/>",
				"log4j.properties": "#x=secretAlias:X\n  ! y = secretAlias:Y\n",
			},
		},
		{
			name: "properties", files: map[string]string{authenticators: "<a/>", "log4j.properties": "a=b\nlog.password = secretAlias:Log.Password\r\nb:secretAlias:B\nc=no secretAlias\n"},
			want: off("log4j.properties:2:16", "2 aliases", missing),
		},
		{
			name: "one finding a file", files: map[string]string{authenticators: "<a/>", "carbon.xml": aliased("A"), "my/product.xml": "<p" + svns + "\n svns:secretAlias=\"x\"/>"},
			want: off("carbon.xml:2:4", "one alias", missing) + off("my/product.xml:2:2", "one alias", missing),
		},
		{
			name: "under a condition", files: map[string]string{authenticators: "<a/>", "carbon.xml.erb": "<% if @vault %>" + aliased("A") + "<% end %>"},
			want: "not judged carbon.xml.erb:2: " + missing + ", and the alias is only there under if @vault\n",
		},
		{
			name: "on under a condition", files: map[string]string{"carbon.xml": aliased("A"), vaultConf + ".erb": "<% if @vault %>\n" + vaultOn + "<% end %>\n"},
			want: "not judged carbon.xml:2: repository/conf/" + vaultConf + ".erb turns Secure Vault on only under if @vault\n",
		},
		{
			name: "not known to be on, and Server declares nothing", files: map[string]string{"carbon.xml": aliased("A"), vaultConf + ".erb": "<% if @vault %>\n" + vaultOn + "<% end %>\n", "tomcat/catalina-server.xml": "<Server/>"},
			want: "not judged carbon.xml:2: repository/conf/" + vaultConf + ".erb turns Secure Vault on only under if @vault\n" +
				"not judged tomcat/catalina-server.xml:1: whether <Server> has to declare xmlns:svns: repository/conf/" + vaultConf + ".erb turns Secure Vault on only under if @vault\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := brief(t, judge(t, "secure-vault", tt.files)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

func TestSecureVaultDeclaration(t *testing.T) {
	const (
		file = "tomcat/catalina-server.xml"
		want = file + ":1:1 error (safe: declare xmlns:svns on <Server>) <Server> does not declare xmlns:svns while Secure Vault is on; 4.4.1 and later need it.\n"
	)
	for _, tt := range []struct {
		name, server, conf, want, fixed string
		target                          home.Version
	}{
		{name: "declared", server: server, conf: vaultOn, target: home.V443},
		{name: "vault off", server: "<Server/>", conf: "#\n", target: home.V443},
		{name: "before 4.4.1", server: "<Server/>", conf: vaultOn, target: home.V440},
		{name: "no attribute", server: "<Server/>", conf: vaultOn, target: home.V441, want: want, fixed: server},
		{name: "behind attributes", server: "<Server port=\"1\"\n        shutdown='x' ></Server>", conf: vaultOn, target: home.V443, want: want, fixed: "<Server port=\"1\"\n        shutdown='x'\n       " + svns + " ></Server>"},
		{name: "under another prefix", server: `<Server xmlns:sv="http://org.wso2.securevault/configuration"/>`, conf: vaultOn, target: home.V443, want: want, fixed: `<Server xmlns:sv="http://org.wso2.securevault/configuration"` + svns + `/>`},
		{
			name: "another file", server: "<html/>", conf: vaultOn, target: home.V443,
			want: "not judged " + file + ": not the file its name says: see xml-syntax\n",
		},
		{
			name: "any attribute", server: "<Server <%= @more %>/>", conf: vaultOn, target: home.V443,
			want: "not judged " + file + ":1: template code in the start tag may declare xmlns:svns\n",
		},
		{
			name: "under a condition", server: "<Server <% if @v %>" + svns + "<% end %>/>", conf: vaultOn, target: home.V443,
			want: "not judged " + file + ":1: xmlns:svns is only there under if @v\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var opt rules.Options
			for _, r := range rules.All() {
				if r.ID == "secure-vault" {
					opt = rules.Options{Rules: []*rules.Rule{r}, Target: tt.target}
				}
			}
			r := rules.Run(inline(t, map[string]string{file: tt.server, vaultConf: tt.conf}), opt)
			if got := brief(t, r); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			after := r.Fix(opt, func(*rules.Finding) bool { return true })
			if got := string(after.After.Home.File(file).Data); tt.fixed != "" && got != tt.fixed || tt.fixed == "" && got != tt.server || len(after.Refused) > 0 {
				t.Errorf("fixed: %s %v", got, after.Refused)
			}
		})
	}
}

func TestSecureVaultTokens(t *testing.T) {
	const product = "my/product.xml"
	wrong := func(file, at, elem, alias, want string) string {
		return fmt.Sprintf("%s:%s error (no fix) %s has the alias \"%s\"; the server looks up %s here.\n", file, at, elem, alias, want)
	}
	for _, tt := range []struct{ name, file, data, want string }{
		{"carbon.xml", "carbon.xml", "<Server" + svns + ">\n<A><B svns:secretAlias=\"A.B\">p</B></A></Server>", wrong("carbon.xml", "2:7", "B", "A.B", "Carbon.A.B")},
		{"carbon.xml, right", "carbon.xml", "<Server" + svns + "><A><B svns:secretAlias=\"Carbon.A.B\">p</B></A></Server>", ""},
		{"carbon.xml, case", "carbon.xml", "<Server" + svns + ">\n<A svns:secretAlias=\"carbon.A\">p</A></Server>", wrong("carbon.xml", "2:4", "A", "carbon.A", "Carbon.A")},
		{
			"user-mgt.xml, administrator", "user-mgt.xml", "<UserManager" + svns + "><Realm><Configuration><AdminUser>\n<Password svns:secretAlias=\"Admin\">p</Password></AdminUser></Configuration></Realm></UserManager>",
			wrong("user-mgt.xml", "2:11", "Password", "Admin", "UserManager.AdminUser.Password"),
		},
		{
			"user-mgt.xml, database", "user-mgt.xml", "<UserManager" + svns + "><Realm><Configuration>\n<Property name=\"password\" svns:secretAlias=\"UserManager.Configuration.Property.Password\">p</Property></Configuration></Realm></UserManager>",
			wrong("user-mgt.xml", "2:27", "Property", "UserManager.Configuration.Property.Password", "UserManager.Configuration.Property.password"),
		},
		{
			"user-mgt.xml, user store", "user-mgt.xml", "<UserManager" + svns + "><Realm><UserStoreManager>\n<Property name=\"ConnectionPassword\" svns:secretAlias=\"LDAP\">p</Property></UserStoreManager></Realm></UserManager>",
			wrong("user-mgt.xml", "2:37", "Property", "LDAP", "UserStoreManager.Property.ConnectionPassword"),
		},
		{
			"registry.xml", "registry.xml", "<wso2registry" + svns + "><dbConfig name=\"main\">\n<password svns:secretAlias=\"wso2registry.password\">p</password></dbConfig></wso2registry>",
			wrong("registry.xml", "2:11", "password", "wso2registry.password", "wso2registry.main.password"),
		},
		{
			"axis2.xml, keystore of the sender", "axis2/axis2.xml", "<axisconfig" + svns + "><transportSender><parameter name=\"keystore\"><KeyStore>\n<KeyPassword svns:secretAlias=\"Axis2.Https.Listener.KeyStore.KeyPassword\">p</KeyPassword></KeyStore></parameter></transportSender></axisconfig>",
			wrong("axis2/axis2.xml", "2:14", "KeyPassword", "Axis2.Https.Listener.KeyStore.KeyPassword", "Axis2.Https.Sender.KeyStore.KeyPassword"),
		},
		{
			"axis2_client.xml, mail", "axis2/axis2_client.xml", "<axisconfig" + svns + "><transportSender>\n<parameter name=\"mail.smtp.password\" svns:secretAlias=\"mail\">p</parameter></transportSender></axisconfig>",
			wrong("axis2/axis2_client.xml", "2:38", "parameter", "mail", "Axis2.Mailto.Parameter.Password"),
		},
		{"axis2.xml, elsewhere", "axis2/axis2.xml", "<axisconfig" + svns + "><parameter name=\"x\" svns:secretAlias=\"mail\">p</parameter></axisconfig>", ""},
		{
			"catalina-server.xml", "tomcat/catalina-server.xml", "<Server" + svns + "><Service>\n<Connector keystorePass=\"p\" svns:secretAlias=\"Tomcat\"/></Service></Server>",
			wrong("tomcat/catalina-server.xml", "2:29", "Connector", "Tomcat", "Server.Service.Connector.keystorePass"),
		},
		{"catalina-server.xml, another attribute", "tomcat/catalina-server.xml", "<Server" + svns + "><Service><Connector keyPass=\"p\" svns:secretAlias=\"Server.Service.Connector.keyPass\"/></Service></Server>", ""},
		{
			"catalina-server.xml, an attribute that is not there", "tomcat/catalina-server.xml", "<Server" + svns + "><Service><Engine>\n<Realm secret=\"p\" svns:secretAlias=\"Server.Service.Engine.Realm.password\"/></Engine></Service></Server>",
			wrong("tomcat/catalina-server.xml", "2:19", "Realm", "Server.Service.Engine.Realm.password", "Server.Service.Engine.Realm.(attribute)"),
		},
		{"datasources take any", master, "<datasources-configuration" + svns + "><password svns:secretAlias=\"any\">p</password></datasources-configuration>", ""},
		{
			"datasources want the exact namespace", master, "<datasources-configuration xmlns:svns=\"http://org.wso2.securevault/configuration/\">\n<password svns:secretAlias=\"any\">p</password></datasources-configuration>",
			master + ":2:11 error (no fix) The prefix of svns:secretAlias is not bound to Secure Vault's namespace.\n",
		},
		{"elsewhere the namespace may go on", "carbon.xml", "<Server xmlns:svns=\"http://org.wso2.securevault/configuration/\"><A svns:secretAlias=\"Carbon.A\">p</A></Server>", ""},
		{
			"another namespace", "carbon.xml", "<Server xmlns:svns=\"http://example.com/vault\">\n<A svns:secretAlias=\"Carbon.A\">p</A></Server>",
			"carbon.xml:2:4 error (no fix) The prefix of svns:secretAlias is not bound to Secure Vault's namespace.\n",
		},
		{
			"no prefix", master, "<datasources-configuration>\n<password secretAlias=\"any\">p</password></datasources-configuration>",
			master + ":2:11 error (no fix) secretAlias has no prefix, so it is not an alias of Secure Vault.\n",
		},
		{"undeclared prefix", master, "<datasources-configuration><password svns:secretAlias=\"any\">p</password></datasources-configuration>", ""},
		{"product", product, "<p" + svns + "><q svns:secretAlias=\"any\">p</q><r secretAlias=\"x\"/></p>", ""},
		{
			"by expression", "carbon.xml.erb", "<Server" + svns + ">\n<A svns:secretAlias=\"<%= @alias %>\">p</A></Server>",
			"not judged carbon.xml.erb:2: the alias, or the name it has to match, is given by template code\n",
		},
		{
			"name by expression", "registry.xml.erb", "<wso2registry" + svns + "><dbConfig name=\"<%= @db %>\">\n<password svns:secretAlias=\"wso2registry.main.password\">p</password></dbConfig></wso2registry>",
			"not judged registry.xml.erb:2: the alias, or the name it has to match, is given by template code\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{tt.file: tt.data, vaultConf: vaultOn}
			if got := brief(t, judge(t, "secure-vault", files)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}
