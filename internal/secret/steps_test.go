package secret

import (
	"strings"
	"testing"
)

// TestSteps holds that a text is looked through in time proportional to its
// length, whatever it holds: what is looked at ahead of the pass is counted.
func TestSteps(t *testing.T) {
	const size = 1 << 14
	units := []string{
		"<", "password=", "<password>", "<password", "<a password='", `<a password="`, `password="`, "<a b='", "{{", "${", "<%", "<!--",
		"<![CDATA[", "<password><![CDATA[", "<password><!--", "</password>", "<a>", "<value>", "<key>password</key>", "password: '",
		"password: [", "password: {{", "password:\n", "password:\n  ", "- password: |\n", `"/>`, `<a password=""/>`, "password ",
		"passpass", "pass.", "-", "= ", "<!ENTITY '", "://", "://a:", "://a@", "jdbc:oracle:thin:", "&user=", "-u a:", "login a/", "mysql -p",
		"bearer aaaaaaaa ", "-----BEGIN ", "-----BEGIN PRIVATE KEY", "password=a ", "password=a\\\n", "password=<a ", "password=&lt;a ",
		"password \n value=", "password of a b is ", "<passworda/", "<password$", "<a password=x ", `a\`, `password=\`, "password`", "<string>",
		"<v><value>", "<p name='password' ", "\t", "<a\n", `password="""`, `pw=\"`, "<a password=<%= ", "<a <% ", "<{{a}}", "<{{",
		"&quot;password&quot;:", "passwordx</password>", "<passwordx ></password", `<a password="x" b='`, "<password1><pwd>",
		"&", ";", "<!--password", "[<password>", "<a password='password: ", "password: <a password='<", "--><a password='<",
		"(password)values(", "{%set password%}", "password:{\n", "password: [,\n", "name:password,\na:", "//a:b", "<password/>x", "<password></password>x",
		"password[", "password\n", "BEGIN ", "----BEGIN PRIVATE KEY", "|password|\n|--|\n", "[password]\n a\n", "password:#\n", "password/*", "\"auth\":\"", "password,'",
	}
	for _, unit := range units {
		for _, start := range []string{"", "<password>", "<!-- ", `<a password="`, `password="`, "<password ", "password=a x "} {
			paths := []string{"a.xml"}
			if start == "" {
				paths = append(paths, "a.ini", "a.csv", "a.md")
			}
			for _, path := range paths {
				s := scanner{text: start + strings.Repeat(unit, size/len(unit))}
				s.scan(path)
				if limit := 12 * len(s.text); s.work > limit {
					t.Errorf("%s: %s and then %q over and over: %d bytes looked at, more than %d", path, start, unit, s.work, limit)
				}
			}
		}
	}
	var names strings.Builder // each opens an element that never ends
	for i := range size / 16 {
		names.WriteString("<password" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + ">")
	}
	s := scanner{text: names.String()}
	if s.scan("a.xml"); s.work > 12*len(s.text)+1<<16 {
		t.Errorf("elements without an end: %d bytes looked at", s.work)
	}
}

// FuzzSteps holds the same of any text.
func FuzzSteps(f *testing.F) {
	f.Add("a.xml", "<password a='<", 3)
	f.Fuzz(func(t *testing.T, path, text string, times int) {
		s := scanner{text: strings.Repeat(text, 1+(times&0xff))}
		if s.scan(path); s.work > 20*len(s.text)+1<<17 {
			t.Errorf("%d bytes looked at in %d", s.work, len(s.text))
		}
	})
}
