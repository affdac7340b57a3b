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
	Title:    "carbon.xml: the path that a reverse proxy adds in front of the server",
	Since:    home.V430,
	Severity: Warning,
	Files:    []string{"carbon.xml"},
	Settings: []Settings{{"carbon.xml", []string{"/ProxyContextPath", "/MgtProxyContextPath", "/WorkerProxyContextPath"}}},
	Guide: []GuideItem{
		{Setting: mgtProxyPath, File: "carbon.xml"},
		{Setting: proxyPath, File: "carbon.xml"},
	},
	Doc: Doc{
		What: `MgtProxyContextPath and ProxyContextPath, directly below Server in carbon.xml. These are the paths under which a reverse
proxy shows the management console and the services. Stock servers offer both in a comment. The rule also reports the pair
ProxyContextPath and WorkerProxyContextPath of late 4.2.0 patches, where ProxyContextPath was the path of the console, and
ProxyContextPath alone in a configuration from before 4.3.0.`,
		Runtime: `Both are off if absent, empty or a single slash. ProxyContextPath defaults to MgtProxyContextPath. The server trims the
value, adds a leading slash if there is none, and puts the result in front of its own paths. It does not remove a trailing slash:
appserver/ results in links to /appserver//services. It does not notice a full URL either. Elsewhere in the file, and as
WorkerProxyContextPath, the settings have no effect.`,
		Fix: `Safe: if neither is there, the fix offers both in a comment after WebContextRoot, which changes nothing. Unsafe, because
somebody wrote the values: removing a trailing slash, reducing a URL to its path, and giving the settings of 4.2.0 their names of
4.3.0.`,
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

// offered reports whether the setting is there, or in a comment.
func (c *proxyPaths) offered(name string) bool {
	_, commented := commentedOut(c.doc, name)
	return commented || len(c.active[name]) > 0
}

func (c *proxyPaths) judgeMisplaced(e *xmldoc.Element) {
	if e.Name() == workerProxyPath {
		return // the target does not read it anywhere
	}
	c.Report(Finding{
		Code: "misplaced", Doc: c.doc, Span: e.StartTag, Item: e.Name(),
		Message: fmt.Sprintf("%s is in <%s>; the server reads it only directly below <Server>.", e.Name(), e.Parent().Name()),
		Effect:  "It has no effect.",
		Hint:    "Move it directly below <Server>, for example after WebContextRoot.",
	})
}
