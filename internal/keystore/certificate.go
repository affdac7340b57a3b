package keystore

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
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

// The SHA-256 digests of the certificates in wso2carbon.jks, for CN=localhost and O=WSO2.
// Anybody has their private keys. WSO2's documentation prints both certificates: its
// pages on SAML name the first by its SHA-1 digest 6bf8e136eb36d4a56ea05c7ae4b9a45b63bf975d,
// its tokens the second by 501fc1432d87155dc431382aeb843ed558ad61b1.
const (
	demo2010 = "1d729fb8c468ead820a2a0be4adb8fbabed9ab1ba126c9d21466c5706e8e4d30" // until 2035-02-13
	demo2017 = "50f0eda5898af3a115c2c508194956e7e114fe234743e9d22f709ae7cb801bbd" // until 2027-07-17
)

// Demo reports whether c is one of WSO2's demo certificates.
func (c *Certificate) Demo() bool {
	if c == nil {
		return false
	}
	digest := hex.EncodeToString(c.Fingerprint[:])
	return digest == demo2010 || digest == demo2017
}

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
