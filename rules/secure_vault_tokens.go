package rules

import (
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// tokensAt gives the tokens that the server looks up for e in a file, the usual
// one first; fixed is false where that is not known.
func tokensAt(conf string, e *xmldoc.Element) (tokens []string, fixed bool) {
	switch steps := localPath(e); {
	case conf == "carbon.xml":
		return []string{"Carbon." + strings.Join(steps[1:], ".")}, true
	case conf == "user-mgt.xml":
		return userTokens(steps, e)
	case conf == "registry.xml":
		return registryTokens(steps, e)
	case strings.HasSuffix(path.Dir(conf), "/userstores") && len(steps) == 2 && steps[1] == "Property":
		return userTokens([]string{"UserManager", "Realm", "UserStoreManager", "Property"}, e)
	case strings.HasPrefix(conf, "axis2/") && steps[0] == "axisconfig":
		return axisTokens(e)
	case conf == catalinaServer:
		return tomcatTokens(strings.Join(steps, ".")+".", e), true
	}
	return nil, false
}

// tomcatTokens are those for the attributes of e, that for a password first.
func tomcatTokens(prefix string, e *xmldoc.Element) []string {
	tokens := []string{prefix + "keystorePass"}
	if e.Name() != "Connector" {
		tokens[0] = prefix + "(attribute)"
	}
	for _, a := range e.Attrs() {
		if a.Prefix == "" && a.Name != "secretAlias" {
			tokens = append(tokens, prefix+a.Name)
		}
	}
	return tokens
}

// localPath is the local names from the root element to e.
func localPath(e *xmldoc.Element) []string {
	if e == nil {
		return nil
	}
	return append(localPath(e.Parent()), e.Name())
}

func userTokens(steps []string, e *xmldoc.Element) ([]string, bool) {
	name := strings.TrimSpace(e.AttrValue("name"))
	switch strings.Join(steps, "/") {
	case "UserManager/Realm/Configuration/AdminUser/Password":
		return []string{"UserManager.AdminUser.Password"}, true
	case "UserManager/Realm/Configuration/Property":
		return []string{"UserManager.Configuration.Property." + name, "UserStoreManager.Property." + name}, true
	case "UserManager/Realm/UserStoreManager/Property":
		return []string{"UserStoreManager.Property." + name, "UserManager.Configuration.Property." + name}, true
	}
	return nil, false
}

func registryTokens(steps []string, e *xmldoc.Element) ([]string, bool) {
	switch strings.Join(steps, "/") {
	case "wso2registry/dbConfig/password":
		return []string{"wso2registry." + e.Parent().AttrValue("name") + ".password"}, true
	case "wso2registry/remoteInstance/password":
		return []string{"wso2registry." + e.Parent().Child("id").Text() + ".password"}, true
	}
	return nil, false
}

// axisTokens are those for the keystores of a transport and the mail password.
func axisTokens(e *xmldoc.Element) ([]string, bool) {
	if e.Name() == "parameter" && e.AttrValue("name") == "mail.smtp.password" && e.Parent().Name() == "transportSender" {
		return []string{"Axis2.Mailto.Parameter.Password"}, true
	}
	store := e.Parent()
	param := store.Parent()
	if param == nil || param.Name() != "parameter" || e.Name() != "Password" && e.Name() != "KeyPassword" {
		return nil, false
	}
	side := map[string]string{"transportReceiver": "Listener", "transportSender": "Sender"}[param.Parent().Name()]
	kind := map[string]string{"keystore": "KeyStore", "truststore": "TrustStore"}[param.AttrValue("name")]
	if side == "" || kind == "" {
		return nil, false
	}
	return []string{"Axis2.Https." + side + "." + kind + "." + e.Name()}, true
}
