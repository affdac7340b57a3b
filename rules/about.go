package rules

import (
	"path"
	"strings"
)

// topic is settings that a rule judges, or judges others by.
type topic struct {
	rule *Rule
	file string // below the configuration directory, as path.Match has it; "" for any
	// settings are "/x" for an element and all it holds, "[x]" for an element with
	// that name attribute, "@x" for an attribute, "" for all of the file.
	settings []string
}

// topics are in the order of All.
var topics = []topic{
	{cascadeDelete, "user-mgt.xml", []string{"[isCascadeDeleteEnabled]", "/isCascadeDeleteEnabled"}},
	{httpContentNegotiation, "axis2/axis2.xml", []string{"[httpContentNegotiation]"}},
	{tenantHTTPContentNegotiation, "axis2/tenant-axis2.xml", []string{"[httpContentNegotiation]"}},
	{tenantAxis2Location, "tomcat/tenant-axis2.xml", []string{""}},
	{connectorKeystore, "tomcat/catalina-server.xml", []string{"@keystoreFile", "@keystorePass", "@keyPass", "@keystoreType", "@SSLEnabled"}},
	{connectorKeystore, "carbon.xml", []string{"/Security/KeyStore/Location", "/Security/KeyStore/Password", "/Security/KeyStore/KeyPassword", "/Security/KeyStore/Type"}},
	{defaultAutoCommit, "datasources/*-datasources.xml", []string{"/defaultAutoCommit", "[defaultAutoCommit]"}},
	{proxyContextPath, "carbon.xml", []string{"/ProxyContextPath", "/MgtProxyContextPath", "/WorkerProxyContextPath"}},
	{embeddedQpidPorts, "carbon.xml", []string{"/EmbeddedQpid"}},
	{registryKeystore, "carbon.xml", []string{"/RegistryKeyStore", "/Security/KeyStore/Location"}},
	{versionResources, "registry.xml", []string{"/versionResourcesOnChange"}},
	{secureVault, "", []string{"@secretAlias"}},
	{secureVault, "tomcat/catalina-server.xml", []string{"@xmlns:svns"}},
	{secureVault, "security/secret-conf.properties", []string{""}},
}

// About names the rules that speak of a setting: the one at p, a path as
// identity.Path has it, with /@name behind it for an attribute, or the key in a
// properties file. With an empty p it names those that speak of the file as a
// whole. Conf is the file's name below the configuration directory, such as
// "tomcat/catalina-server.xml".
func About(conf, p string) []string {
	var ids []string
	lower := strings.ToLower(p) // where the server reads one case, a rule speaks of the others
	for _, t := range topics {
		if ok, err := path.Match(t.file, conf); t.file != "" && (err != nil || !ok) {
			continue
		}
		for _, s := range t.settings {
			if t.speaksOf(strings.ToLower(s), lower) {
				ids = append(ids, t.rule.ID)
				break
			}
		}
	}
	return ids
}

func (t topic) speaksOf(setting, p string) bool {
	switch {
	case setting == "":
		return true
	case setting[0] == '[':
		return strings.Contains(p, "[@name='"+setting[1:len(setting)-1]+"']")
	case setting[0] == '@':
		_, attr, found := strings.Cut(p[strings.LastIndexByte(p, '/')+1:], "@")
		name := setting[1:]
		return found && (attr == name || strings.HasSuffix(attr, ":"+name))
	}
	_, rest, found := strings.Cut(p, setting)
	return found && (rest == "" || rest[0] == '/' || rest[0] == '[')
}
