package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// databaseURL is the JDBC URL of a datasource, "" when it is not given or not
// known: the element url, or the property url of an XA datasource. Source:
// RDBMSDataSourceUtils.java:331-343.
func databaseURL(doc *xmldoc.Document, conf *xmldoc.Element) string {
	given := conf.ChildrenNamed("url")
	for _, props := range conf.ChildrenNamed("dataSourceProps") {
		for _, e := range props.ChildrenNamed("property") {
			if strings.EqualFold(e.AttrValue("name"), "url") {
				given = append(given, e)
			}
		}
	}
	url := ""
	for _, e := range given {
		value, _ := text(doc, e)
		// A URL that ends in a template or placeholder still shows the database.
		if value == "" || strings.HasPrefix(strings.TrimSpace(value), "jdbc:") {
			url = strings.TrimSpace(value)
		}
	}
	return url
}

// trouble is what happens if auto-commit is on and the code commits, in the database
// of ds.
func (ds *datasource) trouble() string {
	const half = "an update of several statements can be left half done"
	switch url := strings.ToLower(ds.url); {
	case strings.HasPrefix(url, "jdbc:postgresql:"):
		return "PostgreSQL refuses to commit, and " + half
	case strings.HasPrefix(url, "jdbc:mysql:"):
		return "the MySQL driver refuses to commit, and " + half
	case url == "":
		return "PostgreSQL and the MySQL driver refuse to commit, and " + half
	}
	return half
}
