package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// datasourceDef is one datasource of a datasource file.
type datasourceDef struct {
	file *home.File
	doc  *xmldoc.Document
	at   *xmldoc.Element
	// name and jndi are as the file has them: JAXB keeps blanks. They are "" when
	// they are not given or not known; the opaque ones say why they are not.
	name, jndi             string
	opaqueName, opaqueJNDI string
}

// readDatasourceDefs reads the datasources of the home in the order in which the
// server loads them, as far as that is known. Unread says why there may be more,
// "" when these are all.
func (p *Pass) readDatasourceDefs() (defs []*datasourceDef, unread string) {
	files, gap := p.Home.DatasourceFiles()
	unread = gapWords(gap)
	for _, f := range files {
		if f.Err != nil {
			continue
		}
		if p.refused(f.Doc) {
			if unread == "" {
				unread = "the server refuses " + f.Path + " (see xml-syntax)"
			}
			continue
		}
		for _, doc := range readings(f.Doc) {
			if what := datasourceWriter(doc); what != "" && unread == "" {
				unread = what + " may add datasources to " + f.Path
			}
			for _, e := range doc.Find("/datasources-configuration/datasources/datasource") {
				defs = append(defs, newDatasourceDef(f, doc, e))
			}
		}
	}
	return defs, unread
}

func newDatasourceDef(f *home.File, doc *xmldoc.Document, e *xmldoc.Element) *datasourceDef {
	d := &datasourceDef{file: f, doc: doc, at: e}
	if d.name, d.opaqueName = childText(doc, e, "name"); d.opaqueName != "" {
		d.name = ""
	}
	if d.jndi, d.opaqueJNDI = childText(doc, e.Child("jndiConfig"), "name"); d.opaqueJNDI != "" {
		d.jndi = ""
	}
	return d
}

// label names the datasource in messages: "Datasource X", or "A datasource".
func (d *datasourceDef) label() string {
	for _, name := range []string{d.name, d.jndi} {
		if name = strings.TrimSpace(name); name != "" {
			return "Datasource " + phrase.Bare(name)
		}
	}
	return "A datasource"
}

// datasourceWriter says what may write whole datasources; "" when nothing may.
func datasourceWriter(doc *xmldoc.Document) string {
	root := doc.First("/datasources-configuration")
	if what := writer(doc, root); what != "" {
		return what
	}
	for _, list := range root.ChildrenNamed("datasources") {
		if what := writer(doc, list); what != "" {
			return what
		}
	}
	return ""
}

// childText is text for the first child called name; "" when there is none.
func childText(doc *xmldoc.Document, e *xmldoc.Element, name string) (value, why string) {
	if e = e.Child(name); e == nil {
		return "", ""
	}
	return text(doc, e)
}
