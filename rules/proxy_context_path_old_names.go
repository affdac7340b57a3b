package rules

import (
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeOldNames reports settings that have the names of late 4.2.0 patches, where
// ProxyContextPath was the path of the console, and reports whether there are any.
func (c *proxyPaths) judgeOldNames() bool {
	mgt, old, worker := c.active[mgtProxyPath], c.setting(proxyPath), c.setting(workerProxyPath)
	f := Finding{Code: "old-names", Doc: c.doc}
	switch {
	case len(worker) > 0 && len(mgt) > 0:
		f.Code, f.Span, f.Item = "left-over", worker[0].StartTag, proxyPath
		f.Message = "WorkerProxyContextPath is left over; " + target + " reads MgtProxyContextPath and ProxyContextPath."
		f.Effect = "It has no effect."
		f.Hint = "Remove it. Its value belongs in ProxyContextPath."
		c.Report(f)
		return true
	case len(worker) > 0 && len(old) > 0:
		f.Span = worker[0].StartTag
		f.Message = "ProxyContextPath and WorkerProxyContextPath are the names of late 4.2.0 patches; " + target + " calls them MgtProxyContextPath and ProxyContextPath."
		f.Effect = "The server uses the path of the management console for services, and links to the console lack their path."
		f.Fix = c.renameOld("rename them to MgtProxyContextPath and ProxyContextPath")
		f.Hint = "Rename them by hand. Give each a single path with a leading slash and no trailing slash."
	case len(worker) > 0:
		f.Span, f.Item = worker[0].StartTag, proxyPath
		f.Message = "WorkerProxyContextPath is a name of late 4.2.0 patches; " + target + " calls it ProxyContextPath."
		f.Effect = "The server does not read it, and links to services lack their path."
		f.Fix = c.renameOld("rename it to ProxyContextPath")
		if f.Fix != nil && c.From.Before(home.V430) {
			// Otherwise the new name alone would look like the console's of 4.2.0.
			f.Fix.Title += ", and add an empty MgtProxyContextPath"
			f.Fix.Edits = append(f.Fix.Edits, c.doc.InsertAfter(worker[0].Span, "<"+mgtProxyPath+"/>"))
		}
		f.Hint = "Rename it by hand. Give it a single path with a leading slash and no trailing slash."
	case len(old) > 0 && len(mgt) == 0 && c.meantConsole():
		f.Span = old[0].StartTag
		f.Message = "In late 4.2.0 patches ProxyContextPath is the path of the management console; " + target + " calls that MgtProxyContextPath, and reads ProxyContextPath as the path of services."
		f.Effect = "The server uses the path of the management console for services, and links to the console lack their path."
		f.Fix = c.renameOld("rename it to MgtProxyContextPath")
		f.Hint = "Rename it by hand. Give it a single path with a leading slash and no trailing slash."
	default:
		return false
	}
	if f.Fix != nil {
		f.Hint = ""
		if len(worker) == 0 {
			f.Hint = "If it is the path of services, keep the name and add an empty MgtProxyContextPath."
		}
	}
	c.Report(f)
	c.judgeValues(workerProxyPath)
	return true
}

// meantConsole reports whether a ProxyContextPath without MgtProxyContextPath was
// written for 4.2.0: the configuration is that old, or has the other name of that
// release in a comment. A file that offers MgtProxyContextPath is newer.
func (c *proxyPaths) meantConsole() bool {
	_, worker := commentedOut(c.doc, workerProxyPath)
	return (c.From.Before(home.V430) || worker) && !c.offered(mgtProxyPath)
}

// setting are the elements of a name that give a path, as far as is known. Blanks and
// a single slash are not a path.
func (c *proxyPaths) setting(name string) []*xmldoc.Element {
	return slices.DeleteFunc(slices.Clone(c.active[name]), func(e *xmldoc.Element) bool {
		value, why := text(c.doc, e)
		return why == "" && strings.Trim(value, "/ \t\r\n") == ""
	})
}

// renameOld gives the settings of 4.2.0 their new names; nil if their values would be
// wrong under those too.
func (c *proxyPaths) renameOld(title string) *Fix {
	fix := &Fix{Title: title, Unsafe: true}
	for _, name := range []struct{ old, now string }{{proxyPath, mgtProxyPath}, {workerProxyPath, proxyPath}} {
		if len(c.active[name.old]) > 1 {
			return nil
		}
		for _, e := range c.active[name.old] {
			if value, why := text(c.doc, e); why == "" {
				if bad := judgePath(value); bad != nil && bad.want == "" {
					return nil
				}
			}
			fix.Edits = append(fix.Edits, renameElement(c.doc, e, name.now)...)
		}
	}
	return fix
}
