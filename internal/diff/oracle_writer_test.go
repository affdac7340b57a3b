package diff

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// item is a line of a properties file that is yet to be written.
type item struct {
	section, key, value string
	state               State
	prose               bool
}

type propertyWriter struct {
	*rand.Rand
	ini bool
}

func (w *propertyWriter) item() item {
	keys := []string{"a", "b", "c.d", "log4j.logger.org", "e f", "g=h", "größe", "x:y", "k\\l", "m", "n"}
	values := []string{"1", "2", "INFO", "WARN, CONSOLE", "true", " x ", "", "a\tb", "C:\\wso2", "ü😀", "=1", "#no", "a,b,c", "line\nline"}
	it := item{key: keys[w.Intn(len(keys))], value: values[w.Intn(len(values))], state: Active}
	switch w.Intn(6) {
	case 0, 1:
		it.state = CommentedOut
	case 2:
		if w.Intn(2) == 0 {
			it.prose, it.value = true, []string{"a word", "set it: to x", "", "What a = b means"}[w.Intn(4)]
		}
	}
	if w.ini {
		it.section = []string{"", "[s]", "[t u]"}[w.Intn(3)]
	}
	return it
}

// file writes items, those of one section together, in one of many layouts.
func (w *propertyWriter) file(items []item) string {
	var b strings.Builder
	eol := []string{"\n", "\r\n", "\r"}[w.Intn(3)]
	for _, section := range []string{"", "[s]", "[t u]"} {
		if section != "" && w.ini {
			b.WriteString(section + eol)
		}
		for _, it := range items {
			if it.section != section {
				continue
			}
			if w.Intn(5) == 0 {
				b.WriteString([]string{"", " \t", "# remark", "!", "#"}[w.Intn(5)] + eol)
			}
			b.WriteString(w.line(it, eol) + eol)
		}
	}
	return b.String()
}

func (w *propertyWriter) line(it item, eol string) string {
	blanks := func() string { return []string{"", " ", "\t", " \f "}[w.Intn(4)] }
	mark := ""
	if it.state == CommentedOut || it.prose {
		mark = []string{"#", "# ", "!", "##\t"}[w.Intn(4)]
	}
	if it.prose {
		return mark + it.value
	}
	separator := []string{"=", ":", " ", " = ", "\t:\t"}[w.Intn(5)]
	if it.state == CommentedOut {
		separator = []string{"=", " = ", "\t="}[w.Intn(3)]
	}
	if it.value == "" && strings.TrimSpace(separator) == "" {
		separator = ""
	}
	text := w.escaped(it.key, true) + separator
	value := w.escaped(it.value, false)
	if w.Intn(4) == 0 { // over several lines
		at := w.Intn(len(value) + 1)
		before, behind := value[:at], value[at:]
		marked := mark != "" && (before == "" || strings.IndexAny(behind, "#!;") == 0)
		if !oddBackslashes(before) && strings.IndexAny(behind, " \t") != 0 && utf8.ValidString(before) && !strings.Contains(before[max(0, at-5):], `\u`) && !marked {
			value = before + "\\" + eol + blanks() + mark + blanks() + behind
		}
	}
	return blanks() + mark + text + value
}

// escaped writes a key or value so that it is read back.
func (w *propertyWriter) escaped(s string, key bool) string {
	var b strings.Builder
	for i, r := range []rune(s) {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\\' || key && strings.ContainsRune(" =:", r) || !key && i == 0 && strings.ContainsRune(" =:\t", r):
			if r == '\t' {
				r = 't'
			}
			b.WriteString(`\` + string(r))
		case w.Intn(6) == 0 && (!key || i > 0):
			for _, u := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, []string{`\u%04x`, `\u%04X`}[w.Intn(2)], u)
			}
		case w.Intn(8) == 0 && r == '\t':
			b.WriteString(`\t`)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// mutated is the items after a few changes that an administrator could make.
func (w *propertyWriter) mutated(items []item) []item {
	items = slices.Clone(items)
	for range w.Intn(5) {
		if len(items) == 0 {
			items = append(items, w.item())
			continue
		}
		i, j := w.Intn(len(items)), w.Intn(len(items))
		it := &items[i]
		if it.prose || items[j].prose {
			continue
		}
		switch w.Intn(9) {
		case 0:
			items[i], items[j] = items[j], items[i]
		case 1:
			it.value = w.item().value
		case 2:
			it.key = w.item().key
		case 3:
			if it.state = CommentedOut - it.state + Active; it.prose {
				it.state = Active
			}
		case 4:
			items = slices.Insert(items, j, *it)
		case 5:
			items = slices.Delete(items, i, i+1)
		case 6:
			items = slices.Insert(items, j, w.item())
		case 7:
			it.value, items[j].value = items[j].value, it.value
		case 8:
			it.section = w.item().section
		}
	}
	return items
}

func oddBackslashes(text string) bool {
	return (len(text)-len(strings.TrimRight(text, `\`)))%2 == 1
}
