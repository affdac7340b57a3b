package report

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// planted is a home with a secret in every place that holds one.
var planted = map[string]string{
	"bin/wso2carbon-version.txt": "WSO2 Carbon Framework v4.2.0\n",
	"repository/conf/carbon.xml": `<Server xmlns="http://wso2.org/projects/carbon/carbon.xml">
  <Ports><EmbeddedQpid><BrokerPort>5672</BrokerPort></EmbeddedQpid></Ports>
  <Security>
    <KeyStore><Location>${carbon.home}/repository/resources/security/site.jks</Location><Type>JKS</Type>
      <Password>canary-1</Password><KeyAlias>site</KeyAlias><KeyPassword>canary-2</KeyPassword></KeyStore>
    <RegistryKeyStore><Location>other.jks</Location><Password>
      canary-3
    </Password><KeyPassword><![CDATA[canary-4]]></KeyPassword></RegistryKeyStore>
    <!--TrustStore><Password>canary-5</Password></TrustStore-->
    <!-- password: canary-6 -->
  </Security>
</Server>`,
	"repository/conf/user-mgt.xml": `<UserManager><Realm><Configuration>
  <AdminUser><UserName>admin</UserName><Password>canary-7</Password></AdminUser>
  <Property name="password">canary-8</Property>
  <Property name="url">jdbc:mysql://canary-9:canary-10@db.example.com/um?user=canary-11&amp;password=canary-12</Property>
  <isCascadeDeleteEnabled>true</isCascadeDeleteEnabled>
</Configuration><UserStoreManager class="x"><Property name="ConnectionPassword" value="canary-13"/></UserStoreManager></Realm></UserManager>`,
	"repository/conf/registry.xml": `<wso2registry><versionResourcesOnChange>true</versionResourcesOnChange>
  <dbConfig name="a"><userName>x</userName><password>canary-14</password></dbConfig></wso2registry>`,
	"repository/conf/axis2/axis2.xml": "<axisconfig>\r\n\t<parameter name=\"keystore\"><KeyStore><Password>canary-15</Password></KeyStore></parameter>\r\n</axisconfig>",
	"repository/conf/tomcat/catalina-server.xml": `<Server><Service>
  <Connector port="9443" SSLEnabled="true" scheme="https" secure="true" keystorepass="canary-16"/>
  <Connector port="9444" SSLEnabled="true" scheme="https" secure="true" keystoreFile="x" keystorePass='canary-17' truststorePass="canary-18"/>
</Service></Server>`,
	"repository/conf/odd.xml.j2": `<r><a {% if p %} b="{{ p }}" {% endif %} keystorePass="canary-40" keyPass='{{ k | default("canary-41") }}'/>
  <password {% if v %}svns:secretAlias="a"{% endif %}>canary-42</password><Property Name="password" Value="canary-43"/>
  <entry><key>password</key><value>canary-44</value></entry><SharedAccessKey id="x">canary-45</SharedAccessKey>
  <url>jdbc:mysql://{{u}}:canary-46@{{h}}/x</url><!-- keytool -storepass canary-47 --><password>a,b; {canary-48}</password></r>`,
	"repository/conf/datasources/master-datasources.xml": `<datasources-configuration><datasources><datasource><name>A</name>
  <definition type="RDBMS"><configuration><url>jdbc:oracle:thin:canary-19/canary-20@db.example.com:1521/x</url>
  <username>u</username><password>canary-21</password></configuration></definition></datasource></datasources></datasources-configuration>`,
	"repository/conf/security/cipher-text.properties": "any.alias=[canary-22]\n",
	"repository/conf/log4j.properties":                "log4j.appender.X.password=canary-23\n",
	"repository/conf/broken.xml":                      "<a><Password>canary-24</Password>",
}

// everywhere reports every element and attribute with every kind of edit, as no
// real rule does.
var everywhere = &rules.Rule{
	ID: "everywhere", Title: "everything", Severity: rules.Error, Files: []string{"*.xml", "*/*.xml"},
	Check: func(p *rules.Pass) {
		for _, file := range p.Home.Files() {
			doc := file.Doc
			report := func(s xmldoc.Span, unsafe bool, edits ...xmldoc.Edit) {
				fix := &rules.Fix{Title: "change password=canary-30", Unsafe: unsafe, Edits: edits}
				p.Report(rules.Finding{Doc: doc, Span: s, Message: "Found <Password>canary-31</Password>.", Effect: "password: canary-32", Hint: "secret=canary-33", Fix: fix})
			}
			doc.Root().Walk(func(e *xmldoc.Element) {
				report(e.StartTag, false, doc.AddAttr(e, "", "keystorePass", "canary-34"))
				report(e.Span, true, doc.Replace(e.Span, ""))
				report(e.Inner, true, doc.Replace(xmldoc.Span{Start: e.Inner.End, End: e.Inner.End}, "<!-- password: canary-35 -->"))
				report(e.Span, false, doc.Replace(xmldoc.Span{Start: e.Span.End, End: e.Span.End}, "<password>canary-36</password>"))
				if edit, err := doc.SetText(e, "canary-37"); err == nil && strings.Contains(strings.ToLower(e.Name()), "password") {
					report(e.StartTag, false, edit)
				}
				for _, a := range e.Attrs() {
					report(a.Span, true, doc.RenameAttr(a, "password"))
					if strings.HasSuffix(strings.ToLower(a.Name), "pass") {
						report(a.Span, false, doc.SetAttr(a, "canary-38"), doc.Replace(e.Inner, ""))
					}
				}
			})
		}
	},
}

// TestCanaries looks for the planted secrets in all that can be printed.
func TestCanaries(t *testing.T) {
	fsys := fstest.MapFS{"repository/conf": {Mode: 0o755 | fs.ModeDir}}
	for name, data := range planted {
		fsys[name] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
	}
	h, err := home.Load(t.Context(), fsys, home.Location{Dir: ".", ConfDir: "repository/conf", Path: "home"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := append(rules.All(), everywhere)
	opt := rules.Options{Rules: all, Target: home.V443}
	result := rules.Run(h, opt)
	fixed := result.Fix(opt, func(f *rules.Finding) bool { return f.Rule != everywhere })
	r := New("dev", "4.4.3", all)
	r.Add(NewHome(Input{Result: result, All: all, Changes: true}))
	b := NewHome(Input{Result: result, Fixed: fixed, All: all, Changes: true})
	for i := range b.Findings {
		b.Findings[i].Suppressed = &Suppression{Kind: "external", Reason: fmt.Sprintf("the password: canary-%d", i)}
	}
	r.Add(b)
	if len(r.Homes[0].Findings) < 200 || len(fixed.Applied) == 0 {
		t.Fatalf("only %d findings, %d fixed", len(r.Homes[0].Findings), len(fixed.Applied))
	}
	for _, f := range Formats() {
		for _, opt := range []Options{{}, {All: true, Color: true, Width: 60}} {
			out := render(t, f, r, opt)
			if n := strings.Count(out, "canary"); n > 0 {
				i := strings.Index(out, "canary")
				t.Errorf("%s: %d secrets, such as ...%s", f.Name, n, out[max(0, i-200):min(len(out), i+100)])
			}
		}
	}
}
