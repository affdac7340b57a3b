package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeShared reports elements that have an attribute of an aliased name and no
// svns:secretAlias of their own. Example: with
//
//	<Connector keystorePass="x" svns:secretAlias="Server.Service.Connector.keystorePass"/>
//	<Connector keystorePass="y"/>
//
// the server gives both the secret, and removes the alias from both, which fails
// at the second. Source: ServerManager.java:144-172.
func judgeShared(p *Pass, doc *xmldoc.Document, server *xmldoc.Element) {
	prefix := vaultPrefix(server)
	aliased := map[string]*xmldoc.Element{} // by token
	server.Walk(func(e *xmldoc.Element) {
		for _, a := range e.Attrs() {
			switch uri, declared := e.ResolvePrefix(a.Prefix); {
			case a.Name != "secretAlias" || a.Prefix == "" || declared && !strings.HasPrefix(uri, vaultNS) || !declared && a.Prefix != svnsPrefix:
			case a.Prefix == prefix:
				aliased[a.Value] = e
			default:
				p.Report(Finding{
					Code: "other-prefix", Doc: doc, Span: a.Span,
					Message: fmt.Sprintf("<%s> has its alias as %s:secretAlias; the server looks for the prefix %s.", e.Name(), a.Prefix, prefix),
					Effect:  "The server does not see the alias, and uses the text beside it as the password.",
					Hint:    "Write svns:secretAlias, with xmlns:svns on <Server>.",
				})
			}
		}
	})
	if len(aliased) == 0 {
		return
	}
	server.Walk(func(e *xmldoc.Element) {
		path, first := strings.Join(localPath(e), ".")+".", ""
		for _, a := range e.Attrs() {
			by := aliased[path+a.Name]
			switch {
			case by == nil || a.Prefix != "":
			case first == "":
				first = a.Name
				judgeSharing(p, doc, e, a, by)
			case doc.ConditionOf(by) == nil:
				p.Report(Finding{
					Code: "two-aliased", Doc: doc, Span: e.StartTag,
					Message: fmt.Sprintf("<%s> has %s and %s, and there are aliases for both; an element can have only one svns:secretAlias.", e.Name(), first, a.Name),
					Effect:  "Tomcat's start removes svns:secretAlias once for each, and fails at the second with NOT_FOUND_ERR: no port opens.",
					Hint:    "Use an alias for only one of the two attributes in the whole file.",
				})
			}
		}
	})
}

// judgeSharing judges an element e whose attribute a has the name of the attribute that
// by has an alias for.
func judgeSharing(p *Pass, doc *xmldoc.Document, e *xmldoc.Element, a xmldoc.Attr, by *xmldoc.Element) {
	if doc.ConditionOf(by).Excludes(doc.ConditionOf(e)) {
		return
	}
	is := func(a xmldoc.Attr) bool { return a.Name == "secretAlias" && a.Prefix == svnsPrefix }
	if p.lookupAttr(doc, e, "svns:secretAlias", is) != absent {
		return
	}
	f := Finding{
		Code: "not-aliased", Doc: doc, Span: e.StartTag,
		Effect: "Tomcat's start sets the value of each and removes svns:secretAlias from each. If there is none, it fails with NOT_FOUND_ERR: no port opens.",
	}
	if own := attrNamed(e, func(a xmldoc.Attr) bool { return a.Name == "secretAlias" && a.Prefix != "" }); own != nil {
		f.Code = "other-prefix"
		f.Message = fmt.Sprintf("<%s> has its alias as %s:secretAlias, and Secure Vault is on; 4.4.1 and later read only svns:secretAlias.", e.Name(), own.Prefix)
		f.Hint = "Write svns:secretAlias, with xmlns:svns on <Server>."
	} else {
		line, _ := doc.Position(by.Span.Start)
		f.Message = fmt.Sprintf("<%s> has %s without svns:secretAlias, but the alias on line %d is for the %s of every <%s>.", e.Name(), a.Name, line, a.Name, e.Name())
		f.Hint = "Give each of them the same alias, which gives them the same value. Secure Vault cannot store different values for them."
	}
	if cond := doc.ConditionOf(by); cond != nil && !cond.Same(doc.ConditionOf(e)) {
		p.CannotJudge(doc, e.StartTag, fmt.Sprintf("the %s of each <%s> has an alias only under %s", a.Name, e.Name(), cond))
		return
	}
	p.Report(f)
}

// vaultPrefix is the prefix by which the server knows aliases in catalina-server.xml:
// the first in the order of names that Server binds to the vault's namespace. It is
// svns where Server binds none, as judgeTomcat then asks for.
// Source: create of SecretResolverFactory.java, over attributes in that order.
func vaultPrefix(server *xmldoc.Element) string {
	first := ""
	for _, a := range server.Attrs() {
		if a.Prefix == "xmlns" && strings.HasPrefix(a.Value, vaultNS) && (first == "" || a.Name < first) {
			first = a.Name
		}
	}
	if first == "" {
		return svnsPrefix
	}
	return first
}
