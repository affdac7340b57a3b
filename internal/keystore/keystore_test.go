package keystore_test

import (
	"encoding/asn1"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/keystore"
)

const dir = "../../testdata/keystores"

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// describe writes what a keystore holds: "alias key Name until", one entry a line.
func describe(s *keystore.Store) string {
	if s == nil {
		return ""
	}
	var b strings.Builder
	for _, e := range s.Entries {
		kind, cert := "certificate", "unreadable"
		if e.Key {
			kind = "key"
		}
		if c := e.Certificate; c != nil {
			cert = c.Name + " until " + c.NotAfter.Format("2006-01-02")
		}
		fmt.Fprintf(&b, "%q %s %s; ", e.Alias, kind, cert)
	}
	return s.Format.String() + " " + b.String()
}

func TestOpen(t *testing.T) {
	const site = `"site" key esb.example.com until 2040-01-01; `
	for _, tt := range []struct {
		file, password, want string
		err                  error
	}{
		{"site.jks", "canary-site", "JKS " + site, nil},
		{"site.jks", "canary-site ", "JKS " + site, keystore.ErrPassword},
		{"site.jks", "", "JKS " + site, keystore.ErrPassword},
		{"site.jks", "canary-π", "JKS " + site, keystore.ErrUnknown},
		{"site-key.jks", "canary-site", "JKS " + site, nil},
		{"umlaut.jks", "canary-größe", `JKS "site" key x until 2040-01-01; `, nil},
		{"two.jks", "canary-site", `JKS "old" key old.example.com until 2025-01-01; ` + site, nil},
		{"trust.jks", "canary-site", `JKS "site" certificate esb.example.com until 2040-01-01; `, nil},
		{"truncated.jks", "canary-site", "", keystore.ErrDamaged},
		{"site.p12", "canary-site", "PKCS12 " + site, nil},
		{"site.p12", "canary-other", "", keystore.ErrPassword},
		{"two.p12", "canary-site", `PKCS12 "old" key old.example.com until 2025-01-01; ` + site, nil},
		{"rsa.p12", "canary-site", `PKCS12 "site" key rsa.example.com until 2040-01-01; `, nil},
		{"legacy.p12", "canary-site", `PKCS12 "site" key rsa.example.com until 2040-01-01; `, nil},
		{"trust.p12", "canary-site", `PKCS12 "" certificate esb.example.com until 2040-01-01; `, nil},
		{"site.jceks", "canary-site", "", keystore.ErrUnknown},
	} {
		s, err := keystore.Open(read(t, tt.file), tt.password)
		if got := describe(s); got != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%s: got %q, %v, want %q, %v", tt.file, got, err, tt.want, tt.err)
		}
	}
}

// TestOpenOther holds what is no keystore, or only a part of one.
func TestOpenOther(t *testing.T) {
	jks, p12 := read(t, "site.jks"), read(t, "site.p12")
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"empty":             {nil, keystore.ErrUnknown},
		"text":              {[]byte("not a keystore"), keystore.ErrUnknown},
		"too large":         {append(jks[:len(jks):len(jks)], make([]byte, keystore.MaxSize)...), keystore.ErrUnknown},
		"more behind JKS":   {append(jks[:len(jks):len(jks)], 0), keystore.ErrDamaged},
		"half of PKCS12":    {p12[:len(p12)/2], keystore.ErrDamaged},
		"indefinite length": {[]byte{0x30, 0x80, 2, 1, 3}, keystore.ErrUnknown},
		"text after 0":      {[]byte("0\x01a"), keystore.ErrUnknown},
	} {
		if s, err := keystore.Open(tt.data, "canary-site"); s != nil || !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	// A length of 4 GiB must not be taken at its word.
	claims := append([]byte{}, jks...)
	copy(claims[8:], []byte{0xff, 0xff, 0xff, 0xff})
	if _, err := keystore.Open(claims, "canary-site"); !errors.Is(err, keystore.ErrDamaged) {
		t.Errorf("four thousand million entries: %v", err)
	}
}

// TestIterations holds that a PKCS12 file that asks for a thousand million rounds of hashing is not opened.
func TestIterations(t *testing.T) {
	var pfx struct {
		Version  int
		AuthSafe asn1.RawValue
		MacData  struct {
			Mac        asn1.RawValue
			Salt       []byte
			Iterations int
		}
	}
	if _, err := asn1.Unmarshal(read(t, "site.p12"), &pfx); err != nil || pfx.MacData.Iterations != 10000 {
		t.Fatal(pfx.MacData.Iterations, err)
	}
	for n, want := range map[int]error{10000: nil, 10001: keystore.ErrPassword, 1_000_000_000: keystore.ErrUnknown} {
		pfx.MacData.Iterations = n
		data, err := asn1.Marshal(pfx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := keystore.Open(data, "canary-site"); !errors.Is(err, want) {
			t.Errorf("%d: got %v, want %v", n, err, want)
		}
	}
}

func TestOpensKey(t *testing.T) {
	for _, tt := range []struct {
		file, store, key string
		right, known     bool
	}{
		{"site.jks", "canary-site", "canary-site", true, true},
		{"site.jks", "canary-site", "canary-key", false, true},
		{"site-key.jks", "canary-site", "canary-site", false, true},
		{"site-key.jks", "canary-site", "canary-key", true, true},
		{"site-key.jks", "wrong", "canary-key", true, true},
		{"site.jks", "canary-site", "π", false, false},
		{"trust.jks", "canary-site", "canary-site", false, false},
		{"site.p12", "canary-site", "canary-site", true, true},
		{"site.p12", "canary-site", "canary-key", false, true},
	} {
		s, _ := keystore.Open(read(t, tt.file), tt.store)
		e, _ := s.Entry("SITE")
		if right, known := s.OpensKey(e, tt.key); right != tt.right || known != tt.known {
			t.Errorf("%s %q: %t, %t", tt.file, tt.key, right, known)
		}
	}
}

// TestCertificates compares certificates: moved.jks has the key of site.jks in bytes of its own.
func TestCertificates(t *testing.T) {
	cert := func(file, password string) *keystore.Certificate {
		s, err := keystore.Open(read(t, file), password)
		if err != nil || len(s.Keys()) != 1 {
			t.Fatal(file, err)
		}
		return s.Keys()[0].Certificate
	}
	site, moved, p12, other := cert("site.jks", "canary-site"), cert("moved.jks", "canary-moved"), cert("site.p12", "canary-site"), cert("other.jks", "canary-other")
	if *site != *moved || *site != *p12 || site.PublicKey == other.PublicKey || site.Fingerprint == other.Fingerprint || site.Demo() {
		t.Errorf("got %v, %v, %v, %v", site, moved, p12, other)
	}
	if got := site.NotBefore.Format("2006-01-02"); got != "2020-01-01" {
		t.Errorf("from %s", got)
	}
}

func FuzzOpen(f *testing.F) {
	for _, name := range []string{"site.jks", "two.jks", "trust.jks", "site.p12", "two.p12", "legacy.p12", "trust.p12", "site.jceks", "truncated.jks"} {
		f.Add(read(f, name), "canary-site")
	}
	f.Fuzz(func(t *testing.T, data []byte, password string) {
		s, err := keystore.Open(data, password)
		if s == nil && err == nil {
			t.Fatal("neither a keystore nor an error")
		}
		for _, e := range s.Keys() {
			s.OpensKey(e, password)
		}
	})
}
