package rules_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	jks "github.com/pavlo-v-chernykh/keystore-go/v4"
)

// demo2010 and demo2017 are the certificates of the keystores that WSO2's servers ship
// with, as its documentation prints them.
const demo2010 = "" +
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

const demo2017 = "" +
	"MIIDSTCCAjGgAwIBAgIEAoLQ/TANBgkqhkiG9w0BAQsFADBVMQswCQYDVQQGEwJV" +
	"UzELMAkGA1UECBMCQ0ExFjAUBgNVBAcTDU1vdW50YWluIFZpZXcxDTALBgNVBAoT" +
	"BFdTTzIxEjAQBgNVBAMTCWxvY2FsaG9zdDAeFw0xNzA3MTkwNjUyNTFaFw0yNzA3" +
	"MTcwNjUyNTFaMFUxCzAJBgNVBAYTAlVTMQswCQYDVQQIEwJDQTEWMBQGA1UEBxMN" +
	"TW91bnRhaW4gVmlldzENMAsGA1UEChMEV1NPMjESMBAGA1UEAxMJbG9jYWxob3N0" +
	"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAluZFdW1ynitztkWLC6xK" +
	"egbRWxky+5P0p4ShYEOkHs30QI2VCuR6Qo4Bz5rTgLBrky03W1GAVrZxuvKRGj9V" +
	"9+PmjdGtau4CTXu9pLLcqnruaczoSdvBYA3lS9a7zgFU0+s6kMl2EhB+rk7gXluE" +
	"ep7lIOenzfl2f6IoTKa2fVgVd3YKiSGsyL4tztS70vmmX121qm0sTJdKWP4HxXyq" +
	"K9neolXI9fYyHOYILVNZ69z/73OOVhkh/mvTmWZLM7GM6sApmyLX6OXUp8z0pkY+" +
	"vT/9+zRxxQs7GurC4/C1nK3rI/0ySUgGEafO1atNjYmlFN+M3tZX6nEcA6g94Iav" +
	"yQIDAQABoyEwHzAdBgNVHQ4EFgQUtS8kIYxQ8UVvVrZSdgyide9OHxUwDQYJKoZI" +
	"hvcNAQELBQADggEBABfk5mqsVUrpFCYTZZhOxTRRpGXqoW1G05bOxHxs42Paxw8r" +
	"AJ06Pty9jqM1CgRPpqvZa2lPQBQqZrHkdDE06q4NG0DqMH8NT+tNkXBe9YTre3EJ" +
	"CSfsvswtLVDZ7GDvTHKojJjQvdVCzRj6XH5Truwefb4BJz9APtnlyJIvjHk1hdoz" +
	"qyOniVZd0QOxLAbcdt946chNdQvCm6aUOputp8Xogr0KBnEy3U8es2cAfNZaEkPU" +
	"8Va5bU6Xjny8zGQnXCXxPKp7sMpgO93nPBt/liX1qfyXM7xEotWoxmm6HZx8oWQ8" +
	"U5aiXjZ5RKDWCCq4ZuXl6wVsUz1iE61suO5yWi8="

// demoKeystore is a keystore with a demo certificate, and with some bytes as its key.
func demoKeystore(t *testing.T, certificate string) string {
	t.Helper()
	der, err := base64.StdEncoding.DecodeString(certificate)
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
	for _, tt := range []struct{ name, certificate, primary, connector, want string }{
		{"a server as it ships", demo2010, "wso2carbon.jks", "wso2carbon.jks", ""},
		{"the demo keystore under another name", demo2010, "site.jks", "site.jks", "has the WSO2 demo certificate in"},
		{"beside the site's own", demo2010, "other.jks", "site.jks", "has the WSO2 demo certificate in"},
		{"beside the site's own, by its name", demo2010, "other.jks", "wso2carbon.jks", "has the demo keystore wso2carbon.jks"},
		{"that of 2017", demo2017, "other.jks", "site.jks", "has the WSO2 demo certificate in"},
		{"two names on a server as it ships", demo2010, "wso2carbon.jks", "site.jks", ""},
	} {
		demo := demoKeystore(t, tt.certificate)
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
