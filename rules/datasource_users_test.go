package rules_test

import (
	"strings"
	"testing"
)

func TestDatasourceUsers(t *testing.T) {
	const (
		no    = "2:26 info (no fix) Datasource DB has no defaultAutoCommit; 4.4.3 "
		not   = no + "sets it to false for the datasource of registry and user management, which this is not.\n"
		maybe = no + "ships with false for the datasource of registry and user management, and carbonlint cannot tell whether this is it: "
	)
	yes := func(who string) string {
		return "2:26 warning " + setFalse + "Datasource DB, which " + who + ", has no defaultAutoCommit; 4.4.3 ships with false.\n"
	}
	realm := func(inside string) string { return "<UserManager><Realm>" + inside + "</Realm></UserManager>" }
	for _, tt := range []struct{ name, registry, users, want string }{
		{"both", registryDB, usersDB, yes("registry.xml and user-mgt.xml use")},
		{"neither file", "", "", maybe + "registry.xml and user-mgt.xml, which say so, are not here.\n"},
		{"only the registry", registryDB, "", yes("registry.xml uses")},
		{"not in the one that is there", "<wso2registry/>", "", maybe + "user-mgt.xml, which says so, is not here.\n"},
		{"not in the other", "", "<UserManager/>", maybe + "registry.xml, which says so, is not here.\n"},
		{"not well-formed", "<wso2registry>", "<UserManager/>", maybe + "registry.xml, which says so, is not here.\n"},
		{"in none", "<wso2registry/>", "<UserManager/>", not},
		{"a dbConfig that nothing names", strings.Replace(registryDB, "<currentDBConfig>main", "<currentDBConfig>other", 1), "<UserManager/>", not},
		{"blanks in registry.xml are part of the name", strings.Replace(registryDB, "jdbc/DB", " jdbc/DB", 1), "<UserManager/>", not},
		{"of a mount", strings.Replace(registryDB, "<currentDBConfig>main</currentDBConfig>", "<remoteInstance><dbConfig>main</dbConfig></remoteInstance>", 1), "<UserManager/>", yes("registry.xml uses")},
		{"of a user store, with blanks", "<wso2registry/>", realm(`<UserStoreManager><Property name=" dataSource "> jdbc/DB </Property></UserStoreManager>`), yes("user-mgt.xml uses")},
		{"by placeholder", "<wso2registry/>", realm(`<Configuration><Property name="dataSource">${db}</Property></Configuration>`), maybe + "in user-mgt.xml <Property> is given by a placeholder.\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{master: datasources("DB", "jdbc/DB", "<url>x</url>\n"), noStores: ""}
			if tt.registry != "" {
				files["registry.xml"] = tt.registry
			}
			if tt.users != "" {
				files["user-mgt.xml"] = tt.users
			}
			r := judge(t, "default-auto-commit", files)
			if got := here(brief(t, r)); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
	// true in a datasource whose role is not known.
	files := map[string]string{master: datasources("DB", "jdbc/DB", "<defaultAutoCommit>true</defaultAutoCommit>\n")}
	want := "3:1 info (no fix) Datasource DB has defaultAutoCommit set to true; 4.4.3 ships with false for the datasource of registry and user management, and carbonlint cannot tell whether this is it: registry.xml and user-mgt.xml, which say so, are not here.\n"
	if got := here(brief(t, judge(t, "default-auto-commit", files))); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
