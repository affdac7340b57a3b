package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// against says why true is wrong here, and what then happens; "" when nothing in the
// home shows that it is.
func (c *cascade) against(conf *xmldoc.Element) (message, effect, hint string) {
	if where := c.cluster(conf); where != "" {
		return "isCascadeDeleteEnabled is true, which leaves rows to the database's foreign keys, but the database is a MySQL Cluster according to " + where + ": NDB does not have these foreign keys.",
			"Permission rows of deleted roles, users and resources remain, without an error, and apply to the next role, user or resource of that name.", ""
	}
	if c.p.From.Before(home.V442) {
		return fmt.Sprintf("isCascadeDeleteEnabled is true, but the configuration comes from %s: a schema created before 4.4.2 lacks the ON DELETE CASCADE that "+target+" then relies on.", c.p.From),
			"Deleting a permission resource, or an Internal role that has users, fails with a foreign key violation.",
			"Keep true only if UM_ROLE_PERMISSION, UM_USER_PERMISSION and UM_HYBRID_USER_ROLE have the foreign keys of the 4.4.2 scripts."
	}
	return "", "", ""
}

// clusterWord matches the usual names of MySQL Cluster as whole words.
var clusterWord = lazy.MustCompile(`(?i)(?:^|[^a-z])(?:ndb(?:cluster|d)?|mysql[ _-]?cluster)(?:[^a-z]|$)`)

// cluster says what shows that the user realm's database is a MySQL Cluster, ""
// when nothing does.
func (c *cascade) cluster(conf *xmldoc.Element) string {
	jndi := map[string]bool{}
	for _, e := range conf.ChildrenNamed("Property") {
		value := strings.TrimSpace(e.Text())
		switch strings.TrimSpace(e.AttrValue("name")) {
		case "dataSource":
			jndi[value] = value != ""
		case "url":
			if overMySQL(value) && clusterWord.MatchString(value) {
				return "its URL here"
			}
		}
	}
	defs, _ := c.p.readDatasourceDefs()
	for _, d := range defs {
		url := d.at.Child("definition").Child("configuration").Child("url").Text()
		if !jndi[strings.TrimSpace(d.jndi)] || !overMySQL(url) {
			continue
		}
		line, _ := d.doc.Position(d.at.Span.Start)
		for _, what := range []string{"name", "description"} {
			if clusterWord.MatchString(d.at.Child(what).Text()) {
				return fmt.Sprintf("the %s of its datasource (%s:%d)", what, d.file.Path, line)
			}
		}
		if clusterWord.MatchString(url) {
			return fmt.Sprintf("the URL of its datasource (%s:%d)", d.file.Path, line)
		}
	}
	return ""
}

func overMySQL(url string) bool {
	url = strings.ToLower(strings.TrimSpace(url))
	return strings.HasPrefix(url, "jdbc:mysql:") || strings.HasPrefix(url, "jdbc:mariadb:")
}
