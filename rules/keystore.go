package rules

import (
	"crypto/sha256"
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// setting is a value of carbon.xml as the server gets it: the text, blanks
// included, of the first element at its path that is not blank.
type setting struct {
	value string
	at    *xmldoc.Element // nil when it is not given
	why   string          // why the value cannot be known; "" when it can
}

// plain reports whether the value is given and known.
func (s setting) plain() bool { return s.at != nil && s.why == "" }

// carbonSetting reads a setting of carbon.xml. Source:
// ServerConfiguration.java:254-284, 388-409.
func carbonSetting(doc *xmldoc.Document, path string) setting {
	for _, e := range doc.Find(path) {
		value, why := text(doc, e)
		_, aliased := e.AttrNS(vaultNS, "secretAlias")
		// These words are chosen so that masking does not take them for a password.
		switch cond := doc.ConditionOf(e); {
		case aliased:
			why = e.Name() + " comes from Secure Vault"
		case why != "":
			why = e.Name() + " comes from a template or a placeholder"
		case cond != nil:
			why = e.Name() + " depends on a template: " + cond.String()
		case strings.TrimSpace(value) == "":
			continue
		}
		return setting{value, e, why}
	}
	return setting{}
}

// keystore is Security/KeyStore of carbon.xml, the server's primary keystore.
type keystore struct {
	doc                                *xmldoc.Document // nil when carbon.xml is not there
	location, typ, password, keyPasswd setting
}

func primaryKeystore(h *home.Home) keystore {
	doc := h.Doc("carbon.xml")
	const at = "/Server/Security/KeyStore/"
	return keystore{
		doc:       doc,
		location:  carbonSetting(doc, at+"Location"),
		typ:       carbonSetting(doc, at+"Type"),
		password:  carbonSetting(doc, at+"Password"),
		keyPasswd: carbonSetting(doc, at+"KeyPassword"),
	}
}

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

// keystoreDir is where Carbon keeps its keystores.
const keystoreDir = "repository/resources/security"

var keystoreName = lazy.MustCompile(`(?i)\.(?:jks|jceks|p12|pfx|pkcs12|keystore|bks)$`)

// keystoreFiles are the keystores of a home, each looked at once, however many
// settings name it.
type keystoreFiles struct {
	home    *home.Home
	digests map[string][sha256.Size]byte // by path; zero for what cannot be read
	there   map[string]bool
	some    bool // there are keystores; a configuration repository often has none
}

func newKeystoreFiles(h *home.Home) *keystoreFiles {
	return &keystoreFiles{
		home: h, digests: map[string][sha256.Size]byte{}, there: map[string]bool{},
		some: slices.ContainsFunc(h.Entries(keystoreDir), keystoreName.MatchString),
	}
}

// missing reports whether p is in the home and not there, while keystores are.
func (k *keystoreFiles) missing(p place) bool {
	if !p.inHome || !k.some {
		return false
	}
	there, known := k.there[p.path]
	if !known {
		there = k.home.Has(p.path)
		k.there[p.path] = there
	}
	return !there
}

// same reports whether two places are one file, or files of the same content,
// and whether that is known: where the home itself lies is not known, so an
// absolute path may be one of its files.
func (k *keystoreFiles) same(a, b place) (same, known bool) {
	switch {
	case a == b:
		return true, true
	case a.inHome && b.inHome:
		one := k.digest(a.path)
		return one == k.digest(b.path) && one != [sha256.Size]byte{}, true
	case a.inHome:
		return false, !strings.HasSuffix(b.path, "/"+a.path)
	case b.inHome:
		return false, !strings.HasSuffix(a.path, "/"+b.path)
	}
	return false, true
}

func (k *keystoreFiles) digest(name string) [sha256.Size]byte {
	d, known := k.digests[name]
	if !known {
		if data, err := k.home.Read(name); err == nil {
			d = sha256.Sum256(data)
		}
		k.digests[name] = d
	}
	return d
}
