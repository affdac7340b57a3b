package rules

import (
	"fmt"
	"slices"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var namespaces = &Rule{
	ID:         "namespaces",
	Title:      "user-mgt.xml, registry.xml, *-datasources.xml: the server does not read elements in a namespace",
	Severity:   Error,
	Files:      []string{"user-mgt.xml", "registry.xml", "datasources/*-datasources.xml"},
	Namespaces: true,
	Settings: []Settings{
		{"user-mgt.xml", []string{"@xmlns"}},
		{"registry.xml", []string{"@xmlns"}},
		{"datasources/*-datasources.xml", []string{"@xmlns"}},
	},
	Doc: Doc{
		What: `Elements of user-mgt.xml, registry.xml and the datasource files that are in a namespace, because of a prefix or because
an element around them has the attribute xmlns. A declaration such as xmlns:svns alone does not put elements into a namespace.`,
		Runtime: `In these files the server looks for elements without a namespace, and does not find the others. Without Realm, its
Configuration or one of the settings that every Configuration has, it does not start. Without currentDBConfig the registry does not
come up. The server refuses a datasource file whose root element is in a namespace, and ignores elements further in. It reads
elements that may occur several times, such as Property and dbConfig, from a namespace as long as there is none without a namespace
beside them.

No other rule checks such a file. The server reads carbon.xml by local names, and catalina-server.xml without namespaces: in those
files a namespace does not matter.`,
		Fix: `There is no fix: the elements may belong to something other than the server. Remove the declaration or the prefix.`,
		Source: `RealmConfigXMLProcessor.java:563-586; RegistryConfigurationProcessor.java:82-407; DataSourceManager.java:149-191 and
RDBMSDataSourceReader.java:40-51; getFirstChildWithName and getChildrenWithName of Axiom; ServerConfiguration.java:254-271 for
carbon.xml.`,
		Before: `<UserManager xmlns="http://www.example.com/users">`,
		After:  `<UserManager>`,
	},
	Check: checkNamespaceUse,
}

func checkNamespaceUse(p *Pass) {
	for _, u := range unqualifiedFiles {
		for _, f := range p.Home.Match(u.conf) {
			if f.Doc == nil || f.Err != nil {
				continue
			}
			found, unknown := u.foreign(f.Doc)
			for _, e := range unknown {
				p.CannotJudge(f.Doc, e.StartTag, fmt.Sprintf("template code gives the namespace of <%s>", e.Name()))
			}
			for len(found) > 0 {
				space := found[0].Namespace()
				other := func(e *xmldoc.Element) bool { return e.Namespace() != space }
				p.Report(u.finding(f.Doc, slices.DeleteFunc(slices.Clone(found), other)))
				found = slices.DeleteFunc(found, func(e *xmldoc.Element) bool { return !other(e) })
			}
		}
	}
}

// finding is about the elements of one namespace.
func (u *unqualified) finding(doc *xmldoc.Document, in []*xmldoc.Element) Finding {
	first := in[0]
	if i := slices.IndexFunc(in, func(e *xmldoc.Element) bool { return slices.Contains(u.vital, e.Name()) }); i >= 0 {
		first = in[i]
	}
	f := Finding{Code: "in-a-namespace", Doc: doc, Span: first.StartTag, Effect: u.effect}
	if u.effect == "" || first == doc.Root() {
		f.Effect = knownFile(u.conf).effect
	}
	switch {
	case slices.Contains(u.vital, first.Name()):
	case slices.ContainsFunc(in, func(e *xmldoc.Element) bool { return !u.stillRead(e) }):
		f.Severity = Warning
		f.Effect = "The server continues as if the setting were missing."
	default:
		f.Severity = Warning
		f.Effect = "The server reads such an element only as long as there is none of the same name without a namespace beside it."
	}
	what := "<" + first.QName() + ">"
	if nearSecret(doc, first.Span.Start) {
		what = "An element"
	}
	if more := len(in) - 1; more > 0 {
		what += " and " + phrase.Count(more, "more element") + " are"
	} else {
		what += " is"
	}
	f.Message = what + " in a namespace; in this file the server looks for elements without one."
	f.Hint = "Remove the prefix from the names of these elements."
	if by, a := declares(first); a.Prefix == "" {
		f.Span = by.StartTag
		f.Hint = fmt.Sprintf("Remove the attribute xmlns of <%s>.", by.QName())
		if by == doc.Root() {
			f.Message = "The file has a default namespace; the server looks for elements without a namespace."
		}
	}
	return f
}
