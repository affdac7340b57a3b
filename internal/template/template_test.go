package template

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/golden"
)

// fixtures are the templates in testdata; beside each lies what Masked makes of it.
var fixtures = map[string]string{
	"carbon.xml.erb":             langERB,
	"catalina-server.xml.erb":    langERB,
	"master-datasources.xml.epp": langERB,
	"axis2.xml.j2":               langJinja,
	"user-mgt.xml.tpl":           langGo,
	"registry.xml.hbs":           langHandlebars,
}

func fixture(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestFixtures(t *testing.T) {
	for name, lang := range fixtures {
		t.Run(name, func(t *testing.T) {
			text := fixture(t, name)
			c := Scan(text)
			if c.Lang() != lang {
				t.Errorf("Lang = %q, want %q", c.Lang(), lang)
			}
			masked := c.Masked()
			golden.Equal(t, filepath.Join("testdata", name+".masked"), []byte(masked))
			first, _ := c.MaskedFirst()
			for _, m := range []string{masked, first} {
				checkShape(t, text, m)
				if err := wellFormed(m); err != nil {
					t.Errorf("%v in\n%s", err, m)
				}
			}
			crlf := strings.ReplaceAll(text, "\n", "\r\n")
			if got := Scan(crlf).Masked(); got != strings.ReplaceAll(masked, "\n", "\r\n") {
				t.Errorf("with CRLF the mask differs:\n%s", got)
			}
		})
	}
}

// wellFormed reads the XML to its end.
func wellFormed(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// checkShape checks what holds for every mask: the length and the line ends stay.
func checkShape(t testing.TB, text, masked string) {
	t.Helper()
	if len(masked) != len(text) {
		t.Fatalf("mask has %d bytes, text %d", len(masked), len(text))
	}
	for i := range len(text) {
		if (text[i] == '\n' || masked[i] == '\n' || text[i] == '\r' || masked[i] == '\r') && text[i] != masked[i] {
			t.Fatalf("line end at %d: text %q, mask %q", i, text[i], masked[i])
		}
	}
}

func TestConditions(t *testing.T) {
	for _, tt := range []struct{ file, at, want string }{
		{"carbon.xml.erb", "<Name>", ""},
		{"carbon.xml.erb", "the manual", "if @docs"},
		{"carbon.xml.erb", "<HostName>", "unless @hostname.nil?"},
		{"carbon.xml.erb", "<MgtProxy", `if @mgt_context and @mgt_context != "}"`},
		{"carbon.xml.erb", "<ProxyContextPath><%", `elsif @context of if @mgt_context and @mgt_context != "}"`},
		{"carbon.xml.erb", "<ProxyContextPath>def", `else of if @mgt_context and @mgt_context != "}"`},
		{"carbon.xml.erb", "<Security>", ""},
		{"carbon.xml.erb", "<KeyStore>", ""},
		{"carbon.xml.erb", "<Password>", "@extra_stores.each do |store|, if store['password']"},
		{"carbon.xml.erb", "</Security>", ""},
		{"catalina-server.xml.erb", "keystorePass", "if @ssl"},
		{"catalina-server.xml.erb", `scheme="http"`, "else of if @ssl"},
		{"catalina-server.xml.erb", "URIEncoding", ""},
		{"catalina-server.xml.erb", `="<%= v %>`, "@engine.sort.each { |k, v|"},
		{"master-datasources.xml.epp", "<datasources>", ""},
		{"master-datasources.xml.epp", "<defaultAutoCommit>f", "$datasources.each |$name, $ds|, else of if $ds['default_auto_commit']"},
		{"master-datasources.xml.epp", "<a/>", "'a': of case $mode"},
		{"master-datasources.xml.epp", "<b/>", "default: of case $mode"},
		{"axis2.xml.j2", "<!-- {{", "if managed is defined and '%}' not in managed"},
		{"axis2.xml.j2", `<parameter name="{{ name`, "macro param(name)"},
		{"axis2.xml.j2", `<parameter name="{{ k`, "for k, v in parameters.items() if v"},
		{"axis2.xml.j2", `<parameter name="none`, "else of for k, v in parameters.items() if v"},
		{"axis2.xml.j2", "false{%", "elif legacy of if negotiate"},
		{"axis2.xml.j2", "{{ other", "else of if negotiate"},
		{"axis2.xml.j2", "<!-- kept", "set long"},
		{"axis2.xml.j2", "{{ literal", ""},
		{"user-mgt.xml.tpl", `"ldap"/>`, `define "user-mgt", if and .Values.ldap (eq .Values.kind "it's")`},
		{"user-mgt.xml.tpl", `"jdbc"/>`, `define "user-mgt", else if .Values.jdbc of if and .Values.ldap (eq .Values.kind "it's")`},
		{"user-mgt.xml.tpl", "<AdminUser>", `define "user-mgt", with .Values.admin`},
		{"user-mgt.xml.tpl", "<Property", `define "user-mgt", range $key, $value := .Values.properties`},
		{"user-mgt.xml.tpl", "</Realm>", `define "user-mgt"`},
		{"registry.xml.hbs", "<versionResourcesOnChange>t", "if versioning"},
		{"registry.xml.hbs", "<versionResourcesOnChange>f", "else of if versioning"},
		{"registry.xml.hbs", "url=\"{{.", "each dbConfigs as |config|, #config.url"},
		{"registry.xml.hbs", "<remoteInstance", "#remote"},
		{"registry.xml.hbs", "<readOnly", "^remote of #remote"},
	} {
		text := fixture(t, tt.file)
		at := strings.Index(text, tt.at)
		if at < 0 {
			t.Fatalf("%s holds no %s", tt.file, tt.at)
		}
		if got := Scan(text).Condition(at).String(); got != tt.want {
			t.Errorf("%s: %s lies under %q, want %q", tt.file, tt.at, got, tt.want)
		}
	}
}

// TestExcludes looks at the elements <A/> and <B/> of small templates.
func TestExcludes(t *testing.T) {
	for _, tt := range []struct {
		text           string
		excludes, same bool
	}{
		{"<% if a %><A/><% else %><B/><% end %>", true, false},
		{"<% if a %><A/><% elsif b %><C/><% else %><% each do |x| %><B/><% end %><% end %>", true, false},
		{"<% if a %><A/><B/><% end %>", false, true},
		{"<% if a %><A/><% end %><% if a %><B/><% end %>", false, false},
		{"<A/><% if a %><B/><% end %>", false, false},
		{"<A/><B/><% if a %><% end %>", false, true},
		{"{% for a in b %}<A/><B/>{% endfor %}", false, true},
		{"{% for a in b %}{% if a %}<A/>{% else %}<B/>{% endif %}{% endfor %}", true, false},
		{"{% for a in b %}<A/>{% else %}<B/>{% endfor %}", true, false},
		{"{{#x}}<A/>{{/x}} {{^x}}<B/>{{/x}}", true, false},
		{"{{#x}}<A/>{{/x}}{{^y}}<B/>{{/y}}", false, false},
		{"<% case $a { %><% 1: { %><A/><% } %><% default: { %><B/><% } %><% } %>", true, false},
		{"<% case a %><% when 1 %><A/><% when 2 %><B/><% end %>", true, false},
		{"<% case a\n when 1 %><A/><% else %><B/><% end %>", true, false},
	} {
		c := Scan(tt.text)
		a := c.Condition(strings.Index(tt.text, "<A/>"))
		b := c.Condition(strings.Index(tt.text, "<B/>"))
		if a.Excludes(b) != tt.excludes || b.Excludes(a) != tt.excludes || a.Excludes(a) {
			t.Errorf("%s: %q and %q: Excludes is not %v", tt.text, a, b, tt.excludes)
		}
		if a.Same(b) != tt.same || !a.Same(a) {
			t.Errorf("%s: %q and %q: Same is not %v", tt.text, a, b, tt.same)
		}
	}
}

// TestBlocks gives the condition at the ¶ of each template.
func TestBlocks(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"<% if a then b = 1 end %>¶", ""},
		{"<% x = if a then 1 else 2 end %>¶", ""},
		{"<% if a %><% x = 1 unless b %>¶<% end %>", "if a"},
		{"<% if a %><% x = { 'end' => [1], if: 2 } %>¶<% end %>", "if a"},
		{"<% if a %><% y = x.end + @end %>¶<% end %>", "if a"},
		{"<% if a %><% b = c if d.nil? %><% next if e.nil? unless f %>¶<% end %>", "if a"},
		{"<% while a do %>¶<% end %>", "while a do"},
		{"<% begin %>¶<% end %>", ""},
		{"<% a.each { |x| %>¶<% } %>", "a.each { |x|"},
		{"<% a.each { x -> %>¶<% } %>", "a.each { x ->"},
		{"<% if (a) { %><% } else if (b) { %>¶<% } %>", "else if (b) of if (a)"},
		{"<%= a.map do |x| %>¶<% end %>", "a.map do |x|"},
		{"<% if a %><% end; if b %>¶<% end %>", "end; if b"},
		{"<% if a %>¶", ""},
		{"<% end %><% if a %>¶<% end %><% end %>", "if a"},
		{"{% if a %}{% for b in c %}¶{% endif %}", "if a"},
		{"{% if a %}{% endfor %}¶{% endif %}", "if a"},
		{"{% if a %}{% filter e %}¶{% endfilter %}{% endif %}", "if a"},
		{"{% macro m(a) %}¶{% endmacro %}", "macro m(a)"},
		{"{{ block \"a\" . }}¶{{ end }}", ""},
		{"{{- with .a }}{{ else with .b -}}¶{{ end }}", "else with .b of with .a"},
		{"{{#unless a}}{{~^~}}¶{{/unless}}", "else of unless a"},
		{"{{#> layout}}¶{{/layout}}", "#> layout"},
		{"{% if a\n   and b %}¶{% endif %}", "if a and b"},
		{"{% if " + strings.Repeat("ä", 80) + " %}¶{% endif %}", "if " + strings.Repeat("ä", 56) + "…"},
	} {
		if got := Scan(tt.text).Condition(strings.Index(tt.text, "¶")).String(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestTouches(t *testing.T) {
	const text = `<a b="{{ c }}">{% if d %}e{% endif %}</a>`
	c := Scan(text)
	for _, tt := range []struct {
		start, end    int
		touches, expr bool
	}{
		{0, 6, false, false},
		{0, 7, true, true},
		{6, 6, false, false}, // before the expression
		{8, 8, true, true},
		{13, 13, false, false}, // after it
		{12, 15, true, true},
		{13, 15, false, false},
		{15, 25, true, false},
		{25, 26, false, false},
		{0, len(text), true, true},
		{20, 20, true, false},
		{len(text), len(text) + 5, false, false},
	} {
		if got := c.Touches(tt.start, tt.end); got != tt.touches {
			t.Errorf("Touches(%d, %d) = %v", tt.start, tt.end, got)
		}
		if got := c.Expr(tt.start, tt.end); got != tt.expr {
			t.Errorf("Expr(%d, %d) = %v", tt.start, tt.end, got)
		}
	}
	insert := strings.Index(text, "{% endif")
	if got := c.Condition(insert).String(); got != "if d" {
		t.Errorf("text inserted before the endif lies under %q", got)
	}
	if got := c.Condition(strings.Index(text, "{% if")); got != nil {
		t.Errorf("text inserted before the if lies under %q", got)
	}
}

func TestPlainFile(t *testing.T) {
	var c *Code
	if first, hidden := c.MaskedFirst(); first != "" || hidden != nil {
		t.Error("a nil Code has branches")
	}
	if c.Lang() != "" || c.Masked() != "" || c.Touches(0, 9) || c.Expr(0, 9) || c.Condition(3) != nil {
		t.Error("a nil Code is not a plain file")
	}
}

func TestPlaceholder(t *testing.T) {
	for value, want := range map[string]bool{
		"${carbon.home}/repository": true,
		"a @HOST-name.1@ b":         true,
		"${}":                       false,
		"%{Referer}i":               false,
		"$(date)":                   false,
		"admin@example.com":         false,
		"a @ b @":                   false,
		"":                          false,
	} {
		if Placeholder(value) != want {
			t.Errorf("Placeholder(%q) = %v", value, !want)
		}
	}
}

// TestAround holds the numbers of conditions to the chains they stand for.
func TestAround(t *testing.T) {
	text := "{% if a %}1{% for b in c %}2{% if d %}3{% elif e %}4{% endif %}5{% if never %}{% endfor %}6{% else %}7{% if f %}8{% endif %}{% endif %}9"
	c := Scan(text)
	for i := range text {
		for j := range text {
			a, b := c.Condition(i), c.Condition(j)
			want := a == nil
			for at := b; at != nil; at = at.Outer {
				want = want || at == a
			}
			if a.around(b) != want {
				t.Fatalf("%q is around %q: %v", a, b, !want)
			}
		}
	}
}
