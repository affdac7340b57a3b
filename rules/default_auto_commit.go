package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

const autoCommitName = "defaultAutoCommit"

var defaultAutoCommit = &Rule{
	ID:       "default-auto-commit",
	Title:    "*-datasources.xml: the server's own datasource starts with auto-commit off",
	Since:    home.V430,
	Severity: Warning,
	Files:    []string{"datasources/*-datasources.xml"},
	Optional: []string{home.UserStores, home.TenantUserStores},
	Settings: []Settings{{"datasources/*-datasources.xml", []string{"/defaultAutoCommit", "[defaultAutoCommit]"}}},
	Guide:    []GuideItem{{Setting: "defaultAutoCommit", File: "datasources/*-datasources.xml"}},
	Doc: Doc{
		What: `defaultAutoCommit of every RDBMS datasource in the files datasources/*-datasources.xml, all of which the server reads.
The right value depends on who uses the datasource. The one that registry.xml, user-mgt.xml or the file of a secondary user store
names by its JNDI name has false from 4.3.0 on. For other datasources the product decides, and true can be right: the rule reports
only a setting that is absent or that the server cannot read. commitOnReturn and rollbackOnReturn are newer than 4.4.3: the rule
reports them if the target does not have them.`,
		Runtime: `Without the setting, the pool leaves a new connection as the JDBC driver creates it, with auto-commit on. The registry
and user management turn it off themselves where they write, and most things work. But PostgreSQL and the MySQL driver refuse to
commit while it is on, and an update of several statements can be left half done. With false on a datasource whose code never
commits, writes are lost, and PostgreSQL sessions stay idle in transaction.

The server reads true, false, 1 and 0, with or without blanks around them. It reads True, FALSE and an empty element as not set,
and a misspelt word as false or as not set. If there are two, the last one that is set counts.`,
		Fix: `Always unsafe: it changes when transactions end. The fix adds false as the last setting of the datasource that registry.xml
or user-mgt.xml uses, changes true to false there, and replaces values that the server cannot read with what it should read. It adds
nothing to other datasources.`,
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

// held returns the elements called name below parent that count. Each of them holds
// other settings.
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
	// unknown says why the role is not certain, ownUnknown why it is not even by
	// registry.xml and user-mgt.xml alone; "" when it is certain.
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
