package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeLater judges settings that came after 4.4.3, for a target without them.
func (ds *datasource) judgeLater(conf *xmldoc.Element) {
	for _, e := range conf.Children() {
		if name := e.Name(); (name == "commitOnReturn" || name == "rollbackOnReturn") && !home.V443.Before(ds.Target) {
			ds.Report(Finding{
				Code: "unknown-" + name, Doc: ds.doc, Span: e.StartTag,
				Message: fmt.Sprintf("%s has %s, which "+target+" does not know.", ds.label, name),
				Effect:  "The server ignores it: connections return to the pool with an open transaction, neither committed nor rolled back.",
				Hint:    "Remove it, and check that the code that uses the datasource commits.",
			})
		}
	}
}

// judgeMisplaced reports a defaultAutoCommit where the server does not look.
func (ds *datasource) judgeMisplaced(def *xmldoc.Element) {
	def.Walk(func(e *xmldoc.Element) {
		if e.Name() == autoCommitName && !(e.Parent().Name() == "configuration" && e.Parent().Parent() == def) {
			ds.Report(Finding{
				Code: "misplaced", Doc: ds.doc, Span: e.StartTag,
				Message: fmt.Sprintf("%s has defaultAutoCommit in <%s>; the server reads it only directly in <configuration>.", ds.label, e.Parent().Name()),
				Effect:  "It has no effect.",
				Hint:    "Move it to the end of <configuration>.",
			})
		}
	})
}

// misspelt is a defaultAutoCommit in another case, which the server ignores.
func misspelt(conf *xmldoc.Element) *xmldoc.Element {
	for _, e := range conf.Children() {
		if strings.EqualFold(e.Name(), autoCommitName) {
			return e
		}
	}
	return nil
}

func (ds *datasource) judgeMisspelt(e *xmldoc.Element) {
	f := Finding{
		Code: "misspelt", Doc: ds.doc, Span: e.StartTag,
		Message: fmt.Sprintf("%s has <%s>, which the server ignores: the name is defaultAutoCommit, in this exact case.", ds.label, e.QName()),
		Effect:  driverDefault + ", whatever the value was meant to be.",
		Hint:    "Write defaultAutoCommit, with true or false.",
	}
	if value, why := text(ds.doc, e); why == "" && parseJAXB(value) == (jaxbBoolean{set: true, exact: true}) {
		f.Fix = &Fix{Title: "rename " + e.QName() + " to defaultAutoCommit", Unsafe: true, Edits: renameElement(ds.doc, e, autoCommitName)}
		f.Hint = ""
	}
	ds.Report(f)
}
