package rules

import (
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
	Optional: []string{home.UserStores, home.TenantUserStores},
	Settings: []Settings{{"datasources/*-datasources.xml", []string{"/defaultAutoCommit", "[defaultAutoCommit]"}}},
	Guide:    []GuideItem{{Setting: "defaultAutoCommit", File: "datasources/*-datasources.xml"}},
	Doc: Doc{
		What: `defaultAutoCommit of every RDBMS datasource in every file of datasources whose name ends in -datasources.xml; the server
reads them all. What it should be depends on who uses the datasource: the one that registry.xml, user-mgt.xml or the file of a
secondary user store names by its JNDI name has it at false from 4.3.0 on. For other datasources the product decides, and true can
be right; the rule reports only a setting that is absent or unreadable. commitOnReturn and rollbackOnReturn came with a later
release than 4.4.3, and are judged by the target.`,
		Runtime: `Without it the pool leaves a new connection as the JDBC driver makes it, with auto-commit on. Registry and user
management switch it off themselves where they write, so most things work. But PostgreSQL and the driver of MySQL refuse to
commit where it is still on, and an update of several statements can be left half done. With false on a datasource whose code never commits,
writes are lost, and PostgreSQL sessions stay idle in transaction.

The server reads true, false, 1 and 0, blanks around them allowed. True, FALSE and an empty element read as if nothing was set,
a misspelt word as false or as nothing. Of two, the last that reads as something counts.`,
		Fix: `Unsafe in every case: it changes when transactions end. The fix adds false as the last setting of the datasource that
registry.xml or user-mgt.xml uses, turns true into false there, and writes unreadable values out as what the server should read. Into
other datasources it adds nothing.`,
		Source: `RDBMSConfiguration.java:115-121; RDBMSDataSourceUtils.java:183-185; DataSourceManager.java:149-165; the stock setting came
with CARBON-14799, commitOnReturn and rollbackOnReturn with commit 0670944cf9 of 2018; _parseBoolean of the JAXB that JDK 7 and
8 bring; commit() of ConnectionImpl.java in MySQL Connector/J. Secondary user stores: UserStoreConfigurationDeployer.java.`,
		Before: `<validationQuery>SELECT 1</validationQuery>
</configuration>`,
		After: `<validationQuery>SELECT 1</validationQuery>
<defaultAutoCommit>false</defaultAutoCommit>
</configuration>`,
	},
	Check: checkDefaultAutoCommit,
}

func checkDefaultAutoCommit(p *Pass) {
	uses := p.datasourceUses()
	for _, f := range p.Home.Match("datasources/*-datasources.xml") {
		if f.Err != nil {
			continue
		}
		p.noteWriters(f.Doc, f.Doc.First("/datasources-configuration"), "a datasource", "datasources")
		for _, e := range f.Doc.Find("/datasources-configuration/datasources/datasource") {
			ds := newDatasource(p, newDatasourceDef(f, f.Doc, e), uses)
			for _, def := range p.held(f.Doc, e, "definition") {
				kind, _ := def.Attr("type")
				if value, why := attrText(f.Doc, kind); why != "" {
					p.CannotJudge(f.Doc, kind.Span, why)
				} else if value == "RDBMS" {
					ds.judge(def)
				}
			}
		}
	}
}

// held gives the elements called name below parent that count, each of which holds
// others.
func (p *Pass) held(doc *xmldoc.Document, parent *xmldoc.Element, name string) []*xmldoc.Element {
	r := p.lookup(wanted{name: "its " + name, doc: doc, parent: parent, given: parent.ChildrenNamed(name), holds: true, optional: true})
	var list []*xmldoc.Element
	for _, v := range r.counts {
		list = append(list, v.at)
	}
	return list
}

// datasource is one datasource and what the server uses it for.
type datasource struct {
	*Pass
	doc   *xmldoc.Document
	label string
	// role says which file uses it; "" when none is known to.
	role string
	// unknown says why the role may be another than that, ownUnknown why registry.xml
	// and user-mgt.xml alone leave that open; "" when it is certain.
	unknown, ownUnknown string
	// url is that of its database, as far as it is known.
	url string
}

func newDatasource(p *Pass, d *datasourceDef, uses *datasourceUses) *datasource {
	ds := &datasource{Pass: p, doc: d.doc, label: d.label(), role: uses.role(d.jndi)}
	switch {
	case ds.role != "":
		ds.label += ", which " + ds.role + ","
	case d.opaqueJNDI != "":
		ds.unknown = "its JNDI name is not known"
		ds.ownUnknown = ds.unknown
	case d.jndi != "": // else nothing can name it
		ds.unknown, ds.ownUnknown = uses.why(), uses.unknown
	}
	return ds
}

// judge judges one definition.
func (ds *datasource) judge(def *xmldoc.Element) {
	for _, conf := range ds.held(ds.doc, def, "configuration") {
		ds.url = databaseURL(ds.doc, conf)
		ds.judgeSetting(conf)
		ds.judgeLater(conf)
	}
	ds.judgeMisplaced(def)
}

// label in the middle of a sentence.
func (ds *datasource) subject() string { return strings.ToLower(ds.label[:1]) + ds.label[1:] }
