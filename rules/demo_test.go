package rules_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	jks "github.com/pavlo-v-chernykh/keystore-go/v4"
)

// demoCertificate is the certificate of the keystore that WSO2's servers ship with, as
// its documentation prints it.
const demoCertificate = "" +
	"MIICNTCCAZ6gAwIBAgIES343gjANBgkqhkiG9w0BAQUFADBVMQswCQYDVQQGEwJVUzELMAkGA1UE" +
	"CAwCQ0ExFjAUBgNVBAcMDU1vdW50YWluIFZpZXcxDTALBgNVBAoMBFdTTzIxEjAQBgNVBAMMCWxv" +
	"Y2FsaG9zdDAeFw0xMDAyMTkwNzAyMjZaFw0zNTAyMTMwNzAyMjZaMFUxCzAJBgNVBAYTAlVTMQsw" +
	"CQYDVQQIDAJDQTEWMBQGA1UEBwwNTW91bnRhaW4gVmlldzENMAsGA1UECgwEV1NPMjESMBAGA1UE" +
	"AwwJbG9jYWxob3N0MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCUp/oV1vWc8/TkQSiAvTou" +
	"sMzOM4asB2iltr2QKozni5aVFu818MpOLZIr8LMnTzWllJvvaA5RAAdpbECb+48FjbBe0hseUdN5" +
	"HpwvnH/DW8ZccGvk53I6Orq7hLCv1ZHtuOCokghz/ATrhyPq+QktMfXnRS4HrKGJTzxaCcU7OQID" +
	"AQABoxIwEDAOBgNVHQ8BAf8EBAMCBPAwDQYJKoZIhvcNAQEFBQADgYEAW5wPR7cr1LAdq+IrR44i" +
	"QlRG5ITCZXY9hI0PygLP2rHANh+PYfTmxbuOnykNGyhM6FjFLbW2uZHQTY1jMrPprjOrmyK5sjJR" +
	"O4d1DeGHT/YnIjs9JogRKv4XHECwLtIVdAbIdWHEtVZJyMSktcyysFcvuhPQK8Qc/E/Wq8uHSCo="

// demoKeystore is a keystore with the demo certificate, and with some bytes as its key.
func demoKeystore(t *testing.T) string {
	t.Helper()
	der, err := base64.StdEncoding.DecodeString(demoCertificate)
	if err != nil {
		t.Fatal(err)
	}
	ks := jks.New()
	entry := jks.PrivateKeyEntry{PrivateKey: []byte("no key"), CertificateChain: []jks.Certificate{{Type: "X509", Content: der}}}
	if err := ks.SetPrivateKeyEntry("wso2carbon", entry, []byte("canary-site")); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ks.Store(&b, []byte("canary-site")); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestDemoCertificate: the demo certificate is known by itself, whatever its file is called.
func TestDemoCertificate(t *testing.T) {
	const dir = "${carbon.home}/repository/resources/security/"
	for _, tt := range []struct{ name, primary, connector, want string }{
		{"a server as it ships", "wso2carbon.jks", "wso2carbon.jks", ""},
		{"the demo keystore under another name", "site.jks", "site.jks", "has the WSO2 demo certificate in"},
		{"beside the site's own", "other.jks", "site.jks", "has the WSO2 demo certificate in"},
		{"beside the site's own, by its name", "other.jks", "wso2carbon.jks", "has the demo keystore wso2carbon.jks"},
		{"two names on a server as it ships", "wso2carbon.jks", "site.jks", ""},
	} {
		demo := demoKeystore(t)
		r := judge(t, "connector-keystore", map[string]string{
			"carbon.xml":                 carbonKeystore("<Location>" + dir + tt.primary + "</Location><Password>canary-site</Password><KeyPassword>canary-site</KeyPassword>"),
			"tomcat/catalina-server.xml": catalina(tls + `keystorePass="canary-site" keystoreFile="` + dir + tt.connector + `"`),
			"repository/resources/security/wso2carbon.jks": demo, "repository/resources/security/site.jks": demo,
		})
		got := brief(t, r)
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) || strings.Contains(got, "canary") {
			t.Errorf("%s: got %s", tt.name, got)
		}
	}
}
