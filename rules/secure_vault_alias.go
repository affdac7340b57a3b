package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

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
		for _, a := range e.Attrs() {
			if a.Name != "secretAlias" {
				continue
			}
			uri, declared := e.ResolvePrefix(a.Prefix)
			if a.Prefix != "" && !declared && f.Conf == catalinaServer && a.Prefix == svnsPrefix {
				uri = vaultNS // see judgeTomcat
			} else if a.Prefix != "" && !declared {
				continue // xml-syntax says so
			}
			known := a.Prefix != "" && (uri == vaultNS || strings.HasPrefix(uri, vaultNS) && !isDatasources(f.Conf))
			found = append(found, alias{f.Doc, a.Span, a.Value, e, a, known})
		}
	})
	return found
}
