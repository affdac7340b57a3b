package rules

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/keystore"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// keystoreDir is where Carbon keeps its keystores.
const keystoreDir = "repository/resources/security"

var keystoreName = lazy.MustCompile(`(?i)\.(?:jks|jceks|p12|pfx|pkcs12|keystore|bks)$`)

// keystoreFiles are the keystores of a home, each looked at once, however many
// settings name it.
type keystoreFiles struct {
	home  *home.Home
	files map[string]*keystoreFile // by path; nil for what is not there
	some  bool                     // there are keystores: a configuration repository often has none
}

// keystoreFile is a keystore that is in the home.
type keystoreFile struct {
	data   []byte // nil when it cannot be read
	dir    bool   // it is a directory
	digest [sha256.Size]byte
	opened map[string]opened // by password
}

// opened is what keystore.Open says.
type opened struct {
	store *keystore.Store
	err   error
}

func newKeystoreFiles(h *home.Home) *keystoreFiles {
	return &keystoreFiles{
		home: h, files: map[string]*keystoreFile{},
		some: slices.ContainsFunc(h.Entries(keystoreDir), keystoreName.MatchString),
	}
}

// at is the keystore at p; nil when it is not there, or where that cannot be seen.
func (k *keystoreFiles) at(p place) *keystoreFile {
	if !p.inHome {
		return nil
	}
	f, known := k.files[p.path]
	if !known {
		data, err := k.home.Read(p.path)
		switch is, _ := standIn(string(data[:min(len(data), 64)])); {
		case is != "":
			f = &keystoreFile{}
		case err == nil:
			f = &keystoreFile{data: data, digest: sha256.Sum256(data), opened: map[string]opened{}}
		case k.home.Has(p.path):
			f = &keystoreFile{dir: k.home.Entries(p.path) != nil}
		}
		k.files[p.path] = f
	}
	return f
}

// missing reports whether p is in the home and not there, although keystores are.
func (k *keystoreFiles) missing(p place) bool { return p.inHome && k.some && k.at(p) == nil }

// same reports whether two places are one file, or files of the same content, and
// whether that is known. An absolute path may be a file of the home, because where the
// home itself lies is not known.
func (k *keystoreFiles) same(a, b place) (same, known bool) {
	switch {
	case a == b:
		return true, true
	case a.inHome && b.inHome:
		one, two := k.at(a), k.at(b)
		return one.readable() && two.readable() && one.digest == two.digest, true
	case a.inHome:
		return false, !strings.HasSuffix(b.path, "/"+a.path)
	case b.inHome:
		return false, !strings.HasSuffix(a.path, "/"+b.path)
	}
	return false, true
}

// readable reports whether there are bytes to open.
func (f *keystoreFile) readable() bool { return f != nil && f.data != nil }

// format is the format of the file, Unknown where there are no bytes.
func (f *keystoreFile) format() keystore.Format {
	if !f.readable() {
		return keystore.Unknown
	}
	return keystore.FormatOf(f.data)
}

// open opens the file. Without bytes that is ErrUnknown.
func (f *keystoreFile) open(password string) (*keystore.Store, error) {
	if !f.readable() {
		return nil, keystore.ErrUnknown
	}
	o, known := f.opened[password]
	if !known {
		o.store, o.err = keystore.Open(f.data, password)
		f.opened[password] = o
	}
	return o.store, o.err
}

// look opens the file with the first of the passwords that shows its certificates;
// nil when none does.
func (f *keystoreFile) look(passwords ...string) *keystore.Store {
	for _, p := range passwords {
		if s, _ := f.open(p); s != nil {
			return s
		}
	}
	return nil
}

// ofType says why the file cannot be opened as typ, and which type is right; "" when
// it can be, or when that is not known.
func (f *keystoreFile) ofType(typ string) (why string, right keystore.Format) {
	has := f.format()
	switch {
	case !f.readable(), strings.EqualFold(typ, has.String()):
		return "", has
	case has == keystore.Unknown && (strings.EqualFold(typ, "JKS") || strings.EqualFold(typ, "JCEKS") || strings.EqualFold(typ, "PKCS12")):
		return "is not a keystore of type " + phrase.Quote(typ), has
	case has == keystore.Unknown, has == keystore.JKS && strings.EqualFold(typ, "JCEKS"):
		return "", has // another provider's; and JCEKS reads JKS too
	}
	return fmt.Sprintf("is of type %s, not %s", has, phrase.Quote(typ)), has
}
