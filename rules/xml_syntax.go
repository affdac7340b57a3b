package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var xmlSyntax = &Rule{
	ID:       "xml-syntax",
	Title:    "a file is not well-formed XML, or not the file its name says",
	Severity: Error,
	Doc: Doc{
		What: `Every .xml file of the configuration: whether it is well-formed, and whether the files that every server has hold
what belongs in them and not, say, an HTML page, JSON or an unresolved merge conflict. In files that the server reads with regard
to namespaces, whether every prefix is declared.`,
		Runtime: `Most files that the server reads at start keep it from starting when they cannot be read. Of catalina-server.xml
the error is only logged, and the server then opens no port for the management console and the services. No rule judges
such a file, so the absence of other findings means nothing.`,
		Fix: `There is none: only its author knows what the file should say. In a template, the message is about the file
without its template code.`,
		Source: `ServerConfiguration.java:254-271; RealmConfigXMLProcessor.java:563-586; RegistryConfigurationProcessor.java:82-407;
AxisConfigBuilder.java:89-101; DataSourceManager.java:149-191; CarbonTomcat.java:67-93.`,
		Before: `<Name>Example Server</Nme>`,
		After:  `<Name>Example Server</Name>`,
	},
	Check: checkXMLSyntax,
}

// carbonNS is the namespace of carbon.xml, by which its <Server> differs from Tomcat's.
const carbonNS = "http://wso2.org/projects/carbon/carbon.xml"

func checkXMLSyntax(p *Pass) {
	for _, f := range p.Home.Files() {
		if f.Doc == nil {
			continue // not XML, or not read: the report says so
		}
		k := knownFile(f.Conf)
		switch syn := (*xmldoc.SyntaxError)(nil); {
		case errors.As(f.Err, &syn):
			p.Report(brokenFile(f, k, syn))
		case f.Err != nil || k == nil:
		default:
			if k.root != "" && !rightRoot(p, f, k) {
				continue
			}
			if k.namespaces {
				checkNamespaces(p, f, k)
			}
		}
	}
}

// brokenFile is the finding for a file that is not well-formed.
func brokenFile(f *home.File, k *known, syn *xmldoc.SyntaxError) Finding {
	out := Finding{Code: "not-well-formed", Doc: f.Doc, Span: xmldoc.Span{Start: syn.Offset, End: syn.Offset}}
	if k != nil {
		out.Effect = k.effect
	} else {
		out.Severity = Warning
		out.Effect = "Whatever reads the file gets an error, and nothing in it was checked."
	}
	if what, at := standIn(f.Doc); what != "" {
		out.Code = "not-xml"
		out.Span = xmldoc.Span{Start: at, End: at}
		out.Message = fmt.Sprintf("%s %s.", path.Base(f.Conf), what)
		return out
	}
	msg := syn.Msg
	out.Unshown = !namesTags(msg)
	if out.Unshown || nearSecret(f.Doc, syn.Offset) || syn.Opened >= 0 && nearSecret(f.Doc, syn.Opened) {
		msg = nameless(msg)
	}
	if f.Doc.Template() != nil {
		out.Severity = Warning
		out.Message = fmt.Sprintf("%s without its template code is not well-formed XML: %s.", path.Base(f.Conf), msg)
		out.Effect = "carbonlint cannot check the file. Whether the server can read it shows once the template is filled in."
		return out
	}
	out.Message = fmt.Sprintf("%s is not well-formed XML: %s.", path.Base(f.Conf), msg)
	return out
}

var (
	tagInMessage  = lazy.MustCompile(`</?[^<>\s]+>`)
	attrInMessage = lazy.MustCompile(`^attribute \S+`)
)

// tagName is how the elements of the server's files are called.
var tagName = lazy.MustCompile(`^</?[A-Za-z_][\w.:-]*/?>$`)

// namesTags reports whether what the message takes for tags are tags: where one of
// two that do not match is called as a secret is, the other may be the secret.
func namesTags(msg string) bool {
	tags := tagInMessage.FindAllString(msg, -1)
	return !slices.ContainsFunc(tags, func(tag string) bool {
		return !tagName.MatchString(tag) || len(tags) > 1 && secret.Name(strings.Trim(tag, "</>"))
	})
}

// nameless takes the file's own names out of a message about its syntax.
func nameless(msg string) string {
	return attrInMessage.ReplaceAllString(tagInMessage.ReplaceAllString(msg, "<...>"), "an attribute")
}

// nearSecret reports whether the line of off holds a secret: what looks like the
// name of a tag there may be part of it.
func nearSecret(doc *xmldoc.Document, off int) bool {
	n, _ := doc.Position(off)
	line := doc.Line(n)
	return secret.In(doc.Path, doc.Text()).Mask(line.Start, line.End) != doc.Slice(line)
}

var (
	htmlStart     = lazy.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.*?)-->\s*)*(?:<!doctype\s+html|<html[\s>])`)
	conflictStart = lazy.MustCompile(`(?m)^[ \t]*<<<<<<<(?: |\r?$)`)
	conflictEnd   = lazy.MustCompile(`(?m)^[ \t]*>>>>>>>(?: |\r?$)`)
	httpError     = lazy.MustCompile(`^[45]\d\d:? [A-Z][A-Za-z ]+$`)
	keyValue      = lazy.MustCompile(`(?m)^\s*[\w.\-\[\]]+\s*[=:]`)
)

// standIn says what a file that is not XML is instead, and where that shows; ""
// when nothing shows it.
func standIn(doc *xmldoc.Document) (what string, at int) {
	text := doc.Text()
	trimmed := strings.TrimSpace(text)
	switch {
	case trimmed == "":
		return "is empty", 0
	case strings.HasPrefix(text, "\x00GITCRYPT\x00"):
		return "is encrypted by git-crypt, and cannot be read", 0
	case strings.Trim(text, "\x00") == "":
		return "holds nothing but NUL bytes, as a crash or a full disk leaves behind", 0
	case strings.IndexByte(text, 0) >= 0:
		return "is a binary file, not XML", 0
	case htmlStart.MatchString(text):
		return "is an HTML page, as saved from a web site, and not configuration", 0
	case strings.HasPrefix(trimmed, "version https://git-lfs."):
		return "is a pointer of Git LFS, and not the file itself", 0
	case strings.HasPrefix(trimmed, "/annex/objects/"), strings.HasPrefix(trimmed, ".git/annex/"):
		return "is a pointer of git-annex, and not the file itself", 0
	case httpError.MatchString(trimmed):
		return "is the error that a web site gave in place of the file: " + strconv.Quote(trimmed), 0
	case strings.HasPrefix(trimmed, "diff --git "), strings.HasPrefix(trimmed, "--- ") && strings.Contains(trimmed, "\n+++ "):
		return "is a patch, and not the file that it changes", 0
	case strings.HasPrefix(trimmed, "$ANSIBLE_VAULT;"):
		return "is encrypted by Ansible Vault, and cannot be read", 0
	case (trimmed[0] == '{' || trimmed[0] == '[') && json.Valid([]byte(trimmed)):
		return "is JSON, not XML", 0
	case strings.Contains(text, "<") || doc.Template() != nil:
	case keyValue.MatchString(text):
		return "holds lines of key and value as a properties file does, not XML", 0
	default:
		return "is plain text, not XML", 0
	}
	if m := conflictStart.FindStringIndex(text); m != nil && conflictEnd.MatchString(text[m[1]:]) {
		return "holds an unresolved merge conflict, which starts here", m[0] + strings.IndexByte(text[m[0]:], '<')
	}
	return "", 0
}

// rightRoot reports whether f is the file that its name says, and says so when
// it is not.
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
		Message: fmt.Sprintf("The root element is <%s>; that of %s is <%s>.", is, path.Base(f.Conf), k.root),
		Effect:  "The server finds none of its settings in it.",
	}
	if other != "" {
		out.Message = fmt.Sprintf("The root element is <%s>, as in %s; that of %s is <%s>.", is, other, path.Base(f.Conf), k.root)
	}
	p.Report(out)
	return false
}

// checkNamespaces reports what keeps a parser that knows namespaces from reading f.
func checkNamespaces(p *Pass, f *home.File, k *known) {
	for _, e := range f.Doc.NamespaceErrors() {
		out := Finding{Code: "namespace", Doc: f.Doc, Span: e.Span, Effect: k.effect}
		switch {
		case e.Prefix == "":
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
