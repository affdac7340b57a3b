package rules

import (
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var datasourceNames = &Rule{
	ID:       "datasource-names",
	Title:    "Each datasource in use is defined once, with a type that the server can read",
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
		What: `registry.xml (each dbConfig that is in use), user-mgt.xml and the files of secondary user stores refer to datasources by
their JNDI names. The rule checks that a file datasources/*-datasources.xml defines each of them, that no two datasources have the
same name or JNDI name, and that a provider reads the type of each definition. A name that is not found is not checked if a file that
may define it is missing, damaged or left out, or if template code may define it; nor is one that Tomcat itself defines. Disabled user
stores, and those of an LDAP directory, use no datasource.`,
		Runtime: `User management looks up its datasource at start. If that fails, it reports "Error in looking up data source", and the
server does not start. The registry only warns that it cannot look up the name, and fails when it needs the database. A secondary user
store has no users. The names must match exactly; in registry.xml, blanks around the name are part of it.

The server loads master-datasources.xml first, then the other files in any order. At the second datasource of the same name it stops
loading. It silently binds the second datasource of the same JNDI name over the first. It loads a datasource whose type no provider
reads, but binds nothing.`,
		Fix: `There is none. Only the site knows which of two equal names to change. Correcting a name or a type gives the server a
datasource that it did not have so far, with settings to decide on.`,
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

// reads reports whether doc is the reading that is judged now. Other readings only
// show what may be defined.
func (n *namedDatasources) reads(doc *xmldoc.Document) bool {
	f := n.Home.ByPath(doc.Path)
	return f != nil && f.Doc == doc
}
