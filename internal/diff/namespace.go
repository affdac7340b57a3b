package diff

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// scope is the namespaces around an element: that of its parent, and that of
// elements without a prefix.
type scope struct{ parent, unprefixed string }

// namespace enters e and gives its namespace as an attribute where neither its
// parent nor an attribute xmlns of its own says it: with a prefix or without, an
// element means the same. Source: FileUploadExecutorManager asks carbon.xml for
// FileUploadConfig by namespace and name.
func (r *xmlReader) namespace(e *xmldoc.Element, base int) []attr {
	outer := r.scope
	own, declares := e.Attr("xmlns")
	if declares {
		r.scope.unprefixed = own.Value
	}
	space := r.scope.unprefixed
	prefix, _, prefixed := strings.Cut(e.QName(), ":")
	if prefixed {
		declares = false
		uri, ok := e.ResolvePrefix(prefix)
		if space = uri; !ok {
			space = outer.parent // a rule speaks of it
		}
	}
	r.scope.parent = space
	if declares || space == outer.parent {
		return nil
	}
	at := base + e.StartTag.Start + 1
	return []attr{{id: "xmlns", name: "xmlns", text: text{space, xmldoc.Span{Start: at, End: at}}, line: r.source.line(at)}}
}
