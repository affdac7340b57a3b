package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeToken reports an alias that the server does not look up there, and whether the
// server asks the vault for the alias, as far as is known.
func judgeToken(p *Pass, conf string, a alias) (asked bool) {
	if !readsAlias(conf, a) {
		return false
	}
	if a.elem == nil {
		return true
	}
	want, fixed := tokensAt(conf, a.elem)
	f := Finding{
		Code: "other-token", Doc: a.doc, Span: a.span,
		Effect: "The server uses the text beside the alias as the password.",
	}
	switch {
	case !a.known && a.attr.Prefix == "":
		f.Code = "no-prefix"
		f.Message = "secretAlias has no prefix, which Secure Vault needs."
		f.Hint = fmt.Sprintf("Write svns:secretAlias, with xmlns:svns=%q on the root element.", vaultNS)
	case !a.known:
		f.Code = "other-namespace"
		f.Message = fmt.Sprintf("The prefix of %s:secretAlias is not bound to Secure Vault's namespace.", a.attr.Prefix)
		f.Hint = fmt.Sprintf("Declare xmlns:%s=%q.", a.attr.Prefix, vaultNS)
	case !fixed || matches(a.token, want):
		return !byTemplate(a.doc, a.elem)
	case nameByTemplate(a):
		p.CannotJudge(a.doc, a.span, "template code gives the alias, or the name that it must match")
		return false
	default:
		f.Message = fmt.Sprintf("%s has the alias %s; the server looks up %s here.", a.elem.Name(), phrase.Quote(a.token), want[0])
		f.Hint = "Use that name, also in cipher-text.properties."
	}
	p.Report(f)
	return false
}

// nameByTemplate reports whether template code may give a part of the name to look up.
func nameByTemplate(a alias) bool {
	id := a.elem.Parent().Child("id")
	return byTemplate(a.doc, a.elem) || byTemplate(a.doc, a.elem.Parent()) || id != nil && opaque(a.doc, id.Inner, id.Text(), "id") != ""
}

func byTemplate(doc *xmldoc.Document, e *xmldoc.Element) bool {
	return e != nil && doc.Template().Touches(e.StartTag.Start, e.StartTag.End)
}

// readsAlias reports whether the kernel asks the vault for an alias there. It does not
// for files of products, which may read aliases in their own way.
func readsAlias(conf string, a alias) bool {
	if a.elem == nil || isDatasources(conf) {
		return true
	}
	_, fixed := tokensAt(conf, a.elem)
	return fixed
}

func isDatasources(conf string) bool {
	ok, _ := path.Match("datasources/*-datasources.xml", conf)
	return ok
}

// matches allows what later kernels append to a token: the domain of the user store.
func matches(token string, want []string) bool {
	for _, w := range want {
		if token == w || strings.HasPrefix(w, "User") && strings.HasPrefix(token, w+".") {
			return true
		}
	}
	return false
}
