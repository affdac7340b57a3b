package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/report"
)

// secretFiles hold a secret, %, wherever one may stand.
var secretFiles = map[string]string{
	"repository/conf/carbon.xml": `<Server xmlns="urn:x">
  <Security>
    <KeyStore><Password>%</Password><KeyPassword><![CDATA[%]]></KeyPassword></KeyStore>
    <!--TrustStore><Password>%</Password></TrustStore-->
    <!-- <Other><Password>%</Password><Name>a</Name></Other> -->
    <!-- the password was: % and now it is not -->
    <Proxy url="https://joe:%@example.com/"/>
    <mount path="https://joe:%@example.com/x"><v>1</v></mount>
  </Security>
</Server>`,
	"repository/conf/user-mgt.xml": `<UserManager><Realm>
  <UserStoreManager class="A">
    <Property name="ConnectionPassword">%</Property>
    <Property name="ConnectionURL">ldap://u:%@example.com</Property>
    <Property value="%" name="password"/>
  </UserStoreManager>
  <!-- <UserStoreManager class="B"><Property name="ConnectionPassword">%</Property><Property name="x">1</Property></UserStoreManager> -->
</Realm></UserManager>`,
	"repository/conf/datasources/master-datasources.xml": `<datasources-configuration><datasources><datasource><name>A</name><definition type="RDBMS"><configuration>
  <url>jdbc:mysql://db.example.com/x?user=%&amp;password=%&amp;a=1</url><password>%</password>
  <url2>jdbc:oracle:thin:%/%@db.example.com:1521/x</url2>
</configuration></definition></datasource></datasources></datasources-configuration>`,
	"repository/conf/tomcat/catalina-server.xml":          `<Server><Service><Connector port="1" keystorePass="%" keyPass='%'/></Service></Server>`,
	"repository/conf/axis2/axis2.xml":                     `<axisconfig><parameter name="mail.smtp.password">%</parameter><broken password="%"></axisconfig>`,
	"repository/conf/registry.xml.erb":                    `<wso2registry><dbConfig name="a"><password><%= @pw || '%' %></password></dbConfig></wso2registry>`,
	"repository/conf/log4j.properties":                    "a.password=%\n#b.password = %\nc.password=\\\n   %\nurl=amqp://u:%@h/c\n",
	"repository/conf/security/cipher-text.properties":     "Any.Alias=[%]\n",
	"repository/conf/etc/launch.ini":                      "db.password=%,%\n",
	"repository/conf/etc/notes.txt":                       "password: %\n",
	"bin/wso2server.sh":                                   "export DB_PASSWORD=%\njava -Dkeystore.password=%\n",
	"repository/conf/identity/identity.xml":               `<Server><Password>%</Password><A>1</A><B>2</B><C>3</C></Server>`,
	"repository/conf/security/Owasp.CsrfGuard.properties": "x.secret=%\n",
}

// TestDiffTellsNoSecret looks for planted passwords in every way that diff shows
// two homes or two files.
func TestDiffTellsNoSecret(t *testing.T) {
	dir := t.TempDir()
	names := map[string][2]string{}
	for name, text := range secretFiles {
		write := func(side, word string) string {
			file := filepath.Join(dir, side, name)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			s := strings.NewReplacer("<%", "<%", "%>", "%>", "%", word).Replace(text)
			if err := os.WriteFile(file, []byte(s), 0o644); err != nil {
				t.Fatal(err)
			}
			return file
		}
		names[name] = [2]string{write("old", "cAnArY-1"), write("new", "cAnArY-2")}
	}
	move := func(from, to string) {
		if err := os.Rename(filepath.Join(dir, "new/repository/conf", from), filepath.Join(dir, "new/repository/conf", to)); err != nil {
			t.Fatal(err)
		}
	}
	move("identity/identity.xml", "identity.xml")
	delete(names, "repository/conf/identity/identity.xml")

	tell := func(args ...string) {
		var out, errs bytes.Buffer
		code := run(append([]string{"carbonlint", "diff"}, args...), strings.NewReader(""), &out, &errs)
		if code != exitClean {
			t.Errorf("%v: exit code %d: %s", args, code, errs.String())
		}
		if i := strings.Index(out.String()+errs.String(), "cAnArY"); i >= 0 {
			t.Errorf("%v: a secret in\n%s", args, lineAt(out.String()+errs.String(), i))
		}
		if out.Len() == 0 {
			t.Errorf("%v: nothing", args)
		}
	}
	old, new := filepath.Join(dir, "old"), filepath.Join(dir, "new")
	for _, f := range report.DiffFormats() {
		for _, extra := range [][]string{nil, {"--comments", "--all"}, {"--color", "always"}} {
			tell(append(extra, "--format", f.Name, old, new)...)
			for _, pair := range names {
				tell(append(extra, "--format", f.Name, pair[0], pair[1])...)
				tell(append(extra, "--format", f.Name, "/dev/null", pair[1])...)
				tell(append(extra, "--format", f.Name, pair[0], "/dev/null")...)
			}
		}
	}
	for name, pair := range names {
		tell("--textconv", pair[0])
		tell("--git", name, pair[0], "1", "100644", pair[1], "2", "100644")
		tell("--git", "--comments", "--all", name, pair[0], "1", "100644", "/dev/null", "0", "0")
	}
}

func lineAt(s string, i int) string {
	start := strings.LastIndexByte(s[:i], '\n') + 1
	line, _, _ := strings.Cut(s[start:], "\n")
	return line
}
