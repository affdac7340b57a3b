package rules_test

import (
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/rules"
)

func TestAbout(t *testing.T) {
	for _, tt := range []struct{ conf, path, want string }{
		{"user-mgt.xml", "/UserManager/Realm/Configuration/Property[@name='isCascadeDeleteEnabled']", "cascade-delete"},
		{"user-mgt.xml", "/UserManager/Realm/Configuration/isCascadeDeleteEnabled", "cascade-delete"},
		{"user-mgt.xml", "/UserManager/Realm/Configuration/Property[@name='dataSource']", "datasource-names"},
		{"user-mgt.xml", "/UserManager/Realm/Configuration/Property[@name='MaxUserNameListLength']", ""},
		{"registry.xml", "/wso2registry/dbConfig[@name='a']/dataSource", "datasource-names"},
		{"deployment/server/userstores/a.xml", "/UserStoreManager/Property[@name='dataSource']", "datasource-names"},
		{"tenant-mgt.xml", "/UserManager/Realm/Configuration/Property[@name='isCascadeDeleteEnabled']", ""},
		{"axis2/axis2.xml", "/axisconfig/parameter[@name='httpContentNegotiation']", "http-content-negotiation"},
		{"axis2/axis2.xml", "/axisconfig/parameter[@name='httpContentNegotiation']/@locked", "http-content-negotiation"},
		{"axis2/axis2_client.xml", "/axisconfig/parameter[@name='httpContentNegotiation']", ""},
		{"axis2/tenant-axis2.xml", "/axisconfig/parameter[@name='httpContentNegotiation']", "tenant-http-content-negotiation"},
		{"tomcat/tenant-axis2.xml", "/axisconfig/parameter[@name='enableMTOM']", "tenant-axis2-location"},
		{"tomcat/catalina-server.xml", "/Server/Service[@name='Catalina']/Connector[@scheme='https'][@port='9443']/@keystoreFile", "connector-keystore"},
		{"tomcat/catalina-server.xml", "/Server/Service/Connector/@keyStorePass", "connector-keystore"},
		{"tomcat/catalina-server.xml", "/Server/Service/Connector/@port", ""},
		{"tomcat/catalina-server.xml", "/Server/@xmlns:svns", "secure-vault"},
		{"tomcat/catalina-server.xml", "/Server/Service/Connector/@svns:secretAlias", "secure-vault"},
		{"datasources/master-datasources.xml", "/datasources-configuration/datasources/datasource[name='X']/definition[@type='RDBMS']/configuration/defaultAutoCommit", "default-auto-commit"},
		{"datasources/master-datasources.xml", "/datasources-configuration/datasources/datasource/definition/configuration/DefaultAutocommit", "default-auto-commit"},
		{"datasources/bps-datasources.xml", "/datasources-configuration/datasources/datasource/definition/configuration/dataSourceProps/property[@name='defaultAutoCommit']", "default-auto-commit"},
		{"datasources.properties", "defaultAutoCommit", ""},
		{"carbon.xml", "/Server/MgtProxyContextPath", "proxy-context-path"},
		{"carbon.xml", "/Server/ProxyContextPath", "proxy-context-path"},
		{"carbon.xml", "/Server/WebContextRoot", ""},
		{"carbon.xml", "/Server/Ports/EmbeddedQpid/BrokerPort", "embedded-qpid-ports"},
		{"carbon.xml", "/Server/Ports/EmbeddedLDAP/LDAPServerPort", ""},
		{"carbon.xml", "/Server/Security/RegistryKeyStore/Location", "registry-keystore"},
		{"carbon.xml", "/Server/Security/KeyStore/Location", "connector-keystore registry-keystore"},
		{"carbon.xml", "/Server/Security/KeyStore/KeyPassword", "connector-keystore"},
		{"carbon.xml", "/Server/Security/TrustStore/Location", ""},
		{"registry.xml", "/wso2registry/versionResourcesOnChange", "version-resources-on-change"},
		{"product.xml", "/Product/Password/@svns:secretAlias", "secure-vault"},
		{"product.xml", "/Product/Password/@secretAlias", "secure-vault"},
		{"security/secret-conf.properties", "carbon.secretProvider", "secure-vault"},
		{"security/cipher-tool.properties", "x", ""},
		{"", "", ""},
	} {
		if got := strings.Join(rules.About(tt.conf, tt.path), " "); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.conf, tt.path, got, tt.want)
		}
	}
}

// TestAboutGuide holds About to the items of the guide.
func TestAboutGuide(t *testing.T) {
	for _, item := range rules.Guide() {
		conf := strings.Replace(item.File, "*", "master", 1)
		first, _, _ := strings.Cut(item.Setting, ",")
		first = strings.TrimSuffix(first, " ports")
		for _, path := range []string{"/x/" + first, "/x/p[@name='" + first + "']", "/x/Connector/@" + first} {
			if got := rules.About(conf, path); len(got) > 0 {
				if got[0] != item.Rule {
					t.Errorf("%s %s: %v, want %s", conf, path, got, item.Rule)
				}
				first = ""
				break
			}
		}
		if first != "" {
			t.Errorf("%s of %s: no rule speaks of it", item.Setting, item.File)
		}
	}
}
