package rules

import (
	"errors"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// foreign are the outermost elements of doc that the server looks for and that are
// in a namespace; unknown are those whose namespace template code gives.
func (u *unqualified) foreign(doc *xmldoc.Document) (found, unknown []*xmldoc.Element) {
	if !strings.Contains(doc.Text(), "xmlns") {
		return nil, nil // most files
	}
	var visit func(e *xmldoc.Element, read bool)
	visit = func(e *xmldoc.Element, read bool) {
		if read && e.Namespace() != "" {
			if _, a := declares(e); doc.Template().Touches(a.ValueSpan.Start, a.ValueSpan.End) {
				unknown = append(unknown, e)
				return
			}
			found = append(found, e)
			return
		}
		read = u.below == nil || slices.Contains(u.below, e.Name())
		if e.Name() == "definition" && e.AttrValue("type") != "RDBMS" {
			return // another reader than the kernel's
		}
		for _, c := range e.Children() {
			visit(c, read)
		}
	}
	if root := doc.Root(); root != nil {
		visit(root, u.root)
	}
	return found, unknown
}

// stillRead reports whether the server reads e though it is in a namespace.
func (u *unqualified) stillRead(e *xmldoc.Element) bool {
	return slices.Contains(u.several, e.Name()) && !slices.ContainsFunc(e.Parent().ChildrenNamed(e.Name()), func(o *xmldoc.Element) bool {
		return o.Namespace() == ""
	})
}

// declares is the attribute that declares the namespace of e, and its element.
func declares(e *xmldoc.Element) (*xmldoc.Element, xmldoc.Attr) {
	prefix, name := "", "xmlns"
	if p, _, ok := strings.Cut(e.QName(), ":"); ok {
		prefix, name = "xmlns", p
	}
	for at := e; at != nil; at = at.Parent() {
		for _, a := range at.Attrs() {
			if a.Prefix == prefix && a.Name == name {
				return at, a
			}
		}
	}
	return e, xmldoc.Attr{}
}

var (
	errInNamespace      = errors.New("some of its elements are in a namespace: see namespaces")
	errUnknownNamespace = errors.New("template code gives the namespace of some elements: see namespaces")
)

// readable is h without the files that the server does not read because of namespaces.
func readable(h *home.Home) *home.Home {
	why := map[string]error{}
	for _, u := range unqualifiedFiles {
		for _, f := range h.Match(u.conf) {
			if f.Doc == nil || f.Err != nil {
				continue
			}
			for _, doc := range readings(f.Doc) {
				switch found, unknown := u.foreign(doc); {
				case len(found) > 0:
					why[f.Path] = errInNamespace
				case len(unknown) > 0 && why[f.Path] == nil:
					why[f.Path] = errUnknownNamespace
				}
			}
		}
	}
	if len(why) == 0 {
		return h
	}
	return h.Unread(why)
}
