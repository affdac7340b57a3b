package secret

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// otherField is one between those for a name and its value, up to where the next
// one starts.
const otherField = `(?:["']?[\w.-]+["']?[ \t]*[:=][ \t]*(?:` + literal + `|[^\s"'{}\[\],][^\r\n{}\[\],"']*)?(?:[ \t]*,[ \t]*(?:\r?\n[ \t]*)?|[ \t]*\r?\n[ \t]*)` +
	`|[\w.-]+:[^\r\n{}]*\r?\n[ \t]*)`

var (
	// field is the one for a value beside the one for its name:
	// {"name": "password", "value": "x"}, also on the next line.
	field = lazy.MustCompile(`(?i)^[ \t,;"'}{/-]*(?:\r?\n[ \t"'-]*)?[ \t,;"']*(?:param|property|string|default)?-?(?:value|val|text|content)["'\\]*[ \t]*(?:=>|[=:>])[ \t]*`)
	// fieldApart is the one for a value, and the fields between it and that for
	// its name.
	fieldApart = lazy.MustCompile(`(?i)^["']?[ \t]*,?[ \t]*(?:\r?\n[ \t]*)?` + otherField + `{1,6}?["']?(?:value|val)["']?[ \t]*[=:][ \t]*`)
	// keySign is behind a literal that names a field itself.
	keySign = lazy.MustCompile(`^(?:` + literal + `)[ \t]*:`)
	// valueBefore is the field for a value before the one for its name.
	valueBefore = lazy.MustCompile(`(?i)(?:value|val)["']?[ \t]*[:=][ \t]*(` + literal + `|[^\r\n]+?)[ \t]*(?:,?[ \t]*(?:\r?\n[ \t]*)?|(?:,[ \t]*(?:\r?\n[ \t]*)?|\r?\n[ \t]*)` + otherField + `{1,6}?)["']?(?:name|key)["']?[ \t]*[:=][ \t]*["']?$`)
)

// maxFields is how many bytes the fields between a name and its value may take.
const maxFields = 400

// maxNameField is how many bytes the name of a field for names may take, with the
// sign behind it.
const maxNameField = 20

// fieldName is what is before the sign and the quotes that a text ends in, as in
// "name": ".
func fieldName(text string) (before string, ok bool) {
	text = strings.TrimRight(withoutQuote(text), " \t")
	if !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "=") {
		return "", false
	}
	return withoutQuote(strings.TrimRight(text[:len(text)-1], " \t")), true
}

// withoutQuote is a text without a quote at its end.
func withoutQuote(text string) string {
	if n := len(text); n > 0 && (text[n-1] == '"' || text[n-1] == '\'') {
		return text[:n-1]
	}
	return text
}

// inNameField reports whether a field for names holds the one at start.
func (s *scanner) inNameField(start int) bool {
	before, ok := fieldName(s.text[max(0, start-maxNameField):start])
	return ok && endsWithAny(before, "name", "key", "id", "k", "n")
}

// fieldApart is where the value is of the field that follows others behind the
// one that holds the name from start to end; -1 when there is none.
func (s *scanner) fieldApart(start, end int) int {
	if !s.inNameField(start) {
		return -1
	}
	m := fieldApart.FindString(s.text[end:min(len(s.text), end+maxFields)])
	if m == "" {
		return -1
	}
	return end + len(m)
}

// isKey reports whether the literal at at is the name of a field.
func (s *scanner) isKey(at int) bool {
	return keySign.MatchString(s.text[at:min(len(s.text), at+maxBetween)])
}
