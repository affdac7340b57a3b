package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestKeystoresShowNoSecret looks for the passwords of keystores, right and wrong ones, and for bytes of their keys in
// all that check prints of homes with such keystores.
func TestKeystoresShowNoSecret(t *testing.T) {
	const security = "repository/resources/security/"
	keystores := "../../testdata/keystores"
	files, err := os.ReadDir(keystores)
	if err != nil || len(files) < 10 {
		t.Fatal(len(files), err)
	}
	dir := t.TempDir()
	write := func(name, data string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(keystores, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, password := range []string{"canary-site", "canary-wrong"} {
			h := f.Name() + "-" + password[len("canary-"):] + "/"
			write(h+"bin/wso2carbon-version.txt", "WSO2 Carbon Framework v4.2.0\n")
			write(h+security+"a.jks", string(data))
			write(h+"repository/conf/carbon.xml", `<Server><Security><KeyStore><Location>${carbon.home}/`+security+`a.jks</Location><Type>JKS</Type>
<Password>canary-site</Password><KeyAlias>site</KeyAlias><KeyPassword>canary-key</KeyPassword></KeyStore>
<RegistryKeyStore><Location>${carbon.home}/`+security+`b.jks</Location><Password>canary-registry</Password></RegistryKeyStore></Security></Server>`)
			write(h+"repository/conf/tomcat/catalina-server.xml", `<Server><Service>
<Connector port="1" protocol="org.apache.coyote.http11.Http11NioProtocol" SSLEnabled="true" keyAlias="x" keystoreFile="${carbon.home}/`+security+`a.jks" keystorePass="`+password+`"/>
<Connector port="2" protocol="org.apache.coyote.http11.Http11NioProtocol" SSLEnabled="true" keyPass="`+password+`"/>
<Connector port="3" sslEnabled="yes" keystoreFile=" ${carbon.home}/`+security+`a.jks" keystorePass="" keyPass="`+password+`"/>
</Service></Server>`)
		}
	}
	show := func(args ...string) string {
		var out, errs bytes.Buffer
		run(append([]string{"carbonlint", "check", "--date", "2026-06-15"}, args...), strings.NewReader(""), &out, &errs)
		all := out.String() + errs.String()
		if at := strings.Index(all, "canary"); at >= 0 {
			t.Errorf("%v: a secret in\n%s", args, lineAt(all, at))
		}
		if strings.Contains(all, "bug in carbonlint") {
			t.Errorf("%v: a fix is refused:\n%s", args, errs.String())
		}
		return all
	}
	for _, format := range []string{"json", "html", "sarif"} { // all have the same masked findings
		show("--format", format, dir)
	}
	show("--diff", "--unsafe-fixes", dir)
	all := show("--fix", "--unsafe-fixes", dir)
	for _, want := range []string{"does not open", "damaged", "expired on", "is not valid before", "no private key of that name", "Fixed (unsafe)"} {
		if !strings.Contains(strings.Join(strings.Fields(all), " "), want) {
			t.Errorf("nothing of %q is reported", want)
		}
	}
}
