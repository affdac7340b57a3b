package report

// step is something that an upgrade takes and that no look at files can do.
type step struct{ Title, Text string }

// steps are in the order in which they are taken.
func steps() []step {
	return []step{
		{"Stop every server", "No node of the old cluster runs, wso2carbon.pid is gone from each home, and embedded H2 databases have no lock file left."},
		{"Back up the databases", "Dump each database that registry.xml, user-mgt.xml and the datasources name, and restore the dump once to see that it can be read. An upgraded database cannot be taken back."},
		{"Back up the home", "Keep the whole directory of the old server, file modes and links included, outside of it."},
		{"Make a staging database", "Copy the data into a new database of the same type and connect the new server to that one, never to the database of the old server."},
		{"Compare the database schema", "The servers ship no script that alters a schema. Compare yours with the dbscripts of the new server: in scripts older than 4.4.2 foreign keys of the permission and role tables lack ON DELETE CASCADE."},
		{"Install the database driver", "For any database but H2, put the JDBC driver's jar into repository/components/lib of the new server."},
		{"Copy what is deployed", "Copy repository/deployment/server from the old server to the new one: from one home to the other, not between databases."},
		{"Copy the tenants", "Copy repository/tenants as well, if there are any."},
		{"Copy the keystores", "Copy every keystore and truststore that carbon.xml, catalina-server.xml and axis2.xml name, and the Secure Vault files if aliases are in use."},
		{"Carry settings over by hand", "Put the site's own values into the configuration files of the new server; do not copy old files over them."},
		{"Choose the JDK", "Use JDK 1.7 or 1.8, but none of the updates 1.8.0_151 to 1.8.0_161. Later ones start with a complaint and are not supported."},
		{"Set the port offset", "Give the new server an offset of its own if it runs on a host beside the old one."},
		{"Start and try the new server", "Read its log for errors, sign in to the management console, look at users, roles and tenants, and call the services that matter."},
		{"Go live", "Move production over as tried in staging. There is no way back but the backups: keep the old server until nobody needs it."},
	}
}
