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
		// Of a URL that a template or a placeholder ends, the database is known.
		if value == "" || strings.HasPrefix(strings.TrimSpace(value), "jdbc:") {
			url = strings.TrimSpace(value)
		}
	}
	return url
}

// trouble is what comes of auto-commit that is on where code means to commit, in
// the database of ds.
func (ds *datasource) trouble() string {
	const half = "an update of several statements can be left half done"
	switch url := strings.ToLower(ds.url); {
	case strings.HasPrefix(url, "jdbc:postgresql:"):
		return "PostgreSQL refuses to commit, and " + half
	case strings.HasPrefix(url, "jdbc:mysql:"):
		return "the driver of MySQL refuses to commit, and " + half
	case url == "":
		return "PostgreSQL and the driver of MySQL refuse to commit, and " + half
	}
	return half
}
