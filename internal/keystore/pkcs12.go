package keystore

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"slices"
	"strings"

	"software.sslmate.com/src/go-pkcs12"
)

// openPKCS12 reads a keystore in the format PKCS12. All in it but the lengths is
// encrypted, so a wrong password shows nothing.
func openPKCS12(data []byte, password string) (s *Store, err error) {
	if err := plausible(data); err != nil {
		return nil, err
	}
	defer func() {
		if recover() != nil { // the library is not written for hostile files
			s, err = nil, ErrUnknown
		}
	}()
	entries, err := bags(data, password)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, ErrPassword
	case err != nil:
		entries, err = chain(data, password)
	}
	if err != nil {
		entries, err = trusted(data, password)
	}
	if err != nil {
		return nil, ErrUnknown
	}
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Alias, b.Alias) })
	// The password has opened the keys too.
	return &Store{Format: PKCS12, Entries: entries, opens: func(_, p string) (bool, bool) { return p == password, true }}, nil
}

// bags reads keys and certificates with their aliases, which Java writes as friendly
// names. The library cannot do that where certificates are marked as trusted.
func bags(data []byte, password string) ([]Entry, error) {
	blocks, err := pkcs12.ToPEM(data, password) //nolint:staticcheck // only its keys are invalid PEM, and they are not used
	if err != nil {
		return nil, err
	}
	var entries []Entry
	certificates := map[string][]byte{}
	for _, b := range blocks {
		id := b.Headers["localKeyId"]
		if b.Type == "CERTIFICATE" {
			if certificates[id] == nil {
				certificates[id] = b.Bytes
			}
			continue
		}
		clear(b.Bytes)
	}
	for _, b := range blocks {
		if id := b.Headers["localKeyId"]; b.Type != "CERTIFICATE" {
			entries = append(entries, Entry{Alias: b.Headers["friendlyName"], Key: true, Certificate: readCertificate(certificates[id])})
		}
	}
	return entries, nil
}

// chain reads the one key of a keystore, without its alias.
func chain(data []byte, password string) ([]Entry, error) {
	key, leaf, others, err := pkcs12.DecodeChain(data, password)
	if err != nil {
		return nil, err
	}
	private, ok := key.(interface{ Public() any })
	if !ok {
		return []Entry{{Key: true}}, nil
	}
	public, err := x509.MarshalPKIXPublicKey(private.Public())
	if err != nil {
		return []Entry{{Key: true}}, nil
	}
	e := Entry{Key: true}
	for _, c := range append([]*x509.Certificate{leaf}, others...) {
		if read := readCertificate(c.Raw); e.Certificate == nil && read != nil && read.PublicKey == sha256.Sum256(public) {
			e.Certificate = read
		}
	}
	return []Entry{e}, nil
}

// trusted reads a keystore that has no key, without aliases.
func trusted(data []byte, password string) ([]Entry, error) {
	list, err := pkcs12.DecodeTrustStore(data, password)
	var entries []Entry
	for _, c := range list {
		entries = append(entries, Entry{Certificate: readCertificate(c.Raw)})
	}
	return entries, err
}

// maxIterations bounds how often a password is hashed. Java's largest default is
// 100,000, OpenSSL's 2,048.
const maxIterations = 1_000_000

// plausible looks at the outside of a PKCS12 file: it is ErrDamaged when it is cut
// short, and ErrUnknown when it would take too long to open.
func plausible(data []byte) error {
	head, body, ok := element(data)
	switch {
	case ok:
		return iterations(body, 0)
	case len(head) > 1 && head[1] == 0x80:
		return ErrUnknown // of indefinite length, which only Java reads
	}
	return ErrDamaged
}

// iterations finds a number of iterations that is too large: in DER, one that comes
// behind the salt.
func iterations(list []byte, depth int) error {
	if depth > 30 {
		return ErrUnknown
	}
	salted := false
	for len(list) > 0 {
		head, body, ok := element(list)
		if !ok {
			return nil // no list of elements
		}
		switch tag := head[0]; {
		case tag == derInteger && salted && large(body):
			return ErrUnknown
		case tag&derConstructed != 0, tag == derOctets && len(body) > 0 && body[0] == derSequence:
			if err := iterations(body, depth+1); err != nil {
				return err
			}
		}
		salted = salted || head[0] == derOctets
		list = list[len(head)+len(body):]
	}
	return nil
}

// The first bytes of elements in DER.
const (
	derInteger, derOctets, derSequence = 0x02, 0x04, 0x30

	derConstructed = 0x20 // a bit of all that hold others
)

// large reports whether an integer is beyond maxIterations.
func large(integer []byte) bool {
	n := 0
	for _, b := range bytes.TrimLeft(integer, "\x00") {
		if n = n<<8 | int(b); n > maxIterations {
			return true
		}
	}
	return false
}

// element splits the first element of DER into its head and its body; it is not ok
// when data ends before the element does.
func element(data []byte) (head, body []byte, ok bool) {
	if len(data) < 2 {
		return data, nil, false
	}
	n, length := 2, int(data[1])
	if length >= 0x80 {
		size := length & 0x7f
		if size == 0 || size > 4 || len(data) < 2+size {
			return data[:2], nil, false
		}
		n, length = 2+size, 0
		for _, b := range data[2:n] {
			length = length<<8 | int(b)
		}
	}
	if length < 0 || length > len(data)-n {
		return data[:n], nil, false
	}
	return data[:n], data[n : n+length], true
}
