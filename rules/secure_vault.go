package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var secureVault = &Rule{
	ID:       "secure-vault",
	Title:    "Secure Vault aliases need the vault's own files, and the names the server looks up",
	Since:    home.V430,
	Severity: Error,
	Files:    mainFiles(),
	Settings: []Settings{
		{"", []string{"@secretAlias"}},
		{"tomcat/catalina-server.xml", []string{"@xmlns:svns"}},
		{secretConf, []string{""}},
	},
	LosesData: true, // only the vault knows the passwords
	Doc: Doc{
		What: `Aliases of Secure Vault: the attribute secretAlias in the vault's namespace in any XML file of conf, and values that
start with secretAlias: in properties files. Whether security/secret-conf.properties is there and sets something, whether each
alias is the one that the server looks up at its place, and whether Server in tomcat/catalina-server.xml declares xmlns:svns while
the vault is on. A tree without anything of conf/security, and without others of the main files, is taken for a part of a
home: whether its vault is on is then not judged.`,
		Runtime: `The kernel ships without secret-conf.properties, cipher-text.properties and the cipher tool from 4.3.0 on. Without
secret-conf.properties the vault is off, and the server takes the text beside each alias for the password. With the vault on it
looks up fixed names, such as Carbon.Security.KeyStore.Password; only datasources take any name. From 4.4.1 on Tomcat's start
removes the declaration xmlns:svns from Server while the vault is on, and fails where there is none.`,
		Fix: `Safe: the fix adds the declaration, which changes nothing else. It never writes secrets, aliases or the files of the
vault.`,
		Source: `SecretManagerInitializer.java:42, 86-96; ServerManager.java:85-86, 144-172; ServerConfiguration.java:475-482;
RealmConfigXMLProcessor.java:370-381, 574-581; DataBaseConfiguration.java:326-332; AxisConfigBuilder.java:799-839;
DataSourceUtils.java:163-193. The files left the kernel with commit 1ff2a286ae, the removal came with 1fac40aa8c.`,
		Before: `<Server port="8005" shutdown="SHUTDOWN">`,
		After:  `<Server port="8005" shutdown="SHUTDOWN" xmlns:svns="http://org.wso2.securevault/configuration">`,
	},
	Check: checkSecureVault,
}

func checkSecureVault(p *Pass) {
	v, aliases := readVault(p.Home), false
	for _, f := range p.Home.Files() {
		used := aliasesIn(f)
		aliases = aliases || len(used) > 0
		judgeVaultOff(p, v, used)
		for _, a := range used {
			judgeToken(p, f.Conf, a)
		}
	}
	judgeDeclaration(p, v, aliases)
}

// vault is the state of Secure Vault.
type vault struct {
	on bool
	// off says why it is off, unknown why that is not known; "" when it is on.
	off, unknown string
}

const secretConf = "security/secret-conf.properties"

// readVault finds out whether the vault is on: it is when secret-conf.properties
// sets anything.
func readVault(h *home.Home) vault {
	f := h.File(secretConf)
	switch {
	case f == nil && partial(h):
		return vault{unknown: "conf/" + secretConf + ", which turns Secure Vault on, is not in this part of a home"}
	case f == nil:
		return vault{off: "conf/" + secretConf + " is not there"}
	case f.Err != nil:
		return vault{unknown: f.Path + " could not be read"}
	}
	doc := xmldoc.ReadText(f.Path, f.Data)
	var sometimes string
	for n := 1; n <= doc.LineCount(); n++ {
		line := doc.Line(n)
		if s := strings.TrimSpace(doc.Slice(line)); s == "" || s[0] == '#' || s[0] == '!' || !strings.ContainsAny(s, "=:") {
			continue
		}
		cond := doc.Condition(line.Start)
		if cond == nil {
			return vault{on: true}
		}
		sometimes = cond.String()
	}
	if sometimes != "" {
		return vault{unknown: fmt.Sprintf("%s turns Secure Vault on only under %s", f.Path, sometimes)}
	}
	return vault{off: f.Path + " sets nothing"}
}

// partial reports whether h is only a part of a home: nothing of conf/security,
// and not all of the main files.
func partial(h *home.Home) bool {
	for _, f := range h.Files() {
		if strings.HasPrefix(f.Conf, "security/") {
			return false
		}
	}
	for _, conf := range mainFiles() {
		if len(h.Match(conf)) == 0 {
			return true
		}
	}
	return false
}

// alias is one use of Secure Vault.
type alias struct {
	doc   *xmldoc.Document
	span  xmldoc.Span
	token string
	// elem and attr are its place in an XML file; elem is nil in other files.
	elem *xmldoc.Element
	attr xmldoc.Attr
	// known is false for an attribute called secretAlias that is not the vault's.
	known bool
}

// propertyAlias is a property whose value is an alias, in a line that is not a comment.
var propertyAlias = lazy.MustCompile(`(?m)^[ \t]*[^#!\s][^\r\n]*?[=: \t][ \t]*(secretAlias:([^\s]+))`)

// aliasesIn finds the aliases of a file, in their order. The namespace has to be
// exact in datasource files, elsewhere it has to begin so.
func aliasesIn(f *home.File) []alias {
	var found []alias
	if strings.HasSuffix(f.Conf, ".properties") && strings.Contains(string(f.Data), "secretAlias:") {
		doc := xmldoc.ReadText(f.Path, f.Data)
		for _, m := range propertyAlias.FindAllStringSubmatchIndex(doc.Text(), -1) {
			span := xmldoc.Span{Start: m[2], End: m[3]}
			found = append(found, alias{doc: doc, span: span, token: doc.Text()[m[4]:m[5]], known: true})
		}
	}
	if f.Err != nil {
		return found
	}
	f.Doc.Root().Walk(func(e *xmldoc.Element) {
		for _, a := range e.AttrsNamed("secretAlias") {
			uri, declared := e.ResolvePrefix(a.Prefix)
			if a.Prefix != "" && !declared {
				continue // xml-syntax says so
			}
			known := a.Prefix != "" && (uri == vaultNS || strings.HasPrefix(uri, vaultNS) && !isDatasources(f.Conf))
			found = append(found, alias{f.Doc, a.Span, a.Value, e, a, known})
		}
	})
	return found
}

// judgeVaultOff reports, once a file, that its aliases get no value.
func judgeVaultOff(p *Pass, v vault, used []alias) {
	var first *alias
	count := 0
	for i := range used {
		a := &used[i]
		if !a.known {
			continue
		}
		count++
		if first == nil || first.doc.Condition(first.span.Start) != nil && a.doc.Condition(a.span.Start) == nil {
			first = a
		}
	}
	if first == nil || v.on {
		return
	}
	if v.unknown != "" {
		p.CannotJudge(first.doc, first.span, v.unknown)
		return
	}
	if cond := first.doc.Condition(first.span.Start); cond != nil {
		p.CannotJudge(first.doc, first.span, fmt.Sprintf("%s, and the alias is only there under %s", v.off, cond))
		return
	}
	what := "one alias"
	if count > 1 {
		what = fmt.Sprintf("%d aliases", count)
	}
	p.Report(Finding{
		Code: "vault-off", Doc: first.doc, Span: first.span,
		Message: fmt.Sprintf("The file has %s of Secure Vault, but %s; "+target+" ships without it.", what, v.off),
		Effect:  "Secure Vault stays off, and the server takes the text beside each alias for the password.",
		Hint:    "Copy secret-conf.properties, cipher-text.properties and the keystores they name from the old home.",
	})
}

// judgeDeclaration reports a catalina-server.xml with which Tomcat does not
// start while the vault is on. That the vault may be on is worth a word where
// the home has aliases.
func judgeDeclaration(p *Pass, v vault, aliases bool) {
	doc := p.Home.Doc("tomcat/catalina-server.xml")
	server := doc.Root()
	if server.Name() != "Server" || p.Target.Before(home.V441) {
		return
	}
	for _, a := range server.Attrs() {
		if a.Prefix == "xmlns" && a.Name == "svns" {
			if cond := doc.Condition(a.Span.Start); cond != nil {
				p.CannotJudge(doc, a.Span, fmt.Sprintf("xmlns:svns is only there under %s", cond))
			}
			return
		}
	}
	switch code := codeAmongAttrs(doc, server); {
	case v.on && code.Len() > 0:
		p.CannotJudge(doc, code, "template code in the start tag may declare xmlns:svns")
	case v.on:
		p.Report(Finding{
			Code: "no-declaration", Doc: doc, Span: server.StartTag,
			Message: "<Server> does not declare xmlns:svns while Secure Vault is on; 4.4.1 and later need it.",
			Effect:  "Tomcat's start removes the declaration and fails where there is none: no port opens.",
			Fix: &Fix{
				Title: "declare xmlns:svns on <Server>",
				Edits: []xmldoc.Edit{doc.AddAttr(server, "", "xmlns:svns", vaultNS)},
			},
		})
	case v.unknown != "" && aliases:
		p.CannotJudge(doc, server.StartTag, "whether <Server> has to declare xmlns:svns: "+v.unknown)
	}
}
