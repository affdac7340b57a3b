package template

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	for _, text := range []string{
		"",
		"<a/>",
		`<Property name="UsernameJavaRegEx">^[^~!#$;%^*+={}\\|\\\\<>,\'\"]{3,30}$</Property>`,
		`<Property name="RolenameJavaRegEx">[a-zA-Z0-9._\-|//]{{3,30}}$</Property>`,
		`<Valve pattern="%h %l %u %t &quot;%r&quot; %>s %b %{Referer}i %{User-Agent}i"/>`,
		`log4j.appender.A.layout.ConversionPattern=[%d] %P%5p {%c} - %x %m %n`,
		`<format>{"a":{"b":{"c":1}}}</format>`,
		`<url>${carbon.protocol}://${carbon.host}:@PORT@</url>`,
		"<!-- use <% to open -->",
		"<!-- use %> to close -->",
		"<!-- <%% -->",
		"<!-- {{ alone -->",
		"<!-- {{ it's; <b>text</b> }} -->",
		"<!-- {{ {{ }} -->",
		"<!-- {{}} {{ }} {{;}} -->",
		"<!-- {{{{ a }}}} -->",
		"<!-- {% 5 %} {%} {% a } -->",
		"<!-- {#a#} {# b -->",
		"function f() {{ return {a: 1}; }}",
		"a {{ b } c }}",
		`\{{ a }}`,
	} {
		if c := Scan(text); c != nil {
			t.Errorf("%s: taken for %s code: %q", text, c.Lang(), c.Masked())
		}
	}
}

// TestCorpus reads real configuration, none of which is a template.
func TestCorpus(t *testing.T) {
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("no corpus beside the module")
	}
	files := 0
	err := filepath.WalkDir(corpus, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		if c := Scan(string(text)); c != nil {
			t.Errorf("%s: taken for %s code", path, c.Lang())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files", files)
}

func FuzzScan(f *testing.F) {
	for name := range fixtures {
		f.Add(fixture(f, name))
	}
	f.Add("<a {{b}}=<%= c %><% if d { %>{% raw %}{{{e}}}<% } else { %>{#f#}{{^g}}<% } %>")
	f.Fuzz(func(t *testing.T, text string) {
		c := Scan(text)
		if c == nil {
			return
		}
		masked := c.Masked()
		checkShape(t, text, masked)
		first, _ := c.MaskedFirst()
		checkShape(t, text, first)
		for _, r := range c.Readings() {
			checkShape(t, text, r.Masked())
		}
		for i := range len(text) {
			if masked[i] != text[i] && !c.Touches(i, i+1) {
				t.Fatalf("byte %d is no code but masked", i)
			}
			if masked[i] >= 0x80 && c.Touches(i, i+1) {
				t.Fatalf("byte %d is code and not masked", i)
			}
			if c.Expr(i, i+1) && !c.Touches(i, i+1) {
				t.Fatalf("byte %d is in an expression but no code", i)
			}
			if cond := c.Condition(i); cond.Excludes(cond) || !cond.Same(cond) {
				t.Fatalf("condition %q at %d", cond, i)
			}
		}
	})
}

func BenchmarkPlain(b *testing.B) {
	line := `            <Property name="UserNameSearchFilter">(&amp;(objectClass=person)(uid=?))</Property>` + "\n"
	text := strings.Repeat(line, 1<<20/len(line))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if Scan(text) != nil {
			b.Fatal("plain text taken for code")
		}
	}
}

func BenchmarkTemplate(b *testing.B) {
	text := strings.Repeat(fixture(b, "carbon.xml.erb"), 500)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Scan(text).Masked()
	}
}
