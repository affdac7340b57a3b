package rules

import (
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var datasourceNames = &Rule{
	ID:       "datasource-names",
	Title:    "Each datasource that is used is defined, once, with a type that the server reads",
	Severity: Error,
	Files:    []string{"registry.xml", "user-mgt.xml", "datasources/*-datasources.xml"},
	Optional: []string{home.UserStores, home.TenantUserStores},
	Settings: []Settings{
		{"registry.xml", []string{"/dataSource"}},
		{"user-mgt.xml", []string{"[dataSource]"}},
		{home.UserStores, []string{"[dataSource]"}},
		{home.TenantUserStores, []string{"[dataSource]"}},
		{"datasources/*-datasources.xml", []string{"/jndiConfig", "/providers", "@type"}},
	},
	Doc: Doc{
		What: `The JNDI names by which registry.xml (each dbConfig that is in use), user-mgt.xml and the files of secondary user stores
name their datasources: whether a datasource of that name is defined in a file of datasources whose name ends in -datasources.xml. The
names of datasources, and their JNDI names: whether two are the same. The type of each definition: whether a provider reads it.
Where a file that can define a datasource is missing, damaged or left out, or template code may write one, a name that is not found
is not checked, and neither is one that Tomcat itself defines. Disabled user stores, and those of a directory, look nothing up.`,
		Runtime: `User management looks its datasource up at start, and fails with "Error in looking up data source": the server does not
start. The registry only warns that it cannot look the name up, and fails when it needs the database. A secondary user store has no
users. The name must be the same to the letter; registry.xml takes blanks around it for a part of it.

The server loads master-datasources.xml first, then the other files in any order. It stops at the second datasource of a name, and
loads none that come after it. It binds the second datasource of a JNDI name over the first without a word. Of a type that no
provider reads it loads the datasource, and binds nothing.`,
		Fix: `There is none: which of two names is right only the site knows, and a datasource that the server did not have so far
comes with settings of its own to decide.`,
		Source: `DataSourceManager.java:149-191; DataSourceRepository.java:340-345, registerDataSource and registerJNDI (rebind),
createDataSourceObject ("A data source reader cannot be found"); RegistryConfigurationProcessor.java:141-150;
DatabaseUtil.java:89-101, 171-175; JDBCUserStoreManager.java (getJDBCDataSource); UserStoreConfigXMLProcessor.java.`,
		Before: `<Property name="dataSource">jdbc/ShopUserDB</Property>`,
		After:  `<Property name="dataSource">jdbc/ShopUsersDB</Property>`,
	},
	Check: checkDatasourceNames,
}

func checkDatasourceNames(p *Pass) {
	defs, unread := p.readDatasourceDefs()
	n := &namedDatasources{Pass: p, defs: defs, unread: unread, unbound: map[*datasourceDef]bool{}}
	uses := p.datasourceUses()
	n.judgeTypes(uses)
	n.judgeTwice()
	n.judgeUses(uses)
}

// namedDatasources judges the names of the datasources of a home.
type namedDatasources struct {
	*Pass
	defs []*datasourceDef
	// unread says why there may be more datasources; "" when there are not.
	unread string
	// unbound are those whose type no provider reads.
	unbound map[*datasourceDef]bool
}

// reads reports whether doc is the reading that is judged now: others only say
// what there may be.
func (n *namedDatasources) reads(doc *xmldoc.Document) bool {
	f := n.Home.ByPath(doc.Path)
	return f != nil && f.Doc == doc
}
