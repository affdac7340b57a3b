package rules_test

// catalina is a catalina-server.xml whose Connector, on line 3, has the attributes.
func catalina(attrs string) string {
	return "<Server>\n<Service>\n<Connector " + attrs + "/>\n</Service>\n</Server>\n"
}

// carbonKeystore is a carbon.xml with the inside of Security/KeyStore.
func carbonKeystore(inside string) string {
	return "<Server xmlns=\"http://wso2.org/projects/carbon/carbon.xml\" xmlns:svns=\"http://org.wso2.securevault/configuration\">\n" +
		"<Security><KeyStore>" + inside + "</KeyStore></Security></Server>\n"
}

const (
	siteKeystore = "<Location>${carbon.home}/repository/resources/security/site.jks</Location><Password>sesame</Password><KeyPassword>sesame</KeyPassword>"
	tls          = `port="9443" SSLEnabled="true" `

	no42 = "; 4.4.3 no longer copies the keystore from carbon.xml to it, as 4.2.0 did.\n"
)
