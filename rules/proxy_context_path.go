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
ProxyContextPath and WorkerProxyContextPath of late 4.2.0 patches, where the name ProxyContextPath meant the console, and
ProxyContextPath alone in a configuration from before 4.3.0.`,
		Runtime: `Both are off when absent, empty or a single slash; ProxyContextPath falls back to MgtProxyContextPath. Otherwise
the server trims the value, puts a slash in front where there is none, and puts it in front of its own paths. It takes no
slash off the end, so that appserver/ makes links to /appserver//services, and it does not notice a whole URL. Elsewhere in the file, and as
WorkerProxyContextPath, they have no effect.`,
		Fix: `Safe: where neither is there, both are offered in a comment behind WebContextRoot, which changes nothing. Unsafe: taking
the slash off the end, the server out of a URL, and giving the settings of 4.2.0 their names of 4.3.0; somebody wrote those.`,
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
