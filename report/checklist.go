package report

// checklistItem is a step of an upgrade that people do by hand.
type checklistItem struct{ Title, Text string }

// upgradeChecklist returns the steps in order.
func upgradeChecklist() []checklistItem {
	return []checklistItem{
		{"Stop every server", "Stop all nodes of the old cluster. Check that wso2carbon.pid is gone from each home and that embedded H2 databases have no lock file."},
		{"Back up the databases", "Dump every database that registry.xml, user-mgt.xml and the datasources name. Restore each dump once to check that it is readable. You cannot downgrade an upgraded database."},
		{"Back up the home", "Copy the whole directory of the old server to a place outside of it. Keep file modes and links."},
		{"Create a staging database", "Copy the data into a new database of the same type. Connect the new server to that one, never to the database of the old server."},
		{"Compare the database schema", "The servers ship no script that alters a schema. Compare yours with the dbscripts of the new server: in scripts older than 4.4.2, foreign keys of the permission and role tables lack ON DELETE CASCADE."},
		{"Install the database driver", "For any database except H2, put the jar of the JDBC driver into repository/components/lib of the new server."},
		{"Copy the deployed artifacts", "Copy repository/deployment/server from the old home to the new one. These artifacts are files in the home, not data in a database."},
		{"Copy the tenants", "If there are tenants, also copy repository/tenants."},
		{"Copy the keystores", "Copy every keystore and truststore that carbon.xml, catalina-server.xml and axis2.xml name. If you use Secure Vault aliases, also copy its files."},
		{"Transfer your settings", "Enter your own values in the configuration files of the new server. Do not overwrite these with the old files."},
		{"Choose the JDK", "Use JDK 1.7 or 1.8, except updates 1.8.0_151 to 1.8.0_161. With a later JDK the server starts with a warning and is not supported."},
		{"Set the port offset", "If the new server runs on the same host as the old one, give it a port offset of its own."},
		{"Start and test the new server", "Check its log for errors, sign in to the management console, check users, roles and tenants, and call the important services."},
		{"Go live", "Repeat in production what you tested in staging. The backups are the only way back: keep the old server until nobody needs it."},
	}
}
