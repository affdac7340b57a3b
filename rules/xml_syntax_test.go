package rules_test

import (
	"strings"
	"testing"
)

func TestXMLSyntax(t *testing.T) {
	const (
		carbon = `<Server xmlns="http://wso2.org/projects/carbon/carbon.xml">` + "\n"
		tomcat = "<Server port=\"8005\">\n <Service name=\"Catalina\"/>\n</Server>"
		vault  = ` xmlns:svns="http://org.wso2.securevault/configuration"`
	)
	tests := []struct{ name, file, text, want string }{
		{"well-formed", "carbon.xml", carbon + "</Server>", ""},
		{"no namespace", "carbon.xml", "<Server><Name>x</Name></Server>", ""},
		{"with a byte order mark", "registry.xml", "\xef\xbb\xbf<wso2registry/>", ""},
		{"UTF-16", "registry.xml", "\xff\xfe<\x00w\x00s\x00o\x002\x00r\x00e\x00g\x00i\x00s\x00t\x00r\x00y\x00/\x00>\x00", ""},
		{"no XML by name", "log4j.properties", "a=<b", ""},
		{"not at start, well-formed", "etc/any.xml", "<x:any/>", ""},
		{"not well-formed", "user-mgt.xml", "<UserManager>\n  <Realm>\n</UserManager>", "3:1 error user-mgt.xml is not well-formed XML: end tag </UserManager> where </Realm> was expected (opened at line 2).\n"},
		{"cut off", "datasources/a-datasources.xml", "<datasources-configuration>\n  <datasources>", "2:16 error a-datasources.xml is not well-formed XML: the file ends inside <datasources>, opened at line 2.\n"},
		{"a file of less weight", "etc/jmx.xml", "<JMX>", "1:6 warning jmx.xml is not well-formed XML: the file ends inside <JMX>, opened at line 1.\n"},
		{"stray ampersand", "registry.xml", "<wso2registry>a & b</wso2registry>", "1:17 error registry.xml is not well-formed XML: an & that starts no known entity: write &amp; for the character itself.\n"},
		{"empty", "carbon.xml", " \r\n", "1:1 error carbon.xml is empty.\n"},
		{"a comment alone", "carbon.xml", "<!-- soon -->", "1:14 error carbon.xml is not well-formed XML: no element in the file.\n"},
		{"binary", "carbon.xml", "\xfe\xed\xfe\xed\x00\x00\x00\x02", "1:1 error carbon.xml is a binary file, not XML.\n"},
		{"HTML", "axis2/axis2.xml", "\n<!-- saved -->\n<!doctype HTML><html><body><br></body></html>", "1:1 error axis2.xml is an HTML page, as saved from a web site, and not configuration.\n"},
		{"HTML that is XML", "axis2/axis2.xml", "<html><body/></html>", "1:1 error The root element is <html>, as in a web page; that of axis2.xml is <axisconfig>.\n"},
		{"JSON", "registry.xml", "[]\n", "1:1 error registry.xml is JSON, not XML.\n"},
		{"properties", "registry.xml", "# no XML\nregistry.on = true\n", "1:1 error registry.xml holds lines of key and value as a properties file does, not XML.\n"},
		{"Git LFS", "registry.xml", "version https://git-lfs.example.com/spec/v1\noid sha256:0\n", "1:1 error registry.xml is a pointer of Git LFS, and not the file itself.\n"},
		{"Ansible Vault", "registry.xml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n", "1:1 error registry.xml is encrypted by Ansible Vault, and cannot be read.\n"},
		{"plain words", "registry.xml", "later\n", "1:1 error registry.xml is plain text, not XML.\n"},
		{"git-annex", "registry.xml", "/annex/objects/SHA256E-s1--ab.xml\n", "1:1 error registry.xml is a pointer of git-annex, and not the file itself.\n"},
		{"git-crypt", "registry.xml", "\x00GITCRYPT\x00\x01\x02", "1:1 error registry.xml is encrypted by git-crypt, and cannot be read.\n"},
		{"a failed download", "registry.xml", "404: Not Found", "1:1 error registry.xml is the error that a web site gave in place of the file: \"404: Not Found\".\n"},
		{"a patch", "registry.xml", "--- a/registry.xml\n+++ b/registry.xml\n@@ -1 +1 @@\n-<a/>\n+<b/>\n", "1:1 error registry.xml is a patch, and not the file that it changes.\n"},
		{
			"a second file behind the first", "registry.xml", "<wso2registry/>\n<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<wso2registry/>",
			"2:1 error registry.xml is not well-formed XML: the XML declaration is not at the very start of the file.\n",
		},
		{
			"merge conflict, indented", "carbon.xml.erb", carbon + "  <<<<<<< HEAD\n  <%= @a %>\n  =======\n  b\n  >>>>>>> other\n</Server>",
			"2:3 error carbon.xml holds an unresolved merge conflict, which starts here.\n",
		},
		{
			"merge conflict, CRLF", "carbon.xml", carbon + " <Name>\r\n<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> other\r\n</Name></Server>",
			"3:1 error carbon.xml holds an unresolved merge conflict, which starts here.\n",
		},
		{"no merge conflict", "carbon.xml", "<Server>\n<<<<<<< HEAD\n</Server>", "2:1 error carbon.xml is not well-formed XML: a < that starts no tag: write &lt; for the character itself.\n"},
		{"carbon.xml as catalina-server.xml", "tomcat/catalina-server.xml", carbon + "</Server>", "1:1 error The root element is <Server>, as in carbon.xml; that of catalina-server.xml is <Server>.\n"},
		{"catalina-server.xml as carbon.xml", "carbon.xml", tomcat, "1:1 error The root element is <Server>, as in tomcat/catalina-server.xml; that of carbon.xml is <Server>.\n"},
		{"catalina-server.xml", "tomcat/catalina-server.xml", tomcat, ""},
		{"another file of the server", "user-mgt.xml", "\n<wso2registry/>", "2:1 error The root element is <wso2registry>, as in registry.xml; that of user-mgt.xml is <UserManager>.\n"},
		{"a root of no known file", "datasources/x-datasources.xml", "<datasources/>", "1:1 error The root element is <datasources>; that of x-datasources.xml is <datasources-configuration>.\n"},
		{"the three axis2 files are alike", "axis2/axis2_client.xml", "<axisconfig/>", ""},
		{
			"prefix of an attribute", "user-mgt.xml", "<UserManager>\n <Property svns:secretAlias=\"a\">x</Property>\n <Property svns:secretAlias=\"b\">y</Property>\n</UserManager>",
			"2:12 error The prefix svns is not declared: the server's parser refuses the file.\n",
		},
		{"prefix of an element", "registry.xml", "<wso2registry>\n <w:mount/>\n</wso2registry>", "2:2 error The prefix w is not declared: the server's parser refuses the file.\n"},
		{
			"an attribute under two prefixes", "user-mgt.xml", "<UserManager xmlns:p=\"u\" xmlns:q=\"u\">\n <Property p:a=\"1\" q:a=\"2\"/></UserManager>",
			"2:20 error user-mgt.xml has a namespace error: an attribute is given twice, under two prefixes of one namespace. The server's parser refuses the file.\n",
		},
		{"an attribute under two prefixes where nobody minds", "tomcat/catalina-server.xml", "<Server xmlns:p=\"u\" xmlns:q=\"u\"><Service p:a=\"1\" q:a=\"2\"/></Server>", ""},
		{"no blank between attributes", "tomcat/catalina-server.xml", "<Server>\n<Service a=\"1\"b=\"2\"/></Server>", "2:15 error catalina-server.xml is not well-formed XML: no blank between two attributes; a quote inside a value is written &quot;.\n"},
		{"standalone", "carbon.xml", "<?xml version=\"1.0\" standalone=\"maybe\"?>\n" + carbon + "</Server>", "1:33 error carbon.xml is not well-formed XML: standalone in the XML declaration is neither yes nor no.\n"},
		{"nothing but NULs", "carbon.xml", strings.Repeat("\x00", 4096), "1:1 error carbon.xml holds nothing but NUL bytes, as a crash or a full disk leaves behind.\n"},
		{"prefix that is declared", "user-mgt.xml", "<UserManager" + vault + "><Property xml:space=\"preserve\" svns:secretAlias=\"a\">x</Property></UserManager>", ""},
		{"prefix that is declared further in", "user-mgt.xml", "<UserManager><a" + vault + " svns:b=\"\"/></UserManager>", ""},
		{"prefix where nobody minds", "tomcat/catalina-server.xml", "<Server><Service><Connector svns:secretAlias=\"a\"/></Service></Server>", ""},
		{"prefix that template code may declare", "user-mgt.xml", "<UserManager <%= @ns %>><Property svns:secretAlias=\"a\">x</Property></UserManager>", ""},
		{
			"template, not well-formed", "carbon.xml.erb", carbon + "<% if @a %>\n<Name>x\n<% end %>\n</Server>",
			"5:1 warning carbon.xml without its template code is not well-formed XML: end tag </Server> where </Name> was expected (opened at line 3).\n",
		},
		{"template code alone", "carbon.xml.j2", "{{ carbon_xml }}\n", "2:1 warning carbon.xml without its template code is not well-formed XML: no element in the file.\n"},
		{"template, well-formed", "carbon.xml.j2", "{# managed #}\n" + carbon + "{% if a %}<Name>{{ n }}</Name>{% endif %}</Server>", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := judge(t, "xml-syntax", map[string]string{tt.file: tt.text})
			if got := inShort(r); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// TestXMLSyntaxSecrets holds that no message repeats what may be a password,
// though the parser takes it for markup.
func TestXMLSyntaxSecrets(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{
			"an element in a password", "carbon.xml", "<Server><KeyStore>\n<Password>pa<canary>x</Password>\n</KeyStore></Server>",
			"2:22 error carbon.xml is not well-formed XML: end tag <...> where <...> was expected (opened at line 2).\n",
		},
		{
			"an end tag in a password", "user-mgt.xml", "<UserManager>\n<Property name=\"ConnectionPassword\">pa</canary></Property>\n</UserManager>",
			"2:39 error user-mgt.xml is not well-formed XML: end tag <...> where <...> was expected (opened at line 2).\n",
		},
		{
			"an element that stays open", "carbon.xml", "<Server><KeyStore>\n<Password>pa<canary>x",
			"2:22 error carbon.xml is not well-formed XML: the file ends inside <...>, opened at line 2.\n",
		},
		{
			"an attribute twice", "tomcat/catalina-server.xml", "<Server><Service>\n<Connector keystorePass=\"a\" canary=\"b\" canary=\"c\"/></Service></Server>",
			"2:40 error catalina-server.xml is not well-formed XML: an attribute is given twice in <...>.\n",
		},
		{
			"a password in a URL", "datasources/a-datasources.xml", "<datasources-configuration>\n<url>jdbc:mysql://db.example.com/a?password=pa<canary>x</url>\n</datasources-configuration>",
			"2:56 error a-datasources.xml is not well-formed XML: end tag <...> where <...> was expected (opened at line 2).\n",
		},
		{
			"a start tag that is the password", "carbon.xml", "<Server>\n<canary></Password></Server>",
			"2:9 error carbon.xml is not well-formed XML: end tag <...> where <...> was expected (opened at line 2).\n",
		},
		{
			"an end tag that is the password", "carbon.xml", "<Server>\n<Password></canary></Server>",
			"2:11 error carbon.xml is not well-formed XML: end tag <...> where <...> was expected (opened at line 2).\n",
		},
		{
			"an end tag that is the password, on its own line", "carbon.xml", "<Server>\n<Password>\n</canary></Server>",
			"3:1 error carbon.xml is not well-formed XML: end tag <...> where <...> was expected (opened at line 2).\n",
		},
		{
			"a prefix in a password", "carbon.xml", "<Server>\n<Password>pa<canary:x/></Password></Server>",
			"2:13 error A prefix is not declared: the server's parser refuses the file.\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := judge(t, "xml-syntax", map[string]string{tt.file: tt.text})
			if got := inShort(r); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			if all := describe(r); strings.Contains(all, "canary") {
				t.Errorf("the secret is repeated:\n%s", all)
			}
		})
	}
}

// TestNoFixOfARefusedFile: what the server refuses for its namespaces is judged, but never edited.
func TestNoFixOfARefusedFile(t *testing.T) {
	for attr, fixed := range map[string]bool{"": true, `xmlns:s="u" s:a="b"`: true, `s:a="b"`: false, `xmlns:s="u" xmlns:t="u" s:a="b" t:a="c"`: false} {
		text := "<UserManager>\n<Realm>\n<Configuration>\n<Property name=\"a\" " + attr + ">b</Property>\n</Configuration>\n</Realm>\n</UserManager>"
		r := judge(t, "cascade-delete", map[string]string{"user-mgt.xml": text})
		if len(r.Findings) != 1 {
			t.Fatalf("%s: %d findings", attr, len(r.Findings))
		}
		f := r.Findings[0]
		if (f.Fix != nil) != fixed || strings.Contains(f.Hint, "see xml-syntax") == fixed {
			t.Errorf("%s: fix %v, hint %q", attr, f.Fix, f.Hint)
		}
	}
}

// TestXMLSyntaxOthers holds that one broken file keeps no other from being judged.
func TestXMLSyntaxOthers(t *testing.T) {
	r := judge(t, "xml-syntax", map[string]string{"carbon.xml": "<", "registry.xml": "{}", "user-mgt.xml": "<UserManager/>", "etc/a.xml": "<a"})
	var files []string
	for _, f := range r.Findings {
		files = append(files, f.Doc.Path)
	}
	const want = "repository/conf/carbon.xml repository/conf/etc/a.xml repository/conf/registry.xml"
	if got := strings.Join(files, " "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// FuzzXMLSyntax holds that whatever a file holds, the rule says something
// about it when, and only when, it cannot be read, and names a place in it.
func FuzzXMLSyntax(f *testing.F) {
	for _, seed := range []string{"", "<a/>", "<Server>", "{}", "<<<<<<< a\n=======\n>>>>>>> b\n", "<html>", "\xff\xfe<", "<a b:c='d'/>", "<% if %><a>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := judge(t, "xml-syntax", map[string]string{"etc/any.xml": text, "carbon.xml": text})
		broken := map[string]bool{}
		for _, finding := range r.Findings {
			broken[finding.Doc.Path] = true
			if s := finding.Span; s.Start < 0 || s.Start > s.End || s.End > len(finding.Doc.Text()) {
				t.Errorf("%s: span %v of %d bytes", finding.Message, s, len(finding.Doc.Text()))
			}
		}
		for _, file := range r.Home.Files() {
			if file.Err != nil && !broken[file.Path] {
				t.Errorf("%s: not a word on %v", file.Path, file.Err)
			}
		}
	})
}
