package template

import (
	"runtime"
	"strings"
	"testing"
)

// TestConditionsGrowWithTheText counts the bytes allocated for all conditions and readings of templates that nest or
// repeat their code: four times the code may take little more than four times as many, never sixteen.
func TestConditionsGrowWithTheText(t *testing.T) {
	repeat := strings.Repeat
	for name, form := range map[string]func(n int) string{
		"nested, an element in each": func(n int) string {
			return "<r>" + repeat("{% if a %}<b/>", n) + repeat("{% endif %}", n) + "</r>"
		},
		"nested elements": func(n int) string {
			return repeat("<% if a %><b>", n) + repeat("</b><% end %>", n)
		},
		"many behind nested": func(n int) string {
			return "<r>" + repeat("{{#a}}", n) + repeat("<b/>", n) + repeat("{{/a}}", n) + "</r>"
		},
		"nested roots": func(n int) string {
			return repeat("{% if a %}<r/>", n) + repeat("{% endif %}", n)
		},
		"roots behind nested": func(n int) string {
			return repeat("{% if a %}", n) + repeat("<r/>", n) + repeat("{% endif %}", n)
		},
		"parts of elements": func(n int) string {
			return "<r>" + repeat("{% if a %}<s>{% else %}<s>{% endif %}</s>", n) + "</r>"
		},
		"nested parts of elements": func(n int) string {
			return repeat("{% if a %}", n) + "<s>" + repeat("{% else %}<s>{% endif %}", n) + "</s>"
		},
		"elif": func(n int) string {
			return "<r>{{if " + repeat("a", n) + "}}" + repeat("{{else if b}}<b/>", n) + "{{end}}</r>"
		},
		"nested in a start tag": func(n int) string {
			return "<r " + repeat("{% if a %}", n) + "x='1'" + repeat("{% endif %}", n) + "/>" +
				"{% if b %}<s>{% else %}<s>{% endif %}</s>"
		},
	} {
		// Of some forms the work grows slowly at first; the larger step is the one that counts.
		small, large := allocated(form(1000)), allocated(form(4000))
		if large > 6*small {
			t.Errorf("%s: %d bytes for 1000, %d for 4000", name, small, large)
		}
	}
}

// allocated is how many bytes it takes to read all there is to read of a template.
func allocated(text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	c := Scan(text)
	length := 0
	for _, r := range c.Readings() {
		length += len(r.Masked())
	}
	masked, _ := c.MaskedFirst()
	length += len(masked)
	for at := range text {
		if text[at] == '<' || text[at] == '{' {
			cond := c.Condition(at)
			length += len(cond.String())
			cond.Common(c.Condition(at / 2)).Excludes(cond)
		}
	}
	runtime.ReadMemStats(&after)
	if length == 0 {
		panic("nothing read")
	}
	return after.TotalAlloc - before.TotalAlloc
}

// TestAttributesIn tells whole attributes in a start tag from parts of some.
func TestAttributesIn(t *testing.T) {
	text := "<r " + strings.Repeat(" ", 10) + "x='1' y=\"2\" z = '3' w='a>b' />"
	r := newReader(text)
	m := r.markAt(0)
	whole := r.attributesIn(m)
	for _, tt := range []struct {
		part string
		want bool
	}{
		{" x='1' ", true},
		{"x='1'", true},
		{"x='1' y=\"2\"", true},
		{"      ", true},
		{"", true},
		{"x=", false},
		{"'1'", false},
		{"1", false},
		{"='1'", false},
		{"z = '3'", true},
		{"z", false},
		{"w='a>b' ", true},
		{"/>", false},
	} {
		at := strings.Index(text, tt.part)
		if got := whole(at, at+len(tt.part)); got != tt.want {
			t.Errorf("%q: whole attributes is %v", tt.part, got)
		}
	}
	if whole(m.Start+3, m.End+1) {
		t.Error("what goes on behind the tag is whole attributes")
	}
}
