package keystore

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"

	jks "github.com/pavlo-v-chernykh/keystore-go/v4"
)

// openJKS reads a keystore in the format JKS. The library takes the lengths in it at
// their word, so they are checked first.
func openJKS(data []byte, password string) (*Store, error) {
	if !fits(data) {
		return nil, ErrDamaged
	}
	ks := jks.New(jks.WithOrderedAliases(), jks.WithCaseExactAliases())
	pass, ok := latin1(password)
	err := ks.Load(bytes.NewReader(data), pass)
	s := &Store{Format: JKS, opens: func(alias, password string) (bool, bool) { return opensKey(ks, alias, password) }}
	for _, alias := range ks.Aliases() {
		e := Entry{Alias: alias, Key: ks.IsPrivateKeyEntry(alias)}
		if chain, err := ks.GetPrivateKeyEntryCertificateChain(alias); err == nil && len(chain) > 0 {
			e.Certificate = readCertificate(chain[0].Content)
		} else if trusted, err := ks.GetTrustedCertificateEntry(alias); err == nil {
			e.Certificate = readCertificate(trusted.Certificate.Content)
		}
		s.Entries = append(s.Entries, e)
	}
	switch {
	case !ok:
		return s, ErrUnknown
	case err != nil: // the lengths are right, so it is the digest over all bytes and the password
		return s, ErrPassword
	}
	return s, nil
}

// opensKey decrypts a key and forgets it.
func opensKey(ks jks.KeyStore, alias, password string) (right, known bool) {
	pass, ok := latin1(password)
	if !ok {
		return false, false
	}
	defer func() {
		if recover() != nil { // the library panics at keys that are too short
			right, known = false, false
		}
	}()
	key, err := ks.GetPrivateKeyEntry(alias, pass)
	if err != nil {
		// Only a wrong password is an answer; another cipher is none.
		return false, strings.HasSuffix(err.Error(), "invalid digest")
	}
	clear(key.PrivateKey)
	return true, true
}

// latin1 is password with a byte for each character, as the library wants it: Java
// hashes the characters in two bytes each, and the library puts a zero in front of
// each byte. It is not ok for characters that have no such byte.
func latin1(password string) (b []byte, ok bool) {
	for _, r := range password {
		if r > 0xff {
			return nil, false
		}
		b = append(b, byte(r))
	}
	return b, true
}

// The lengths of a JKS file, in bytes. Source: the comment at engineStore in
// sun.security.provider.JavaKeyStore.
const (
	jksKey, jksCertificate = 1, 2
	jksDigest              = 20
)

// fits reports whether data has the bytes that the lengths in it claim, and no more.
func fits(data []byte) bool {
	r := &lengths{data: data}
	r.skip(4) // magic
	version := r.uint32()
	certificate := func() {
		if version == 2 {
			r.skip(int(r.uint16()))
		}
		r.skip(int(r.uint32()))
	}
	for n := r.uint32(); n > 0 && !r.short; n-- {
		tag := r.uint32()
		r.skip(int(r.uint16())) // alias
		r.skip(8)               // date
		switch tag {
		case jksKey:
			r.skip(int(r.uint32()))
			for n := r.uint32(); n > 0 && !r.short; n-- {
				certificate()
			}
		case jksCertificate:
			certificate()
		default:
			return false
		}
	}
	return !r.short && slices.Contains([]uint32{1, 2}, version) && len(r.data) == jksDigest
}

// lengths reads big-endian numbers. Short is set once data has fewer bytes than asked for.
type lengths struct {
	data  []byte
	short bool
}

func (r *lengths) skip(n int) []byte {
	if r.short || n < 0 || n > len(r.data) {
		r.short = true
		return make([]byte, 8)
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *lengths) uint16() uint16 { return binary.BigEndian.Uint16(r.skip(2)) }
func (r *lengths) uint32() uint32 { return binary.BigEndian.Uint32(r.skip(4)) }
