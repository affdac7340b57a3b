package diff

import (
	"runtime"
	"strings"
	"testing"
)

func TestTemplates(t *testing.T) {
	tests := []diffCase{
		{"expression", "<a><b><%= @x %></b></a>", "<a><b><%= @y %></b></a>", "changed /a/b \"<%= @x %>\" \"<%= @y %>\"\n"},
		{"expression and value", "<a><b>1</b></a>", "<a><b>{{ x }}</b></a>", "changed /a/b \"1\" \"{{ x }}\"\n"},
		{"blanks in an expression", "<a><b>{{ x }}</b></a>", "<a><b>{{x}}</b></a>", ""},
		{"blanks in a filter", "<a b='{{ x|default(\"a  b\", 1) }}'/>", "<a b='{{ x | default( \"a  b\",1 ) }}'/>", ""},
		{"blanks in a string of an expression", "<a b='{{ x|default(\"a  b\") }}'/>", "<a b='{{ x|default(\"a b\") }}'/>", "changed /a/@b \"{{ x | default(\\\"a  b\\\") }}\" \"{{ x | default(\\\"a b\\\") }}\"\n"},
		{"arguments are no path", "<a><b>{{ f .x }}</b></a>", "<a><b>{{ f.x }}</b></a>", "changed /a/b \"{{ f .x }}\" \"{{ f.x }}\"\n"},
		{"marks that take blanks out", "<a><b>1 {{- x -}} 2</b></a>", "<a><b>1{{ x }}2</b></a>", ""},
		{"marks that would", "<a><b>1 {{- x }}</b></a>", "<a><b>1 {{ x }}</b></a>", "changed /a/b \"1{{ x }}\" \"1 {{ x }}\"\n"},
		{"in an attribute", `<a b="<%= @x %>"/>`, `<a b="<%= @y %>"/>`, "changed /a/@b \"<%= @x %>\" \"<%= @y %>\"\n"},
		{"entities beside code", `<a b="1 &amp; {{x}} &#65;"><c>&lt;{{x}}</c></a>`, `<a b='1 &#38; {{x}} A'><c><![CDATA[<]]>{{x}}<!-- c --></c></a>`, ""},
		{"an attribute without quotes", `<a b=<%= @x %> />`, `<a b=<%= @y %> />`, "changed /a/@b \"<%= @x %> (without quotes)\" \"<%= @y %> (without quotes)\"\n"},
		{"in the name of an attribute", `<a {{x}}="1"/>`, `<a {{y}}="1"/>`, "removed /a/@{{ x }} \"1\"\nadded /a/@{{ y }} \"1\"\n"},
		{"in the name of an element", "<a><b{{x}}>1</b{{x}}></a>", "<a><b{{y}}>1</b{{y}}></a>", "removed /a/b{{ x }} \"1\"\nadded /a/b{{ y }} \"1\"\n"},
		{"in what names an element", `<a><Property name="a{{x}}c">1</Property></a>`, `<a><Property name="a{{ x }}c">2</Property></a>`, "changed /a/Property[@name='a{{ x }}c'] \"1\" \"2\"\n"},
		{"among attributes", `<a {{ x }} b="1"/>`, `<a {{ y }} b="1"/>`, "changed /a/code() \"{{ x }}\" \"{{ y }}\"\n"},

		{"condition", "<a>\n<% if @x %><b>1</b><% end %><c/></a>", "<a>\n<% if @y %><b>1</b><% end %><c/></a>", "changed /a/b/condition() \"if @x\" \"if @y\"\n"},
		{"made conditional", "<a><b>1</b><c/></a>", "<a><% if @y %><b>1</b><% end %><c/></a>", "added /a/b/condition() \"if @y\"\n"},
		{"of the root", "{% if x %}<a/>{% endif %}", "{% if y %}<a/>{% endif %}", "changed /a/condition() \"if x\" \"if y\"\n"},
		{"of what is around", "<a>{% if x %}<b>{% if z %}<c/>{% endif %}</b>{% endif %}</a>", "<a>{% if y %}<b>{% if z %}<c/>{% endif %}</b>{% endif %}</a>", "changed /a/b/condition() \"if x\" \"if y\"\n"},
		{"that differs behind 60 letters", "<a>{% if " + strings.Repeat("x", 70) + "1 %}<b/>{% endif %}</a>", "<a>{% if " + strings.Repeat("x", 70) + "2 %}<b/>{% endif %}</a>", "changed /a/b/condition() \"if " + strings.Repeat("x", 70) + "1\" \"if " + strings.Repeat("x", 70) + "2\"\n"},
		{"its layout", "<a>{% if  x==1 %}<b/>{%endif%}</a>", "<a>{%- if x == 1 -%}\n<b/>\n{% endif %}</a>", ""},
		{"arms", "<a>{% if x %}<b>1</b>{% else %}<b>2</b>{% endif %}</a>", "<a>{% if x %}<b>2</b>{% else %}<b>1</b>{% endif %}</a>", "changed /a/b \"1\" \"2\"\nchanged /a/b[2] \"2\" \"1\"\n"},
		{"of an attribute", `<a {% if x %}b="1"{% endif %} c="2"/>`, `<a {% if y %}b="1"{% endif %} c="2"/>`, "changed /a/@b/condition() \"if x\" \"if y\"\n"},
		{"an attribute made conditional", `<a b="1"/>`, `<a {% if y %}b="2"{% endif %}/>`, "added /a/@b/condition() \"if y\"\nchanged /a/@b \"1\" \"2\"\n"},
		{"attributes in arms", `<a {% if x %}b="1"{% else %}b="2"{% endif %}/>`, `<a {% if x %}b="1"{% else %}b="3"{% endif %}/>`, "changed /a/@b \"2\" \"3\"\n"},
		{"in a value", "<a><b>{% if x %}1{% else %}2{% endif %}</b></a>", "<a><b>{% if y %}1{% else %}2{% endif %}</b></a>", "changed /a/b \"{% if x %}1{% else %}2{% endif %}\" \"{% if y %}1{% else %}2{% endif %}\"\n"},
		{"that makes a comment", "<a><c/>{% if x %}<!--{% endif %}<b>1</b>{% if x %}-->{% endif %}</a>", "<a><c/>{% if y %}<!--{% endif %}<b>1</b>{% if y %}-->{% endif %}</a>", "changed /a/b/condition() [commented out -> commented out] \"if x\" \"if y\"\n"},

		{"text between elements", "<a><b>1</b></a>", "<a><b>1</b><%= @more %></a>", "added /a/code() \"<%= @more %>\"\n"},
		{"blanks in text between elements", "<a>{{ x }}<b>1</b> y {{ z }}</a>", "<a>{{x}}\n<b>1</b>\n y  {{z}}</a>", ""},
		{"a variable", "{% set x = 1 %}<a/>", "{%- set x=2 %}<a/>", "changed /code() \"{% set x = 1 %}\" \"{% set x = 2 %}\"\n"},
		{"a variable of Ruby", "<a><b/><% x = 1 %></a>", "<a><b/><% x = 2 %></a>", "changed /a/code() \"<% x = 1 %>\" \"<% x = 2 %>\"\n"},
		{"a variable of Go", "{{ $x := 1 }}<a/>", "{{ $x := 2 }}<a/>", "changed /code() \"{{ $x := 1 }}\" \"{{ $x := 2 }}\"\n"},
		{"a variable under a condition", "<a>{% if x %}{% set y = 1 %}{% endif %}</a>", "<a>{% if z %}{% set y = 1 %}{% endif %}</a>", "changed /a \"{% if x %}{% set y = 1 %}{% endif %}\" \"{% if z %}{% set y = 1 %}{% endif %}\"\n"},
		{"a variable behind the root", "<a/><% x = 1 %>", "<a/>", "removed /code() \"<% x = 1 %>\"\n"},
		{"a variable in a comment", "<a><!-- {% set x = 1 %} --><b/></a>", "<a><!-- {% set x = 2 %} --><b/></a>", "changed /a/code() \"{% set x = 1 %}\" \"{% set x = 2 %}\"\n"},
		{"order of variables", "{% set x = 1 %}{% set x = 2 %}<a/>", "{% set x = 2 %}{% set x = 1 %}<a/>", "moved /code() (was /code()[2]) \"after code()\" \"first\"\n"},
		{"code beside an end", "<a><% b.each do |x| %><b/><% end; y = 1 %></a>", "<a><% b.each do |x| %><b/><% end; y = 2 %></a>", "changed /a/code() \"<% end; y = 1 %>\" \"<% end; y = 2 %>\"\n"},
		{"code without its end", "<a><% if x %><b/></a>", "<a><% if y %><b/></a>", "changed /a/code() \"<% if x %>\" \"<% if y %>\"\n"},
		{"a block that takes text", "<a>{% set x %}1{% endset %}<b/></a>", "<a>{% set x %}2{% endset %}<b/></a>", "changed /a \"1\" \"2\"\n"},

		{"remarks", "{# one #}<a><%# one %><b>{{ x }}{# one #}</b><% # one %></a>", "<a><b>{{ x }}</b><%# two\n %>{# two #}</a>", ""},
		{"remarks of Handlebars", "{{!-- one --}}<a {{! one }}><b>{{#if x}}1{{/if}}</b></a>", "<a><b>{{#if x}}1{{/if}}{{!-- two --}}</b></a>", ""},
		{"remarks of Go", "{{/* one */}}<a>{{ if .x }}<b/>{{ end }}</a>", "<a>{{/* two */}}{{- if .x -}}<b/>{{- end }}</a>", ""},
		{"remarks in Ruby", "<%\n  # one\n  x = 1\n%><a/>", "<% x = 1 # two\n %><a/>", ""},
		{"beside a password", "<a><Password>one</Password>{# x #}</a>", "<a>\r\n<Password>one</Password>\r\n</a>", ""},

		{"a password in code", "{% set db_password = 'one' %}<a/>", "{% set db_password = 'two' %}<a/>", "changed /code() \"{% set db_password = '*****' %}\" \"{% set db_password = '*****' %}\" hidden\n"},
		{"a password in a condition", "<a>{% if password == 'one' %}<b/>{% endif %}</a>", "<a>{% if password == 'two' %}<b/>{% endif %}</a>", "changed /a/b/condition() \"if password == '*****'\" \"if password == '*****'\" secret\n"},
		{"a password in a condition of Go", "<a>{{ if eq .password \"one\" }}<b/>{{ end }}</a>", "<a>{{ if eq .password \"two\" }}<b/>{{ end }}</a>", "changed /a/b/condition() \"if eq .password \\\"*****\\\"\" \"if eq .password \\\"*****\\\"\" secret\n"},
		{"second root", "<% if @x %><a><b>1</b></a><% else %><a><b>2</b></a><% end %>", "<% if @x %><a><b>1</b></a><% else %><a><b>3</b></a><% end %>", "changed /a[2]/b \"2\" \"3\"\n"},
		{"variable between roots", "<% if @x %><a/><% else %><% y = 1 %><b/><% end %>", "<% if @x %><a/><% else %><% y = 2 %><b/><% end %>", "changed /code() \"<% y = 1 %>\" \"<% y = 2 %>\"\n"},
		{"a branch that is not read", "<a><% if @x %><s x='1'><% else %><s x='2'><% end %></s></a>", "<a><% if @x %><s x='1'><% else %><s x='3'><% end %></s></a>", "changed /a/s/code() \"<s x='2'>\" \"<s x='3'>\"\n"},
		{"a branch of a start tag that is not read", "<a><% if @x %><c x='1'<% else %><c x='2'<% end %> z='3'/></a>", "<a><% if @x %><c x='1'<% else %><c x='4'<% end %> z='3'/></a>", "changed /a/c/code() \"<c x='2'\" \"<c x='4'\"\n"},
		{"layout of a branch that is not read", "<a><% if @x %><s x='1'><% else %><s><!-- 1 --><b/><% end %></s></a>", "<a>\n<% if @x %>\n<s x='1'>\n<% else %>\n<s><!-- 2 --><b/>\n<%# 3 %>\n<% end %>\n</s></a>", ""},
	}
	checkCases(t, "a.xml", tests)
}

// TestSilentCode compares elements that hold nothing but code that writes nothing,
// in a file whose reader keeps white space: only code that may write text makes
// line breaks count.
func TestSilentCode(t *testing.T) {
	for _, tt := range []struct{ old, new, want string }{
		{"\n  {% set s = 1 %}\n", "{% set s = 1 %}", ""},
		{"\n{% if x %}\n\n{% endif %}\n", "{% if x %}{% endif %}", ""},
		{"\n{{ $s := 1 }}\n", "{{ $s := 1 }}", ""},
		{"\n<% s = 1 %>", "<% s = 1 %>", ""},
		{"\n{% set s = 1 %}", "{% set s = 2 %}", "changed /axisconfig/b \"{% set s = 1 %}\" \"{% set s = 2 %}\"\n"},
		{" {% set s = 1 %}", "{% set s = 1 %}", "changed /axisconfig/b \" {% set s = 1 %}\" \"{% set s = 1 %}\"\n"},
		{"\n{% set s = 1 %}x", "{% set s = 1 %}x", "changed /axisconfig/b \"\\n{% set s = 1 %}x\" \"{% set s = 1 %}x\"\n"},
		{"\n{{ s }}", "{{ s }}", "changed /axisconfig/b \"\\n{{ s }}\" \"{{ s }}\"\n"},
	} {
		old, changed := "<axisconfig><b>"+tt.old+"</b></axisconfig>", "<axisconfig><b>"+tt.new+"</b></axisconfig>"
		if got := tell(compared(t, "axis2.xml", old, changed, Options{})); got != tt.want {
			t.Errorf("%q and %q:\n%swant\n%s", tt.old, tt.new, got, tt.want)
		}
		checkLaws(t, "axis2.xml", []byte(old), []byte(changed))
	}
}

// TestCodeGrowsWithTheText counts the bytes allocated to compare templates that
// nest or repeat their code: four times the code may take little more than four
// times as many, never sixteen.
func TestCodeGrowsWithTheText(t *testing.T) {
	repeat := strings.Repeat
	for name, form := range map[string]func(n int) string{
		"nested conditions": func(n int) string {
			return "<r>" + repeat("{% if a %}<b/>", n) + repeat("{% endif %}", n) + "</r>"
		},
		"elements behind nested conditions": func(n int) string {
			return "<r>" + repeat("<% if a %>", n) + repeat("<b x='1'/>", n) + repeat("<% end %>", n) + "</r>"
		},
		"many arms of one block": func(n int) string {
			return "<r>{{if a" + repeat(" a", n) + "}}" + repeat("{{else if b}}<b/>", n) + "{{end}}</r>"
		},
		"variables": func(n int) string {
			return "<r>" + repeat("{% set a = 1 %}<b>{{ a }}</b><!-- {% set b = 2 %} -->", n) + "</r>"
		},
		"branches that are not read": func(n int) string {
			return "<r>" + repeat("{% if a %}<b x='1'>{% else %}<b x='2'>{% endif %}</b>", n) + "</r>"
		},
		"roots with branches that are not read": func(n int) string {
			return "{% if a %}<r>" + repeat("{% if a %}<b x='1'>{% else %}<b x='2'>{% endif %}</b>", n) + "</r>{% else %}<a/>{% endif %}"
		},
	} {
		small, large := allocated(t, form(60)), allocated(t, form(240))
		if large > 6*small {
			t.Errorf("%s: %d bytes for 60, %d for 240", name, small, large)
		}
	}
}

// allocated is how many bytes it takes to compare a template with one in which
// each a is another.
func allocated(t *testing.T, text string) uint64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	changes := compared(t, "x.xml", text, strings.ReplaceAll(text, " a", " c"), Options{})
	runtime.ReadMemStats(&after)
	if len(changes) == 0 {
		t.Error("no change")
	}
	return after.TotalAlloc - before.TotalAlloc
}
