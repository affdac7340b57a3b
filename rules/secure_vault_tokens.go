package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeToken reports an alias that the server does not look up at its place, and
// whether the server asks the vault for the alias, as far as is known.
func judgeToken(p *Pass, conf string, a alias) (asked bool) {
	if !readsAlias(conf, a) {
		return false
	}
	if a.elem == nil {
		return true
	}
	want, fixed := tokensAt(conf, a.elem)
	f := Finding{
		Code: "other-token", Doc: a.doc, Span: a.span,
		Effect: "The server takes the text beside the alias for the password.",
	}
	switch {
	case !a.known && a.attr.Prefix == "":
		f.Code = "no-prefix"
		f.Message = "secretAlias has no prefix, so it is not an alias of Secure Vault."
		f.Hint = fmt.Sprintf("Write svns:secretAlias, with xmlns:svns=%q on the root element.", vaultNS)
	case !a.known:
		f.Code = "other-namespace"
		f.Message = fmt.Sprintf("The prefix of %s:secretAlias is not bound to Secure Vault's namespace.", a.attr.Prefix)
		f.Hint = fmt.Sprintf("Declare xmlns:%s=%q.", a.attr.Prefix, vaultNS)
	case !fixed || matches(a.token, want):
		return !byTemplate(a.doc, a.elem)
	case nameByTemplate(a):
		p.CannotJudge(a.doc, a.span, "the alias, or the name it has to match, is given by template code")
		return false
	default:
		f.Message = fmt.Sprintf("%s has the alias %s; the server looks up %s here.", a.elem.Name(), quoted(a.token), want[0])
		f.Hint = "Use that name, in cipher-text.properties too."
	}
	p.Report(f)
	return false
}

// nameByTemplate reports whether template code may give what the name to look up is
// made of.
func nameByTemplate(a alias) bool {
	id := a.elem.Parent().Child("id")
	return byTemplate(a.doc, a.elem) || byTemplate(a.doc, a.elem.Parent()) || id != nil && opaque(a.doc, id.Inner, id.Text(), "id") != ""
}

func byTemplate(doc *xmldoc.Document, e *xmldoc.Element) bool {
	return e != nil && doc.Template().Touches(e.StartTag.Start, e.StartTag.End)
}

// readsAlias reports whether the kernel asks the vault for an alias at its place. It
// does not for files of products, which may read aliases in their own way.
func readsAlias(conf string, a alias) bool {
	if a.elem == nil || isDatasources(conf) {
		return true
	}
	_, fixed := tokensAt(conf, a.elem)
	return fixed
}

func isDatasources(conf string) bool {
	ok, _ := path.Match("datasources/*-datasources.xml", conf)
	return ok
}

// matches allows what later kernels append to a token: the domain of the user store.
func matches(token string, want []string) bool {
	for _, w := range want {
		if token == w || strings.HasPrefix(w, "User") && strings.HasPrefix(token, w+".") {
			return true
		}
	}
	return false
}

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
	case conf == "tomcat/catalina-server.xml":
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
