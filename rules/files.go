package rules

import (
	"path"
	"slices"

	"github.com/carbonlint/carbonlint/internal/home"
)

// known is what is known of a file of the server.
type known struct {
	conf string // name or pattern
	root string // its root element; "" where the server takes any
	// namespaces says that the server reads the file with regard to them, and
	// refuses a prefix that is not declared.
	namespaces bool
	effect     string // of a file that cannot be read
	main       bool   // every home has it, and it may hold Secure Vault aliases
}

const (
	noStart = "The server does not start."
	noStore = "The user store is missing: its users cannot log in."
)

var knownFiles = []known{
	{"carbon.xml", "Server", true, noStart, true},
	{"user-mgt.xml", "UserManager", true, noStart, true},
	{"registry.xml", "wso2registry", true, "The registry does not come up, and neither does what it stores.", true},
	{"axis2/axis2.xml", "axisconfig", true, noStart, true},
	{"axis2/tenant-axis2.xml", "axisconfig", true, "The server cannot load any tenant.", false},
	{"axis2/axis2_client.xml", "axisconfig", true, "The server cannot call other services.", false},
	{"tomcat/catalina-server.xml", "Server", false, "The error is only logged: the server opens no port for the management console and the services.", true},
	{"tomcat/web.xml", "web-app", false, "Web applications lack their defaults or are not deployed.", false},
	{"tomcat/carbon/WEB-INF/web.xml", "web-app", false, "The management console and the services are not deployed.", false},
	{"datasources/*-datasources.xml", "datasources-configuration", true, "The server loads neither the datasources of this file nor those of later files. It loads master-datasources.xml first, the others in any order.", true},
	{"security/authenticators.xml", "Authenticators", true, "The settings of the authenticators are missing.", false},
	{home.UserStores, "", true, noStore, false},
	{home.TenantUserStores, "", true, noStore, false},
}

func knownFile(conf string) *known {
	for i := range knownFiles {
		if ok, _ := path.Match(knownFiles[i].conf, conf); ok {
			return &knownFiles[i]
		}
	}
	return nil
}

// mainFiles are the files of every home that may hold Secure Vault aliases.
func mainFiles() []string {
	var list []string
	for _, k := range knownFiles {
		if k.main {
			list = append(list, k.conf)
		}
	}
	return list
}

// Files lists the files that carbonlint looks at when the rules of list run: the
// ones that it knows and the ones that the rules name, as patterns of their Conf.
func Files(list []*Rule) []string {
	var files []string
	for _, k := range knownFiles {
		files = append(files, k.conf)
	}
	for _, r := range list {
		for _, file := range append(r.Files[:len(r.Files):len(r.Files)], r.Optional...) {
			if !slices.Contains(files, file) {
				files = append(files, file)
			}
		}
	}
	return files
}
