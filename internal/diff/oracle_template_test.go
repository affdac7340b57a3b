package diff

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// language is how a template language writes what the oracle's templates hold.
// In each form a body takes the place of the %s.
type language struct {
	name, expr, cond, other, end, code, remark string
	trim                                       string // the mark that takes blanks out, at either end
	first                                      int    // where such a mark goes at the start of a tag
}

var languages = []language{
	{"ERB", "<%=B@%sB%>", "<%Bif @%sB%>", "<%BelseB%>", "<%BendB%>", "<%B%s = 1B%>", "<%# %s %>", "-", 2},
	{"Jinja2", "{{B%sB}}", "{%Bif %sB%}", "{%BelseB%}", "{%BendifB%}", "{%Bset %s = 1B%}", "{# %s #}", "-", 2},
	{"Go", "{{B.Values.%sB}}", "{{Bif .Values.%sB}}", "{{BelseB}}", "{{BendB}}", "{{B$%s := 1B}}", "{{/* %s */}}", "-", 2},
	{"Handlebars", "{{%sB}}", "{{#if %sB}}", "{{elseB}}", "{{/ifB}}", "{{> %sB}}", "{{!-- %s --}}", "~", 2},
}

// setting is one element of the oracle's template, with a name that no other has.
type setting struct {
	name, value, expr    string // expr stands behind the value, when there is one
	attr, attrCond       string // the value of an attribute, and what it depends on
	cond, otherwise, set string // what the element depends on; what else is there then; a variable set before it
	inside               string // what a part of the value depends on
}

func (l *language) setting(r *rand.Rand, name string) setting {
	word := func() string { return []string{"x", "y_z", "port", "host"}[r.Intn(4)] }
	s := setting{name: name, value: []string{"1", "a b", "true", "a&b", "<"}[r.Intn(5)]}
	maybe := func(field *string, value string) {
		if r.Intn(3) == 0 {
			*field = value
		}
	}
	maybe(&s.expr, word())
	maybe(&s.attr, word())
	maybe(&s.cond, word())
	maybe(&s.set, word())
	maybe(&s.inside, word())
	if s.attr != "" {
		maybe(&s.attrCond, word())
	}
	if s.cond != "" {
		maybe(&s.otherwise, word())
	}
	return s
}

// change makes one change that has a meaning.
func (s *setting) change(r *rand.Rand) {
	fields := []*string{&s.value, &s.expr, &s.attr, &s.cond, &s.set, &s.inside}
	if s.attr != "" {
		fields = append(fields, &s.attrCond)
	}
	if s.cond != "" {
		fields = append(fields, &s.otherwise)
	}
	f := fields[r.Intn(len(fields))]
	switch {
	case f == &s.value || *f == "" || r.Intn(3) > 0:
		*f += "q"
	case f == &s.attr:
		s.attr, s.attrCond = "", ""
	case f == &s.cond:
		s.cond, s.otherwise = "", ""
	default:
		*f = ""
	}
}

// templateWriter writes settings in one of many layouts.
type templateWriter struct {
	*rand.Rand
	language
}

// tag writes code; with free, it may take out the blanks around it.
func (w *templateWriter) tag(form, body string, free bool) string {
	form = strings.Replace(form, "%s", body, 1)
	blank := func() string { return []string{" ", "  ", "\t", " \n  "}[w.Intn(4)] }
	tight := w.Intn(3) == 0
	for strings.Contains(form, "B") {
		b := blank()
		if tight {
			b = ""
		}
		form = strings.Replace(form, "B", b, 1)
	}
	if free && w.Intn(3) == 0 && w.first < len(form) && form[2] != '=' && form[2] != '#' && form[2] != '/' && form[2] != '>' && form[2] != '!' {
		form = form[:2] + w.trim + " " + strings.TrimLeft(form[2:], " \t\n")
		form = strings.TrimRight(form[:len(form)-2], " \t\n") + " " + w.trim + form[len(form)-2:]
	}
	return form
}

func (w *templateWriter) gap() string {
	gap := []string{"", "\n", "\n\t", "  \n    "}[w.Intn(4)]
	if w.Intn(4) == 0 {
		gap += w.tag(w.remark, "a remark", true) + "\n"
	}
	if w.Intn(6) == 0 {
		gap += "<!-- a comment -->"
	}
	return gap
}

func (w *templateWriter) element(s setting) string {
	var b strings.Builder
	b.WriteString("<" + s.name)
	attr := func() {
		if s.attr != "" {
			quote := []string{`"`, `'`}[w.Intn(2)]
			attr := " b=" + quote + s.attr + quote
			if s.attrCond != "" {
				attr = " " + w.tag(w.cond, s.attrCond, false) + attr + " " + w.tag(w.end, "", false)
			}
			b.WriteString(attr)
		}
	}
	before := w.Intn(2) == 0
	if before {
		attr()
	}
	b.WriteString([]string{" ", "\n\t"}[w.Intn(2)] + `fixed="1"`)
	if !before {
		attr()
	}
	b.WriteString(">")
	value := escaped(s.value)
	if w.Intn(3) == 0 {
		value = "<![CDATA[" + s.value + "]]>"
	}
	if s.inside != "" {
		value += w.tag(w.cond, s.inside, false) + "in" + w.tag(w.language.end, "", false)
	}
	b.WriteString(value)
	if w.Intn(5) == 0 {
		b.WriteString(w.tag(w.remark, "another", false))
	}
	if s.expr != "" {
		b.WriteString(w.tag(w.language.expr, s.expr, false))
	}
	b.WriteString("</" + s.name + ">")
	return b.String()
}

func (w *templateWriter) file(list []setting) string {
	var b strings.Builder
	b.WriteString("<r>")
	for _, s := range list {
		b.WriteString(w.gap())
		if s.set != "" {
			b.WriteString(w.tag(w.code, s.set, true) + w.gap())
		}
		element := w.element(s)
		if s.cond != "" {
			element = w.tag(w.cond, s.cond, true) + w.gap() + element + w.gap()
			if s.otherwise != "" {
				element += w.tag(w.other, "", true) + w.gap() + "<else" + s.name + ">" + s.otherwise + "</else" + s.name + ">" + w.gap()
			}
			element += w.tag(w.end, "", true)
		}
		b.WriteString(element)
	}
	text := b.String() + w.gap() + "<last/></r>"
	if w.Intn(2) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// TestTemplateOracle writes templates in two layouts: with no change between,
// none is reported; with one, it is, and nothing else.
func TestTemplateOracle(t *testing.T) {
	failed := 0
	for seed := range 4000 {
		r := rand.New(rand.NewSource(int64(seed)))
		w := &templateWriter{r, languages[seed%len(languages)]}
		var list []setting
		for i := range 1 + r.Intn(5) {
			list = append(list, w.setting(r, fmt.Sprintf("s%d", i)))
		}
		next := slices.Clone(list)
		mutated := &next[r.Intn(len(next))]
		if r.Intn(2) == 0 {
			mutated.change(r)
		}
		old, new := w.file(list), w.file(next)
		changes := Files(&File{Path: "a.xml", Data: []byte(old)}, &File{Path: "a.xml", Data: []byte(new)}, Options{})
		why := changes.Note
		same := slices.Equal(list, next)
		if same != (len(changes.Changes) == 0) {
			why = fmt.Sprintf("%d changes, and equal is %v", len(changes.Changes), same)
		}
		for _, c := range changes.Changes {
			if !strings.Contains(c.Path(), mutated.name) && !strings.Contains(c.Path(), "/code()") {
				why = "a change of another setting than " + mutated.name
			}
		}
		if why != "" {
			t.Errorf("seed %d, %s: %s\nold %q\nnew %q\n%s", seed, w.name, why, old, new, tell(changes.Changes))
			if failed++; failed > 5 {
				t.FailNow()
			}
		}
	}
}
