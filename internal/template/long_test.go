package template

import (
	"strings"
	"testing"
	"time"
)

// TestLong checks that the work grows with the length of the text and not with its square, on text that makes a scanner
// look for the same closer again and again. Sixteen times the text may take sixty times as long, so that a busy
// machine does no harm; with the square it would take 256 times as long. Less than a millisecond is not told from one.
func TestLong(t *testing.T) {
	for _, unit := range []string{
		"<%", "<%#", "<% %", "{{", "{{{", "{%", "{% a", "{#", "{#a", "{{a'", "{{a\"'", "{{ '\\'", "{{/*", "{{!--", "{{!a",
		"{{/*{{a*/", "{% if a %}", "{% if a %}{% endfor %}", "{% if a %}{% else %}{% endif %}", "{% raw %}", "<% if a %>",
		"<% { %>", "<% end } %>", "<a {{b}}", "{{b}}", "</a{{b}}", "{{#a}}{{/a}}{{^a}}{{/a}}", "<% case a { %><% b: { %>",
		"<% if a %><b>", "{% if a %}<b{% else %}<b>{% endif %}", "{{#a}}<b/><c>{{/a}}", "{% if a %}b='1'{% endif %}",
		"<% '\\' %>", "{{a|", "{{a}", "{{ \\", "{{~", "{{ (", "<%%>", "do ", "{ ", "' ",
	} {
		for _, around := range [][2]string{{"", ""}, {"<a ", ""}, {"<", "}}"}, {"<% ", "%>"}, {"{{ ", "%>}}%}#}*/--}}"}} {
			const tries, short, long, most = 3, 1 << 14, 1 << 18, 60
			var ratio float64
			for range tries {
				a := elapsed(around[0] + strings.Repeat(unit, short/len(unit)) + around[1])
				b := elapsed(around[0] + strings.Repeat(unit, long/len(unit)) + around[1])
				if ratio = float64(b) / float64(max(a, time.Millisecond)); ratio < most {
					break
				}
			}
			if ratio >= most {
				t.Errorf("%q between %q: %d times the text takes %.0f times as long", unit, around, long/short, ratio)
			}
		}
	}
}

func elapsed(text string) time.Duration {
	start := time.Now()
	if c := Scan(text); c != nil {
		c.Masked()
		c.MaskedFirst()
		for _, r := range c.Readings() {
			r.Masked()
		}
		c.Condition(len(text))
	}
	return time.Since(start)
}
