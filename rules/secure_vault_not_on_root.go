package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeRoot reports whether the server sees the aliases of a file, and, once a file,
// that it does not: it looks for the vault's namespace only on the root element.
// Datasource files are read element by element; for catalina-server.xml see
// judgeTomcat. Source:
// create of SecretResolverFactory.java; DataSourceUtils.java:163-193.
func judgeRoot(p *Pass, f *home.File, used []alias) (seen bool) {
	if isDatasources(f.Conf) || f.Conf == catalinaServer {
		return true
	}
	for _, a := range used {
		if a.elem == nil || !a.known || !readsAlias(f.Conf, a) {
			continue
		}
		root := a.doc.Root()
		declares := func(d xmldoc.Attr) bool { return d.Prefix == "xmlns" && strings.HasPrefix(d.Value, vaultNS) }
		if p.lookupAttr(a.doc, root, "the declaration of Secure Vault's namespace", declares) != absent {
			return true
		}
		out := Finding{
			Code: "not-on-root", Doc: a.doc, Span: a.span,
			Message: fmt.Sprintf("The prefix %s of the alias is not declared on <%s>; the server looks for Secure Vault's namespace only there.", a.attr.Prefix, root.QName()),
			Effect:  "The server does not see the aliases of the file, and uses the text beside each as the password.",
			Hint:    fmt.Sprintf("Declare xmlns:%s=%q on <%s>.", a.attr.Prefix, vaultNS, root.QName()),
		}
		if _, taken := root.ResolvePrefix(a.attr.Prefix); !taken {
			out.Hint = ""
			out.Fix = &Fix{
				Title: fmt.Sprintf("declare xmlns:%s on <%s>", a.attr.Prefix, root.QName()), Unsafe: true,
				Edits: []xmldoc.Edit{a.doc.AddAttr(root, "", "xmlns:"+a.attr.Prefix, vaultNS)},
			}
		}
		p.Report(out)
		return false
	}
	return true
}
