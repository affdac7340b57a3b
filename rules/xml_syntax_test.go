package rules_test

import (
	"strings"
	"testing"
)

// TestXMLSyntaxBytes holds what no case of testdata/xml-syntax can hold: files of
// two bytes a character, and files that do not end with a newline.
func TestXMLSyntaxBytes(t *testing.T) {
	for _, tt := range []struct{ name, file, text, want string }{
		{"UTF-16", "registry.xml", "\xff\xfe<\x00w\x00s\x00o\x002\x00r\x00e\x00g\x00i\x00s\x00t\x00r\x00y\x00/\x00>\x00", ""},
		{"cut off", "datasources/a-datasources.xml", "<datasources-configuration>\n  <datasources>", "2:16 error (no fix) a-datasources.xml is not well-formed XML: the file ends inside <datasources>, opened at line 2.\n"},
		{"a file of less weight", "etc/jmx.xml", "<JMX>", "1:6 warning (no fix) jmx.xml is not well-formed XML: the file ends inside <JMX>, opened at line 1.\n"},
		{"a comment alone", "carbon.xml", "<!-- soon -->", "1:14 error (no fix) carbon.xml is not well-formed XML: no element in the file.\n"},
		{"nothing but NULs", "carbon.xml", strings.Repeat("\x00", 4096), "1:1 error (no fix) carbon.xml contains only NUL bytes, as after a crash or on a full disk.\n"},
		{
			"an element that stays open", "carbon.xml", "<Server><KeyStore>\n<Password>pa<canary>x",
			"2:22 error (no fix) carbon.xml is not well-formed XML: the file ends inside <...>, opened at line 2.\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := judge(t, "xml-syntax", map[string]string{tt.file: tt.text})
			if got := strings.TrimPrefix(brief(t, r), tt.file+":"); got != tt.want {
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
