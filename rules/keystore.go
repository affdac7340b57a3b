package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// keystoreSettings is Security/KeyStore of carbon.xml, the server's primary keystore.
type keystoreSettings struct {
	doc                                       *xmldoc.Document // nil when carbon.xml is not there
	location, typ, password, alias, keyPasswd setting
}

func primaryKeystore(h *home.Home) keystoreSettings {
	return keystoreAt(h.Doc("carbon.xml"), "/Server/Security/KeyStore")
}

// keystoreAt reads the settings of a keystore below a path of carbon.xml. Source:
// ServerConfiguration.java:254-284, 388-409.
func keystoreAt(doc *xmldoc.Document, path string) keystoreSettings {
	at := func(name string) setting {
		return readFirst(doc, name, doc.Find(path+"/"+name))
	}
	return keystoreSettings{
		doc: doc, location: at("Location"), typ: at("Type"),
		password: at("Password"), alias: at("KeyAlias"), keyPasswd: at("KeyPassword"),
	}
}

// masked reports whether a value is a mask instead of a secret, as in reports and
// exported configuration.
func masked(value string) bool { return value != "" && strings.Trim(value, "*") == "" }
