package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
)

// rightRoot reports whether f is the file that its name says. If not, it adds a finding.
func rightRoot(p *Pass, f *home.File, k *known) bool {
	root := f.Doc.Root()
	is := root.Name()
	var other string
	switch {
	case is == "Server" && root.Child("Service") != nil && root.Namespace() != carbonNS:
		other = "tomcat/catalina-server.xml"
	case is == "Server" && root.Namespace() == carbonNS:
		other = "carbon.xml"
	case is == k.root:
		return true
	case strings.EqualFold(is, "html"):
		other = "a web page"
	default:
		for _, o := range knownFiles {
			if o.root == is {
				other = o.conf
				break
			}
		}
	}
	if other == k.conf {
		return true
	}
	out := Finding{
		Code: "other-root", Doc: f.Doc, Span: root.StartTag,
		Message: fmt.Sprintf("The root element is <%s>; %s must have <%s>.", is, path.Base(f.Conf), k.root),
		Effect:  "The server finds no settings in the file.",
		Hint:    wrongFile,
	}
	if other != "" {
		out.Message = fmt.Sprintf("The root element is <%s>, as in %s; %s must have <%s>.", is, other, path.Base(f.Conf), k.root)
	}
	p.Report(out)
	return false
}

// checkNamespaces reports what a parser with namespace support refuses in f.
func checkNamespaces(p *Pass, f *home.File, k *known) {
	for _, e := range f.Doc.NamespaceErrors() {
		out := Finding{Code: "namespace", Doc: f.Doc, Span: e.Span, Effect: k.effect, Hint: "Declare the prefix on the root element, or remove it."}
		switch {
		case e.Prefix == "":
			out.Hint = "Correct it, then check again: until then carbonlint fixes nothing in the file."
			out.Message = fmt.Sprintf("%s has a namespace error: %s. The server's parser refuses the file.", path.Base(f.Conf), e.Msg)
		case e.Prefix == "svns":
			out.Hint = `Declare it on the root element: xmlns:svns="` + vaultNS + `".`
			fallthrough
		case !nearSecret(f.Doc, e.Span.Start):
			out.Message = fmt.Sprintf("The prefix %s is not declared: the server's parser refuses the file.", e.Prefix)
		default:
			out.Message = "A prefix is not declared: the server's parser refuses the file."
		}
		p.Report(out)
	}
}
