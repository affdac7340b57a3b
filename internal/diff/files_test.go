package diff

import (
	"fmt"
	"strings"
	"testing"
)

// TestVaultDeclaration: the server cuts the text xmlns:svns out of one file.
func TestVaultDeclaration(t *testing.T) {
	const with, without = `<Server xmlns:svns="urn:v"><a/></Server>`, `<Server><a/></Server>`
	for name, want := range map[string]string{
		"tomcat/catalina-server.xml": "added /Server/@xmlns:svns \"urn:v\"\n",
		"carbon.xml":                 "",
	} {
		if got := tell(compared(t, name, without, with, Options{})); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := tell(compared(t, "catalina-server.xml", "<Server><a/></Server>", `<Server><a xmlns:svns="urn:v"/></Server>`, Options{})); got != "" {
		t.Errorf("elsewhere: %q", got)
	}
}

// TestOneSided compares files with none.
func TestOneSided(t *testing.T) {
	opt := Options{Rules: func(name, path string) []string { return []string{name + path} }}
	for _, tt := range []struct{ name, data, want, note string }{
		{"a.xml", "<a><b>1</b></a>", "added /a/b \"1\"\n", ""},
		{"a.properties", "b=1\n#c=2", "added b \"1\"\nadded c [absent -> commented out] \"2\"\n", ""},
		{"a.ini", "b=1,2", "added b \"1,2\"\n", ""},
		{"a.sh", "b\n\nc\n", "added  \"b\"\nadded  \"c\"\n", ""},
		{"a.xml", "<a>", "added  \"<a>\"\n", brokenNote},
		{"a.jks", "\x00", "", binaryNote},
		{"password-tmp", "canary", "", secretNote},
		{"a.txt", "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----\n", "", secretNote},
		{"a.xml", "", "", ""},
	} {
		f := &File{Path: "x/" + tt.name, Name: tt.name, Data: []byte(tt.data)}
		added, removed := Files(nil, f, opt), Files(f, nil, opt)
		if got := tell(added.Changes); got != tt.want || added.Status != FileAdded || added.Note != tt.note || added.Old != nil || added.New != f {
			t.Errorf("%s: %s %q\n%s", tt.data, added.Status, added.Note, got)
		}
		if got, want := bag(removed.Changes), bag(mirrored(added.Changes)); fmt.Sprint(got) != fmt.Sprint(want) || removed.Status != FileRemoved || removed.New != nil {
			t.Errorf("%s: removed %s: %v, want %v", tt.data, removed.Status, got, want)
		}
		if fmt.Sprint(added.Rules) != "["+tt.name+"]" || fmt.Sprint(removed.Rules) != "["+tt.name+"]" {
			t.Errorf("%s: rules %v and %v", tt.name, added.Rules, removed.Rules)
		}
	}
	for _, f := range Sides([]File{{Path: "gone.xml", Data: []byte("<a/>")}}, []File{{Path: "come.txt", Data: []byte("x")}}, opt) {
		if fmt.Sprint(f.Rules) != "["+f.Path()+"]" || f.Changes != nil {
			t.Errorf("%s: rules %v, changes %v", f.Path(), f.Rules, f.Changes)
		}
	}
}

func TestSettings(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"a.xml", "<a x='1'><!-- <b>1</b> --><Property name=\"p\">2</Property><password>3</password><c>\n4\n5 </c><d/></a>", "1 /a/@x=1\n1 /a/Property[@name='p']=2\n1 /a/password=*****\n1 /a/c=4\n5 \n3 /a/d=\n"},
		{"a.properties", "#a=1\nb=2\nc.password=3", "2 b=2\n3 c.password=*****\n"},
		{"a.sh", "export X=1\n\npassword=2", "1 =export X=1\n3 =password=*****\n"},
		{"a.xml", "<a>", "1 =<a>\n"},
		{"a.jks", "\x00", ""},
		{"a.xml", "", ""},
	} {
		var b strings.Builder
		for _, s := range Settings(&File{Path: tt.name, Data: []byte(tt.data)}) {
			fmt.Fprintf(&b, "%d %s=%s\n", s.Line, s.Path, s.Value)
			if s.State != Active {
				t.Errorf("%s: %s is %s", tt.name, s.Path, s.State)
			}
		}
		if b.String() != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.data, b.String(), tt.want)
		}
	}
}
