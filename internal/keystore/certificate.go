package keystore

import (
	"crypto/sha256"
	"crypto/x509"
	"time"
)

// Digest is a SHA-256 digest.
type Digest [sha256.Size]byte

// Certificate is what is said of a certificate.
type Certificate struct {
	// Name is the common name of the subject, or the whole subject where it has none.
	Name string
	// NotBefore and NotAfter bound the time for which clients accept it.
	NotBefore, NotAfter time.Time
	// Fingerprint is the digest of the certificate, PublicKey that of its key: a renewed
	// certificate may have the key of the old one.
	Fingerprint, PublicKey Digest
}

// demo is the certificate in wso2carbon.jks of Carbon 4.0 to 4.4: CN=localhost,
// O=WSO2, from 2010-02-19 to 2035-02-13. Anybody has its private key. WSO2's
// documentation of SAML names it by its SHA-1 digest,
// 6bf8e136eb36d4a56ea05c7ae4b9a45b63bf975d.
var demo = Digest{
	0x1d, 0x72, 0x9f, 0xb8, 0xc4, 0x68, 0xea, 0xd8, 0x20, 0xa2, 0xa0, 0xbe, 0x4a, 0xdb, 0x8f, 0xba,
	0xbe, 0xd9, 0xab, 0x1b, 0xa1, 0x26, 0xc9, 0xd2, 0x14, 0x66, 0xc5, 0x70, 0x6e, 0x8e, 0x4d, 0x30,
}

// Demo reports whether c is WSO2's demo certificate.
func (c *Certificate) Demo() bool { return c != nil && c.Fingerprint == demo }

// readCertificate reads a certificate in DER; nil when it cannot be read.
func readCertificate(der []byte) *Certificate {
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return nil
	}
	name := c.Subject.CommonName
	if name == "" {
		name = c.Subject.String()
	}
	return &Certificate{
		Name: name, NotBefore: c.NotBefore.UTC(), NotAfter: c.NotAfter.UTC(),
		Fingerprint: sha256.Sum256(der), PublicKey: sha256.Sum256(c.RawSubjectPublicKeyInfo),
	}
}
