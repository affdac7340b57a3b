package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var connectorKeystore = &Rule{
	ID:       "connector-keystore",
	Title:    "catalina-server.xml: a TLS Connector has to name its own keystore",
	Since:    home.V430,
	Severity: Error,
	Files:    []string{"tomcat/catalina-server.xml"},
	Settings: []Settings{
		{"tomcat/catalina-server.xml", []string{"@keystoreFile", "@keystorePass", "@keyPass", "@keystoreType", "@SSLEnabled"}},
		{"carbon.xml", []string{"/Security/KeyStore/Location", "/Security/KeyStore/Password", "/Security/KeyStore/KeyPassword", "/Security/KeyStore/Type"}},
	},
	Guide: []GuideItem{{Setting: "keystoreFile, keystorePass", File: "tomcat/catalina-server.xml"}},
	Doc: Doc{
		What: `Every Connector of tomcat/catalina-server.xml with SSLEnabled at true: keystoreFile and keystorePass, keyPass where the
primary keystore's KeyPassword in carbon.xml is not its Password, keystoreType where its Type is not JKS, the case in which
these attributes are written, and whether the file is there. A Connector with the APR protocol and one whose TLS ends in front of
the server (scheme https without SSLEnabled) are left alone.`,
		Runtime: `Up to 4.2.0 the server put the primary keystore of carbon.xml on every Connector, whatever catalina-server.xml said.
From 4.3.0 on it does not. Without keystoreFile Tomcat looks for .keystore in the home directory of the user that runs it, and
without keystorePass it takes keyPass or its own default password. When that fails the server only logs it and goes on without
its TLS port: no management console and no admin services. Names of attributes count in their exact case.`,
		Fix: `Safe: it copies Location and Password of Security/KeyStore in carbon.xml, and KeyPassword and Type where Tomcat needs
them, so that the Connector keeps the certificate it had. A Location that starts at the server's directory gets ${carbon.home}
in front, since Tomcat starts elsewhere. An attribute in the wrong case is renamed. Nothing is copied when a value is not known
(Secure Vault alias, placeholder, template) or does not fit what the Connector has; an existing keystore is never replaced, and
no password is written beside an alias.`,
		Source: `ServletTransportManager.java:78; CarbonTomcat.java:376-417; the change is commit 5f949039d8 of 2014-09-25; Tomcat's
JSSESocketFactory and IntrospectionUtils; ServerManager.java:136-172 for the alias.`,
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
	own := primaryKeystore(p.Home)
	files, vault := newKeystoreFiles(p.Home), vaultUsed(doc)
	p.noteWriters(doc, doc.First("/Server"), "a TLS Connector", "Service")
	for _, e := range doc.Find("/Server/Service/Connector") {
		if !overTLS(p, doc, e) {
			continue
		}
		c := &connector{
			Pass: p, doc: doc, e: e, own: own, files: files, vault: vault,
			file: readSetting(doc, e, "keystoreFile"),
			pass: readSetting(doc, e, "keystorePass"),
			key:  readSetting(doc, e, "keyPass"),
			typ:  readSetting(doc, e, "keystoreType"),
		}
		if host := e.Child("SSLHostConfig"); host != nil && !c.file.given() {
			p.CannotJudge(doc, host.StartTag, "the Connector has its keystore in <SSLHostConfig>, as Tomcat 8.5 and later read it and the Tomcat 7 of "+target+" does not")
			continue
		}
		c.usesOwn, c.usesKnown = c.sameAsOwn()
		c.judgeNames()
		c.judgeMissing()
		c.judgeFile()
	}
}

// overTLS reports whether Tomcat's own TLS, with a Java keystore, is on for the
// Connector e.
func overTLS(p *Pass, doc *xmldoc.Document, e *xmldoc.Element) bool {
	enabled, protocol := readSetting(doc, e, "SSLEnabled"), readSetting(doc, e, "protocol")
	name := strings.ToLower(protocol.attr.Value)
	if strings.Contains(name, "apr") || strings.Contains(name, "ajp") {
		return false
	}
	if code := codeAmongAttrs(doc, e); !enabled.there && code.Len() > 0 {
		p.CannotJudge(doc, code, "template code may add any attribute to the Connector, SSLEnabled among them")
		return false
	}
	if !enabled.there {
		return false
	}
	for _, s := range []connectorSetting{enabled, protocol} {
		if s.why != "" {
			p.CannotJudge(doc, s.attr.Span, s.why)
			return false
		}
	}
	return strings.EqualFold(enabled.attr.Value, "true")
}

// connector is one TLS Connector and the primary keystore of its home.
type connector struct {
	*Pass
	doc *xmldoc.Document
	e   *xmldoc.Element
	own keystore

	files *keystoreFiles
	vault bool // the file has Secure Vault aliases

	file, pass, key, typ connectorSetting
	// usesOwn says that keystoreFile is the primary keystore, or would be once it
	// is added; usesKnown that the files show it.
	usesOwn, usesKnown bool
}

// label names the Connector by its port.
func (c *connector) label() string {
	port, ok := c.e.Attr("port")
	if value, why := attrText(c.doc, port); ok && why == "" {
		return "The TLS Connector on port " + bare(value)
	}
	return "The TLS Connector"
}

// tomcatBase is where Tomcat starts from with a relative keystoreFile: its
// catalina.base. Source: ServerManager.java, wso2server.sh.
const tomcatBase = "lib/tomcat"

// sameAsOwn tells whether the Connector has the primary keystore.
func (c *connector) sameAsOwn() (same, known bool) {
	if !c.file.given() {
		return true, true
	}
	if c.file.why != "" || !c.own.location.plain() {
		return false, false
	}
	file, ok1 := placeOf(c.file.attr.Value, tomcatBase)
	own, ok2 := placeOf(c.own.location.value, "")
	if !ok1 || !ok2 {
		return false, false
	}
	return c.files.same(file, own)
}

// judgeNames reports attributes in a case that Tomcat does not read.
func (c *connector) judgeNames() {
	for _, s := range []connectorSetting{c.file, c.pass, c.key, c.typ} {
		for _, a := range s.wrong {
			f := Finding{
				Code: "wrong-case-" + s.name, Doc: c.doc, Span: a.Span,
				Message: fmt.Sprintf("%s has %s, which Tomcat does not read: the attribute is %s, in exactly this case.", c.label(), a.Name, s.name),
				Effect:  "Tomcat ignores the attribute. Where it needs one, the TLS port stays closed.",
			}
			if s.there || len(s.wrong) > 1 {
				f.Hint = fmt.Sprintf("Keep one %s with the value that is meant.", s.name)
			} else {
				f.Fix = &Fix{Title: fmt.Sprintf("rename %s to %s", a.Name, s.name), Edits: []xmldoc.Edit{c.doc.RenameAttr(a, s.name)}}
			}
			c.Report(f)
		}
	}
}

// judgeMissing reports, in one finding, the attributes that are not there.
func (c *connector) judgeMissing() {
	missing := c.missing()
	for _, s := range []connectorSetting{c.file, c.pass} {
		if s.why != "" {
			c.CannotJudge(c.doc, s.attr.Span, s.why)
		}
	}
	if len(missing) == 0 {
		return
	}
	if code := codeAmongAttrs(c.doc, c.e); code.Len() > 0 {
		c.CannotJudge(c.doc, code, fmt.Sprintf("template code in the start tag may add %s", list(missing)))
		return
	}
	f := Finding{Code: "lacks-" + strings.Join(missing, "-"), Doc: c.doc, Span: c.e.StartTag}
	names := list(missing)
	switch missing[0] {
	case "keystoreFile", "keystorePass":
		f.Message = fmt.Sprintf("%s lacks %s; "+target+" no longer copies the keystore from carbon.xml to it, as 4.2.0 did.", c.label(), names)
	case "keyPass":
		f.Message = fmt.Sprintf("%s lacks %s, but in carbon.xml the KeyPassword of this keystore differs from its Password.", c.label(), names)
	default:
		f.Message = fmt.Sprintf("%s lacks %s, but carbon.xml says that this keystore is of type %s.", c.label(), names, quoted(c.own.typ.value))
	}
	switch missing[0] {
	case "keystoreFile":
		f.Effect = "Tomcat opens .keystore in the home directory of the user that runs it. If there is none, the TLS port stays closed: no management console, no admin services. If there is one, clients get the wrong certificate."
	case "keystorePass":
		f.Effect = "Tomcat tries its default password, cannot open the keystore, and the TLS port stays closed: no management console, no admin services."
	case "keyPass":
		f.Effect = "Tomcat takes the keystore's password for the key too, cannot read the key, and the TLS port stays closed: no management console, no admin services."
	default:
		f.Effect = "Tomcat reads the keystore as JKS, which fails, and the TLS port stays closed: no management console, no admin services."
	}
	f.Fix, f.Hint = c.copyOwn(missing)
	c.Report(f)
}

// missing lists the attributes that the Connector needs and lacks, in the order
// in which they are written.
func (c *connector) missing() []string {
	var names []string
	if !c.file.given() {
		names = append(names, "keystoreFile")
	}
	if !c.pass.given() && !c.key.given() {
		names = append(names, "keystorePass")
	}
	if !c.usesKnown || !c.usesOwn {
		return names
	}
	if !c.key.given() {
		why := c.own.password.why
		if c.own.keyPasswd.why != "" {
			why = c.own.keyPasswd.why
		}
		switch {
		case why != "" && len(names) == 0:
			c.CannotJudge(c.doc, c.e.StartTag, "whether the Connector needs keyPass: in carbon.xml "+why)
		case why == "" && c.own.password.plain() && c.own.keyPasswd.plain() && c.own.keyPasswd.value != c.own.password.value:
			names = append(names, "keyPass")
		}
	}
	if !c.typ.given() {
		switch {
		case c.own.typ.why != "" && len(names) == 0:
			c.CannotJudge(c.doc, c.e.StartTag, "whether the Connector needs keystoreType: in carbon.xml "+c.own.typ.why)
		case c.own.typ.plain() && !strings.EqualFold(strings.TrimSpace(c.own.typ.value), "JKS"):
			names = append(names, "keystoreType")
		}
	}
	return names
}

// demoKeystore is the keystore that every Carbon server ships with; anybody has
// its private key.
const demoKeystore = keystoreDir + "/wso2carbon.jks"

// judgeFile reports a keystoreFile that cannot be, or is not, the right one.
func (c *connector) judgeFile() {
	if !c.file.there || c.file.why != "" {
		return
	}
	f := Finding{Doc: c.doc, Span: c.file.attr.Span}
	file, ok := placeOf(c.file.attr.Value, tomcatBase)
	switch {
	case strings.TrimSpace(c.file.attr.Value) == "":
		f.Code = "empty-file"
		f.Message = c.label() + " has an empty keystoreFile."
		f.Effect = "Tomcat has no keystore to open, and the TLS port stays closed: no management console, no admin services."
		f.Hint = "Write the Location of Security/KeyStore in carbon.xml."
	case ok && c.files.missing(file):
		f.Code = "no-file"
		f.Message = fmt.Sprintf("%s has the keystoreFile %s, which is not in the home, while other keystores are.", c.label(), quoted(c.file.attr.Value))
		f.Effect = "Tomcat cannot open the keystore, and the TLS port stays closed: no management console, no admin services."
		f.Hint = fmt.Sprintf("Copy the keystore to %s, or name the one that is meant; a relative path starts at %s.", file.path, tomcatBase)
	case ok && file == (place{demoKeystore, true}) && c.usesKnown && !c.usesOwn:
		f.Code, f.Severity = "demo-keystore", Warning
		f.Message = fmt.Sprintf("%s has the demo keystore wso2carbon.jks, while carbon.xml has the site's own, %s.", c.label(), quoted(c.own.location.value))
		f.Effect = "Clients get the WSO2 demo certificate, whose private key is public; 4.2.0 used the site's own here, whatever the attribute said."
		f.Hint = "Unless the demo certificate is meant, write Location, Password and KeyPassword of Security/KeyStore as keystoreFile, keystorePass and keyPass."
	default:
		return
	}
	c.Report(f)
}

// list joins names as a sentence does: "a, b and c".
func list(names []string) string {
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], ", ") + " and " + names[n]
	}
	return strings.Join(names, "")
}
