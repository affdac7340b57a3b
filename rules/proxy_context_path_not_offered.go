package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeOffer reports that neither setting is there or offered in a comment.
func (c *proxyPaths) judgeOffer() {
	_, workerCommented := commentedOut(c.doc, workerProxyPath)
	if c.offered(mgtProxyPath) || c.offered(proxyPath) && !workerCommented || len(c.active[proxyPath]) > 0 {
		return
	}
	if c.noteWriter(c.doc, c.doc.Root(), mgtProxyPath) {
		return
	}
	f := Finding{
		Code: "not-offered", Default: true, Severity: Info, Doc: c.doc, Span: c.doc.Root().StartTag,
		Message: "MgtProxyContextPath and ProxyContextPath are missing; " + target + " offers both in a comment.",
		Effect:  "Nothing changes: the server adds no path to its links, as before.",
		Fix:     c.offer(),
	}
	if workerCommented && !c.offered(proxyPath) {
		f.Message = "MgtProxyContextPath and ProxyContextPath are missing, and a comment has WorkerProxyContextPath, a name of late 4.2.0 patches; " + target + " offers both in a comment."
		f.Effect = "Nothing changes, even if the comment is activated: the server does not read WorkerProxyContextPath."
	} else if workerCommented {
		f.Message = "MgtProxyContextPath is missing, and the comment has the names of late 4.2.0 patches; " + target + " offers MgtProxyContextPath and ProxyContextPath."
		f.Effect = "Nothing changes while it is a comment. If it is activated, ProxyContextPath is the path of services, not of the management console, and WorkerProxyContextPath has no effect."
	} else if port := proxyPort(c.Home); port != "" {
		f.Message = fmt.Sprintf("MgtProxyContextPath and ProxyContextPath are missing, but a Connector has proxyPort %s; "+target+" offers both in a comment.", port)
		f.Effect = "If the proxy shows the server under a path, links to the management console and to services lack that path."
		f.Hint = "If it does, set MgtProxyContextPath for the console and ProxyContextPath for services."
	}
	c.Report(f)
}

const proxyOffer = `
<!--
	Behind a reverse proxy that adds a path: the path of the management console,
	and that of services where it is another. A leading slash, none at the end.
	<MgtProxyContextPath></MgtProxyContextPath>
	<ProxyContextPath></ProxyContextPath>
-->`

// offer puts the offer after WebContextRoot as in the stock file, else after the first
// setting.
func (c *proxyPaths) offer() *Fix {
	after := c.doc.Root().Child("WebContextRoot")
	if all := c.doc.Root().Children(); after == nil && len(all) > 0 {
		after = all[0]
	}
	if after == nil {
		return nil
	}
	return &Fix{
		Title: "offer MgtProxyContextPath and ProxyContextPath in a comment",
		Edits: []xmldoc.Edit{c.doc.InsertAfter(after.Span, proxyOffer)},
	}
}

// proxyPort is the proxyPort of the first Connector that has one, which shows that
// there is a proxy in front of the server.
func proxyPort(h *home.Home) string {
	doc := h.Doc("tomcat/catalina-server.xml")
	for _, e := range doc.Find("/Server/Service/Connector") {
		a, ok := e.Attr("proxyPort")
		if !ok || doc.Condition(a.Span.Start) != nil {
			continue
		}
		if _, why := attrText(doc, a); why != "" {
			return "(" + why + ")"
		}
		return phrase.Bare(a.Value)
	}
	return ""
}
