package rules

import (
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

const (
	svnsPrefix     = "svns"
	catalinaServer = "tomcat/catalina-server.xml"
)

// judgeTomcat reports a catalina-server.xml with which Tomcat does not start if the
// vault is on. If that is not known, it notes so only where the home has aliases.
func judgeTomcat(p *Pass, v vault, aliases bool) {
	doc := p.Home.Doc(catalinaServer)
	server := doc.Root()
	if server.Name() != "Server" || p.Target.Before(home.V441) {
		return
	}
	is := func(a xmldoc.Attr) bool { return a.Prefix == "xmlns" && a.Name == svnsPrefix }
	if !v.on {
		if v.unknown != "" && aliases && attrNamed(server, is) == nil {
			p.CannotJudge(doc, server.StartTag, "whether <Server> must declare xmlns:svns is not known: "+v.unknown)
		}
		return
	}
	if p.lookupAttr(doc, server, "xmlns:svns", is) == absent {
		p.Report(Finding{
			Code: "no-declaration", Doc: doc, Span: server.StartTag,
			Message: "<Server> does not declare xmlns:svns, and Secure Vault is on; 4.4.1 and later need the declaration.",
			Effect:  "Tomcat's start removes the declaration, and fails if there is none: no port opens.",
			Fix: &Fix{
				Title: "declare xmlns:svns on <Server>",
				Edits: []xmldoc.Edit{doc.AddAttr(server, "", "xmlns:svns", vaultNS)},
			},
		})
	}
	judgeShared(p, doc, server)
}
