package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// rdbms is the type that rdbmsReader reads. Source: getType of the class.
const (
	rdbms       = "RDBMS"
	rdbmsReader = "org.wso2.carbon.ndatasource.rdbms.RDBMSDataSourceReader"
)

// judgeTypes reports definitions of a type that no provider reads. A provider
// reads the datasources of all files, see DataSourceManager.java.
func (n *namedDatasources) judgeTypes(uses *datasourceUses) {
	reader, unknown := n.readers()
	for _, d := range n.defs {
		if !n.reads(d.doc) {
			continue
		}
		for _, def := range n.held(d.doc, d.at, "definition") {
			typ, _ := def.Attr("type")
			if value, why := attrText(d.doc, typ); why != "" {
				n.CannotJudge(d.doc, typ.Span, why)
			} else if value != rdbms || !reader {
				n.judgeType(d, def, typ, unknown, uses.role(d.jndi))
			}
		}
	}
}

// readers reports whether a provider of the home reads RDBMS, the only type that
// the kernel itself has a provider for. Unknown says why there may be other
// providers; "" when there are not.
func (n *namedDatasources) readers() (reader bool, unknown string) {
	unknown = n.unread
	files, _ := n.Home.DatasourceFiles()
	for _, f := range files {
		if f.Err != nil {
			continue
		}
		for _, doc := range readings(f.Doc) {
			for _, list := range doc.Find("/datasources-configuration/providers") {
				if mayHoldMore(doc, list) {
					unknown = "template code may add a provider to " + f.Path
				}
			}
			for _, e := range doc.Find("/datasources-configuration/providers/provider") {
				class, why := text(doc, e)
				switch {
				case why == "" && class == rdbmsReader:
					reader = true
				case unknown == "":
					unknown = f.Path + " has the provider " + phrase.Bare(class)
				}
			}
		}
	}
	return reader, unknown
}

func (n *namedDatasources) judgeType(d *datasourceDef, def *xmldoc.Element, typ xmldoc.Attr, unknown, role string) {
	if unknown != "" {
		n.CannotJudge(d.doc, def.StartTag, "whether a provider reads the type of the datasource is not known: "+unknown)
		return
	}
	n.unbound[d] = true
	label := d.label()
	if role != "" {
		label += ", which " + role + ","
	}
	f := Finding{
		Code: "no-reader", Doc: d.doc, Span: def.StartTag,
		Message: fmt.Sprintf("%s has the type %s, which no provider in <providers> reads.", label, phrase.Bare(typ.Value)),
		Effect:  "The server logs \"A data source reader cannot be found\" and binds nothing: whatever looks up the datasource fails.",
		Hint:    "Use a type that a provider reads, or add its provider to <providers>.",
	}
	switch {
	case typ.Name == "":
		f.Message = label + " has no type."
	case typ.Value == rdbms:
		f.Hint = "Add <provider>" + rdbmsReader + "</provider> to <providers> of master-datasources.xml."
	case strings.EqualFold(strings.TrimSpace(typ.Value), rdbms):
		f.Message = fmt.Sprintf("%s has the type %s; the server reads only %s, in this exact case and without blanks.", label, phrase.Quote(typ.Value), rdbms)
		f.Hint = "Write type=\"" + rdbms + "\"."
	}
	n.Report(f)
}
