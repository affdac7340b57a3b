package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

const autoCommitName = "defaultAutoCommit"

var defaultAutoCommit = &Rule{
	ID:       "default-auto-commit",
	Title:    "*-datasources.xml: the server's own datasource starts transactions with auto-commit off",
	Since:    home.V430,
	Severity: Warning,
	Files:    []string{"datasources/*-datasources.xml"},
	Settings: []Settings{{"datasources/*-datasources.xml", []string{"/defaultAutoCommit", "[defaultAutoCommit]"}}},
	Guide:    []GuideItem{{Setting: "defaultAutoCommit", File: "datasources/*-datasources.xml"}},
	Doc: Doc{
		What: `defaultAutoCommit of every RDBMS datasource in every file of datasources whose name ends in -datasources.xml; the server
reads them all. What it should be depends on who uses the datasource: the one that registry.xml or user-mgt.xml names by its JNDI
name has it at false from 4.3.0 on. For other datasources the product decides, and true can be right; the rule reports only a
setting that is absent or unreadable. commitOnReturn and rollbackOnReturn came with a later release.`,
		Runtime: `Without it the pool leaves a new connection as the JDBC driver makes it, with auto-commit on. Registry and user
management switch it off themselves where they write, so most things work. But PostgreSQL refuses to commit where it is
still on, and an update of several statements can be left half done. With false on a datasource whose code never commits,
writes are lost, and PostgreSQL sessions stay idle in transaction.

The server reads true, false, 1 and 0, blanks around them allowed. True, FALSE and an empty element read as if nothing was set,
a misspelt word as false or as nothing. Of two, the last that reads as something counts.`,
		Fix: `Unsafe in every case: it changes when transactions end. The fix adds false as the last setting of the datasource that
registry.xml or user-mgt.xml uses, turns true into false there, and writes unreadable values out as what the server should read. Into
other datasources it adds nothing.`,
		Source: `RDBMSConfiguration.java:115-121; RDBMSDataSourceUtils.java:183-185; DataSourceManager.java:149-165; the stock setting came
with CARBON-14799, commitOnReturn and rollbackOnReturn with commit 0670944cf9 of 2018; _parseBoolean of the JAXB that JDK 7 and 8 bring.`,
		Before: `<validationQuery>SELECT 1</validationQuery>
</configuration>`,
		After: `<validationQuery>SELECT 1</validationQuery>
<defaultAutoCommit>false</defaultAutoCommit>
</configuration>`,
	},
	Check: checkDefaultAutoCommit,
}

func checkDefaultAutoCommit(p *Pass) {
	users := datasourceUsers(p.Home)
	for _, f := range p.Home.Match("datasources/*-datasources.xml") {
		if f.Err != nil {
			continue
		}
		p.noteWriters(f.Doc, f.Doc.First("/datasources-configuration"), "a datasource", "datasources")
		for _, e := range f.Doc.Find("/datasources-configuration/datasources/datasource") {
			ds := newDatasource(p, f.Doc, e, users)
			if e.Child("definition") == nil {
				p.noteWriter(f.Doc, e, "its definition")
			}
			for _, def := range e.ChildrenNamed("definition") {
				kind, _ := def.Attr("type")
				if value, why := attrText(f.Doc, kind); why != "" {
					p.CannotJudge(f.Doc, kind.Span, why)
				} else if value == "RDBMS" {
					if def.Child("configuration") == nil {
						p.noteWriter(f.Doc, def, "its configuration")
					}
					ds.judge(def)
				}
			}
		}
	}
}

// datasource is one datasource and what the server uses it for.
type datasource struct {
	*Pass
	doc   *xmldoc.Document
	label string
	// role says which file uses it; "" when none is known to.
	role string
	// unknown says why the role may be another than that; "" when it is certain.
	unknown string
}

func newDatasource(p *Pass, doc *xmldoc.Document, e *xmldoc.Element, users users) *datasource {
	ds := &datasource{Pass: p, doc: doc, label: "A datasource", unknown: users.unknown}
	jndi, why := childText(doc, e.Child("jndiConfig"), "name")
	switch {
	case why != "":
		ds.unknown, jndi = "its JNDI name is not known", ""
	case jndi == "":
		ds.unknown = "" // nothing can name it
	default:
		ds.role = users.of[jndi]
	}
	name, why := childText(doc, e, "name")
	if name = strings.TrimSpace(name); name == "" || why != "" {
		name = strings.TrimSpace(jndi)
	}
	if name != "" {
		ds.label = "Datasource " + bare(name)
	}
	if ds.role != "" {
		ds.unknown = ""
		ds.label += ", which " + ds.role + ","
	}
	return ds
}

// childText is text for the first child of a name; "" when there is none.
func childText(doc *xmldoc.Document, e *xmldoc.Element, name string) (value, why string) {
	if e = e.Child(name); e == nil {
		return "", ""
	}
	return text(doc, e)
}

// judge judges one definition.
func (ds *datasource) judge(def *xmldoc.Element) {
	confs := def.ChildrenNamed("configuration")
	for _, conf := range confs {
		ds.judgeSetting(conf)
		for _, e := range conf.Children() {
			if name := e.Name(); (name == "commitOnReturn" || name == "rollbackOnReturn") && !ds.From.After(ds.Target) {
				ds.Report(Finding{
					Code: "unknown-" + name, Doc: ds.doc, Span: e.StartTag,
					Message: fmt.Sprintf("%s has %s, which "+target+" does not know.", ds.label, name),
					Effect:  "The server ignores it: connections go back to the pool with their transaction as it is, neither committed nor rolled back.",
					Hint:    "Remove it, and make sure that the code that uses the datasource commits.",
				})
			}
		}
	}
	def.Walk(func(e *xmldoc.Element) {
		if e.Name() == autoCommitName && !(e.Parent().Name() == "configuration" && e.Parent().Parent() == def) {
			ds.Report(Finding{
				Code: "misplaced", Doc: ds.doc, Span: e.StartTag,
				Message: fmt.Sprintf("%s has defaultAutoCommit in <%s>; the server reads it directly in <configuration> only.", ds.label, e.Parent().Name()),
				Effect:  "It has no effect.",
				Hint:    "Move it to the end of <configuration>.",
			})
		}
	})
}

// judgeSetting judges defaultAutoCommit of one configuration.
func (ds *datasource) judgeSetting(conf *xmldoc.Element) {
	all := conf.ChildrenNamed(autoCommitName)
	var read []*xmldoc.Element // those that the server takes a value from, as far as is known
	for _, e := range all {
		value, why := text(ds.doc, e)
		if why != "" || parseJAXB(value).set {
			read = append(read, e)
		}
	}
	for _, e := range all {
		if value, why := text(ds.doc, e); why == "" && !parseJAXB(value).exact {
			another := slices.ContainsFunc(read, func(o *xmldoc.Element) bool {
				return o != e && !ds.doc.ConditionOf(o).Excludes(ds.doc.ConditionOf(e))
			})
			ds.judgeOdd(e, value, another)
		}
	}
	if len(all) == 0 {
		ds.judgeAbsent(conf)
	}
	if len(read) == 0 {
		return
	}
	r := ds.lookup(wanted{name: autoCommitName, doc: ds.doc, parent: conf, given: read})
	subject := autoCommitName + " of " + strings.ToLower(ds.label[:1]) + ds.label[1:]
	for _, f := range r.repeats(ds.doc, subject, func(v value) string { return parseJAXB(v.text).String() }, ds.remove) {
		ds.Report(f)
	}
	for _, v := range r.counts {
		if got := parseJAXB(v.text); got.exact && got.value {
			ds.judgeTrue(v.at)
		}
	}
}

const driverDefault = "Connections start as the JDBC driver makes them, with auto-commit on"

func (ds *datasource) judgeAbsent(conf *xmldoc.Element) {
	if e := misspelt(conf); e != nil {
		ds.judgeMisspelt(e)
		return
	}
	r := ds.lookup(wanted{name: autoCommitName, doc: ds.doc, parent: conf})
	if r.state == undecided {
		return
	}
	f := Finding{Code: "missing", Default: true, Severity: Info, Doc: ds.doc, Span: conf.StartTag}
	f.Message = ds.label + " has no defaultAutoCommit"
	if r.state == commented {
		line, _ := ds.doc.Position(r.comment.Start)
		f.Message = fmt.Sprintf("%s has defaultAutoCommit only in a comment (line %d)", ds.label, line)
	}
	switch {
	case ds.role != "":
		f.Severity = Warning
		f.Message += "; " + target + " ships with false."
		f.Effect = driverDefault + ": PostgreSQL refuses to commit, and an update of several statements can be left half done."
		f.Fix = &Fix{Title: "set defaultAutoCommit to false", Unsafe: true, Edits: []xmldoc.Edit{
			ds.doc.AppendChild(conf, "<defaultAutoCommit>false</defaultAutoCommit>"),
		}}
	case ds.unknown != "":
		f.Message += "; " + target + " ships with false for the datasource of registry and user management, and carbonlint cannot tell whether this is it: " + ds.unknown + "."
		f.Effect = driverDefault + ". Whether that is right depends on the code that uses the datasource."
		f.Hint = "Set it to false if registry or user management use this datasource; for others follow the product's documentation."
	default:
		f.Note = true
		f.Message += "; " + target + " sets it to false for the datasource of registry and user management, which this is not."
		f.Effect = driverDefault + ". Whether that is right depends on the code that uses the datasource."
		f.Hint = "Follow the product's documentation: false loses the writes of code that does not commit."
	}
	ds.Report(f)
}

// judgeTrue judges auto-commit that is on by choice, which is the server's
// business only where the server itself uses the datasource.
func (ds *datasource) judgeTrue(e *xmldoc.Element) {
	f := Finding{Code: "true", Default: true, Doc: ds.doc, Span: e.StartTag}
	switch {
	case ds.role != "":
		f.Message = ds.label + " has defaultAutoCommit set to true; " + target + " ships with false."
		f.Effect = "Connections start with auto-commit on: PostgreSQL refuses to commit, and an update of several statements can be left half done."
		if ds.ownChoice() {
			f.Severity, f.Note = Info, true
			f.Effect += " Servers ship with false from 4.3.0 on, so somebody chose this."
		}
		f.Fix, f.Hint = ds.set(e, "false")
	case ds.unknown != "":
		f.Severity = Info
		f.Message = ds.label + " has defaultAutoCommit set to true; " + target + " ships with false for the datasource of registry and user management, and carbonlint cannot tell whether this is it: " + ds.unknown + "."
		f.Effect = "Right for code that does not commit; in registry and user management PostgreSQL refuses to commit."
		f.Hint = "Set it to false if registry or user management use this datasource."
	default:
		return
	}
	ds.Report(f)
}

func (ds *datasource) remove(e *xmldoc.Element) *Fix {
	return &Fix{Title: "remove this defaultAutoCommit", Unsafe: true, Edits: []xmldoc.Edit{ds.doc.Remove(e, false)}}
}

// set writes value into e, or says to do so by hand where e holds more than text.
func (ds *datasource) set(e *xmldoc.Element, value string) (*Fix, string) {
	edit, err := ds.doc.SetText(e, value)
	if err != nil {
		return nil, "Write " + value + " by hand."
	}
	return &Fix{Title: "set defaultAutoCommit to " + value, Unsafe: true, Edits: []xmldoc.Edit{edit}}, ""
}
