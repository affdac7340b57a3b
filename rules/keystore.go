package rules

import (
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/template"
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
		return single(doc, name, doc.Find(path+"/"+name))
	}
	return keystoreSettings{
		doc: doc, location: at("Location"), typ: at("Type"),
		password: at("Password"), alias: at("KeyAlias"), keyPasswd: at("KeyPassword"),
	}
}

// masked reports whether a value is a mask that somebody put in the place of a
// secret. Reports and exported configuration have such.
func masked(value string) bool { return value != "" && strings.Trim(value, "*") == "" }

// place is where a file lies: below the home, or at an absolute path.
type place struct {
	path   string
	inHome bool
}

const carbonHome = "${carbon.home}"

var absolutePath = lazy.MustCompile(`^(?:/|[A-Za-z]:/)`)

// placeOf reads a location such as "${carbon.home}/repository/x.jks". A relative
// one starts at base, a directory of the home. It is not ok when the location
// holds another placeholder or leads out of the home from within.
func placeOf(location, base string) (p place, ok bool) {
	s := strings.ReplaceAll(strings.TrimSpace(location), `\`, "/")
	if rest, found := strings.CutPrefix(s, carbonHome); found && (rest == "" || rest[0] == '/') {
		s, base = strings.TrimLeft(rest, "/"), ""
	}
	if template.Placeholder(s) {
		return place{}, false
	}
	if absolutePath.MatchString(s) {
		return place{path.Clean(s), false}, true
	}
	s = path.Join(base, s)
	return place{s, true}, s != "" && s != ".." && !strings.HasPrefix(s, "../")
}
