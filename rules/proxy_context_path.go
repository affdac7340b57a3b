package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

const (
	mgtProxyPath    = "MgtProxyContextPath"
	proxyPath       = "ProxyContextPath"
	workerProxyPath = "WorkerProxyContextPath" // of late 4.2.0 patches
)

var proxyContextPath = &Rule{
	ID:       "proxy-context-path",
	Title:    "carbon.xml: the path a reverse proxy puts in front of the server",
	Since:    home.V430,
	Severity: Warning,
	Files:    []string{"carbon.xml"},
	Settings: []Settings{{"carbon.xml", []string{"/ProxyContextPath", "/MgtProxyContextPath", "/WorkerProxyContextPath"}}},
	Guide: []GuideItem{
		{Setting: mgtProxyPath, File: "carbon.xml"},
		{Setting: proxyPath, File: "carbon.xml"},
	},
	Doc: Doc{
		What: `MgtProxyContextPath and ProxyContextPath, directly below Server in carbon.xml: the path under which a reverse proxy
shows the management console, and the one under which it shows services. Stock servers offer both in a comment. Also the pair
ProxyContextPath and WorkerProxyContextPath of late 4.2.0 patches, where the name ProxyContextPath meant the console.`,
		Runtime: `Both are off when absent, empty or a single slash; ProxyContextPath falls back to MgtProxyContextPath. Otherwise
the server trims the value, puts a slash in front where there is none, and puts it in front of its own paths. It takes no
slash off the end, so that appserver/ makes links to /appserver//services, and it does not notice a whole URL. Elsewhere in the file, and as
WorkerProxyContextPath, they have no effect.`,
		Fix: `Safe: where neither is there, both are offered in a comment behind WebContextRoot, which changes nothing. Unsafe: taking
the slash off the end, the server out of a URL, and giving the pair of 4.2.0 its names of 4.3.0; somebody wrote those.`,
		Source: `CarbonUtils.java:1249-1285; CarbonUIUtil.java:168-224; AbstractTransportListener.java:195-218; the settings came with
CARBON-14837. The older pair: getProxyContextPath of the 4.2.0 patches.`,
		Before: `<WebContextRoot>/</WebContextRoot>

<ItemsPerPage>15</ItemsPerPage>`,
		After: `<WebContextRoot>/</WebContextRoot>

<!--
Behind a reverse proxy that adds a path: the path of the management console,
and that of services where it is another. A leading slash, none at the end.
<MgtProxyContextPath></MgtProxyContextPath>
<ProxyContextPath></ProxyContextPath>
-->

<ItemsPerPage>15</ItemsPerPage>`,
	},
	Check: checkProxyContextPath,
}

func checkProxyContextPath(p *Pass) {
	doc := p.Home.Doc("carbon.xml")
	if doc.Root().Name() != "Server" {
		return
	}
	c := &proxyPaths{Pass: p, doc: doc, active: map[string][]*xmldoc.Element{}}
	for _, name := range []string{mgtProxyPath, proxyPath, workerProxyPath} {
		for _, e := range doc.Find("//" + name) {
			if e.Parent() == doc.Root() {
				c.active[name] = append(c.active[name], e)
			} else {
				c.judgeMisplaced(e)
			}
		}
	}
	if !c.judgeOldNames() {
		c.judgeOffer()
	}
	c.judgeValues(mgtProxyPath)
	c.judgeValues(proxyPath)
}

// proxyPaths judges one carbon.xml.
type proxyPaths struct {
	*Pass
	doc    *xmldoc.Document
	active map[string][]*xmldoc.Element // where the server reads them
}

// offered reports whether the setting is there, be it in a comment.
func (c *proxyPaths) offered(name string) bool {
	_, commented := commentedOut(c.doc, name)
	return commented || len(c.active[name]) > 0
}

func (c *proxyPaths) judgeMisplaced(e *xmldoc.Element) {
	if e.Name() == workerProxyPath {
		return // 4.4.3 reads it nowhere
	}
	c.Report(Finding{
		Code: "misplaced", Doc: c.doc, Span: e.StartTag, Item: e.Name(),
		Message: fmt.Sprintf("%s is in <%s>; the server reads it directly below <Server> only.", e.Name(), e.Parent().Name()),
		Effect:  "It has no effect.",
		Hint:    "Move it directly below <Server>, for example after WebContextRoot.",
	})
}

// judgeOldNames reports the pair of late 4.2.0 patches, of which ProxyContextPath
// was the console's, and reports whether it is there.
func (c *proxyPaths) judgeOldNames() bool {
	worker, old := c.active[workerProxyPath], c.active[proxyPath]
	at := append(append([]*xmldoc.Element{}, worker...), old...)
	_, workerCommented := commentedOut(c.doc, workerProxyPath)
	switch {
	case len(worker) > 0 && len(c.active[mgtProxyPath]) > 0:
		c.Report(Finding{
			Code: "left-over", Doc: c.doc, Span: worker[0].StartTag, Item: proxyPath,
			Message: "WorkerProxyContextPath is left over; " + target + " reads MgtProxyContextPath and ProxyContextPath.",
			Effect:  "It has no effect.",
			Hint:    "Remove it; its value belongs in ProxyContextPath.",
		})
		return true
	case len(worker) == 0 && (len(old) == 0 || !workerCommented || c.offered(mgtProxyPath)):
		return false
	}
	f := Finding{
		Code: "old-names", Doc: c.doc, Span: at[0].StartTag,
		Message: "ProxyContextPath and WorkerProxyContextPath are the names of late 4.2.0 patches; " + target + " calls them MgtProxyContextPath and ProxyContextPath.",
		Effect:  "The path of the management console becomes that of services, and links to the console lose theirs.",
	}
	if fix := c.renameOld(old, worker); fix != nil {
		f.Fix = fix
	} else {
		f.Hint = "Rename them by hand, and give each one path, with a slash in front and none at the end."
	}
	c.Report(f)
	c.judgeValues(workerProxyPath)
	return true
}

// renameOld gives the old pair its new names; nil where their values would not
// do under those either.
func (c *proxyPaths) renameOld(old, worker []*xmldoc.Element) *Fix {
	if len(old) > 1 || len(worker) > 1 {
		return nil
	}
	fix := &Fix{Title: "rename them to MgtProxyContextPath and ProxyContextPath", Unsafe: true}
	for i, list := range [][]*xmldoc.Element{old, worker} {
		for _, e := range list {
			if value, why := text(c.doc, e); why == "" {
				if bad := judgePath(value); bad != nil && bad.want == "" {
					return nil
				}
			}
			fix.Edits = append(fix.Edits, renameElement(c.doc, e, []string{mgtProxyPath, proxyPath}[i])...)
		}
	}
	return fix
}

// judgeOffer reports that neither setting is there, nor offered in a comment.
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
		Effect:  "Nothing changes: the server puts no path in front of its links, as before.",
		Fix:     c.offer(),
	}
	if workerCommented {
		f.Message = "MgtProxyContextPath is missing, and the comment has the names of late 4.2.0 patches; " + target + " offers MgtProxyContextPath and ProxyContextPath."
		f.Effect = "Nothing changes while it is a comment. Once activated, ProxyContextPath is the path of services, not of the management console, and WorkerProxyContextPath has no effect."
	} else if port := proxyPort(c.Home); port != "" {
		f.Severity = Warning
		f.Message = fmt.Sprintf("MgtProxyContextPath and ProxyContextPath are missing, but a Connector has proxyPort %s; "+target+" offers both in a comment.", port)
		f.Effect = "If the proxy in front shows the server below a path, links to the management console and to services lack that path."
		f.Hint = "If it does, set the path: MgtProxyContextPath for the console, ProxyContextPath for services."
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

// offer puts the offer behind WebContextRoot as in the stock file, else behind
// the first setting.
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

// proxyPort is the proxyPort of the first Connector that has one, which says
// that the server sits behind a proxy.
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
		return bare(a.Value)
	}
	return ""
}
