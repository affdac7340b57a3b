// Package keystore answers what a rule asks of a Java keystore: does this password
// open it, which keys does it hold, does this password open a key, and whose and how
// old are the certificates. It keeps and returns no private key.
package keystore

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// MaxSize is the size in bytes above which a keystore is not opened. Keystores with a
// few keys have some kilobytes, trust stores with all known authorities about 200.
const MaxSize = 1 << 20

// Format is how a keystore is written.
type Format int

// The formats. Bytes of another kind are Unknown: those of a provider that is not
// part of Java, or no keystore at all.
const (
	Unknown Format = iota
	JKS
	JCEKS
	PKCS12
)

var formatNames = [...]string{"unknown", "JKS", "JCEKS", "PKCS12"}

// String is the name of the format as keystoreType has it.
func (f Format) String() string { return formatNames[f] }

// FormatOf is the format of data by its first bytes. Source: the constants of
// sun.security.provider.JavaKeyStore and com.sun.crypto.provider.JceKeyStore;
// a PKCS12 file is a DER sequence that starts with the version 3 (RFC 7292).
func FormatOf(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte{0xfe, 0xed, 0xfe, 0xed}):
		return JKS
	case bytes.HasPrefix(data, []byte{0xce, 0xce, 0xce, 0xce}):
		return JCEKS
	case len(data) > 2 && data[0] == 0x30:
		return PKCS12
	}
	return Unknown
}

// What Open can say of bytes that it does not open.
var (
	// ErrPassword says that the password does not open the keystore.
	ErrPassword = errors.New("the password does not open the keystore")
	// ErrDamaged says that the bytes are cut short, or are no keystore of their format.
	ErrDamaged = errors.New("the keystore is damaged")
	// ErrUnknown says that Java may open the bytes, and this package cannot.
	ErrUnknown = errors.New("the keystore is of a format that is not read")
)

// Store is a keystore that was opened.
type Store struct {
	Format  Format
	Entries []Entry // in the order of their aliases

	opens func(alias, password string) (right, known bool)
}

// Entry is a key or a trusted certificate.
type Entry struct {
	// Alias is "" where the format gives none.
	Alias string
	// Key says that the entry has a private key.
	Key bool
	// Certificate is the one that clients would see; nil when it cannot be read.
	Certificate *Certificate
}

// Open opens a keystore. The error is one of the above. With ErrPassword there may
// be a Store all the same: the certificates in JKS are not encrypted.
func Open(data []byte, password string) (*Store, error) {
	if len(data) > MaxSize {
		return nil, ErrUnknown
	}
	switch FormatOf(data) {
	case JKS:
		return openJKS(data, password)
	case PKCS12:
		return openPKCS12(data, password)
	}
	return nil, ErrUnknown
}

// Keys are the entries with a private key.
func (s *Store) Keys() []Entry {
	if s == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.Entries), func(e Entry) bool { return !e.Key })
}

// Entry finds an entry; Java's keystores do not regard the case of an alias.
func (s *Store) Entry(alias string) (Entry, bool) {
	if s != nil {
		for _, e := range s.Entries {
			if strings.EqualFold(e.Alias, alias) {
				return e, true
			}
		}
	}
	return Entry{}, false
}

// OpensKey reports whether the password opens the key of an entry, and whether that
// is known.
func (s *Store) OpensKey(e Entry, password string) (right, known bool) {
	if s == nil || !e.Key {
		return false, false
	}
	return s.opens(e.Alias, password)
}
