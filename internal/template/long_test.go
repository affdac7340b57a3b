package template

import (
	"strings"
	"testing"
)

// TestLong checks that the work grows with the length of the text and not with its square, on text that makes a scanner
// look for the same closer again and again. Sixteen times the text may cost twenty times the bytes looked at.
func TestLong(t *testing.T) {
	units := []string{
		"<%", "<%#", "<% %", "{{", "{{{", "{%", "{% a", "{#", "{#a", "{{a'", "{{a\"'", "{{ '\\'", "{{/*", "{{!--", "{{!a",
		"{{/*{{a*/", "{% if a %}", "{% if a %}{% endfor %}", "{% if a %}{% else %}{% endif %}", "{% raw %}", "<% if a %>",
		"<% { %>", "<% end } %>", "<a {{b}}", "{{b}}", "</a{{b}}", "{{#a}}{{/a}}{{^a}}{{/a}}", "<% case a { %><% b: { %>",
		"<% if a %><b>", "{% if a %}<b{% else %}<b>{% endif %}", "{{#a}}<b/><c>{{/a}}", "{% if a %}b='1'{% endif %}",
		"<% '\\' %>", "{{a|", "{{a}", "{{ \\", "{{~", "{{ (", "<%%>", "do ", "{ ", "' ",
	}
	around := [][2]string{{"", ""}, {"<a ", ""}, {"<", "}}"}, {"<% ", "%>"}, {"{{ ", "%>}}%}#}*/--}}"}}
	grows(t, "a.xml", scan, units, around)
	named := []string{
		"${", "${a", "$a(", "$a[", "$a.b", "$a.", "#if(", "#if(a)", "#if(a)#end", "#{", "#*", "#[[", "##", "#a ", "@", "@a",
		"<#if a>", "<#if ", "</#if>", "<#--", "<@a ", "<#noparse>", "<g:if ", "<g:if test='a'>", "<%--", "%{--", "%{if ", "%{ if",
		"$${", "\"", "'", "(", "[(", "${'", "$a('", "<% ", "<a ",
	}
	for _, s := range suffixes {
		if s.scan != nil {
			grows(t, s.ending, s.scan, named, [][2]string{{"", ""}, {"<a ", ""}, {"<% ", "%>"}, {"${", "}"}, {"#if(", ")>"}})
		}
	}
}

func grows(t *testing.T, name string, scan func(reader) *Code, units []string, around [][2]string) {
	t.Helper()
	const short, times, most = 1 << 11, 16, 20
	for _, unit := range units {
		for _, a := range around {
			text := func(length int) string { return a[0] + strings.Repeat(unit, length/len(unit)) + a[1] }
			small, large := looked(scan, text(short)), looked(scan, text(times*short))
			if large > most*max(small, short) {
				t.Errorf("%s: %q between %q: looks at %d bytes for %d, at %d for %d times as many", name, unit, a, small, short, large, times)
			}
		}
	}
}

// looked is how many bytes are looked at to read all there is to read of a template.
func looked(scan func(reader) *Code, text string) int {
	r := newReader(text)
	if c := scan(r); c != nil {
		mask(r, c.pieces)
		mask(r, c.with(c.blocks.later))
		for _, reading := range c.readings(r) {
			mask(r, reading.pieces())
		}
	}
	return *r.looked
}

// TestLooked checks that the count sees a search that begins again and again.
func TestLooked(t *testing.T) {
	r := newReader(strings.Repeat("a", 1000))
	for at := range r.text {
		r.index(at, "b")
	}
	if *r.looked < 400_000 {
		t.Errorf("%d bytes looked at", *r.looked)
	}
}
