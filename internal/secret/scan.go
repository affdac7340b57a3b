package secret

import (
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// scanner finds the secrets of a text. It makes three kinds of pass, and what
// any of them takes for a secret is one: markup goes by tags, as far as there
// are any; properties by lines of key and value; running by nothing but the name
// of a secret and what follows it. Each pass takes time in proportion to the
// text, whatever the text holds.
type scanner struct {
	text string
	// signs are the words in the text that make a closer look necessary, in their
	// order; all is what they say together.
	signs  []sign
	all    says
	cursor int // the sign that markup comes to next
	// sentence is set for a text that carbonlint wrote itself: it speaks of
	// secrets by their names, so that a secret is only what a sign sets off.
	sentence bool
	whole    []Span // values that are secrets from end to end
	parts    []Span // secrets in running text
	names    map[string]kind
	unclosed map[string]int // up to where a quote or bracket is known not to be closed

	blockEnd                    found // of Jinja2's set
	opens, closes               [len(codeForms)]found
	comment, cdata, eol, endTag found
	commentEnd                  int  // of the comment that markup is in, or was in last
	fusedMark                   bool // the tag that markup is at follows the mark of a comment
	work                        int  // bytes looked at beyond the one pass
	apart                       pair
}

// kind is what a name says of its value.
type kind int

const (
	plain  kind = iota
	either      // a secret unless it is true or false
	hidden      // a secret
)

// scan looks through the file at p.
func (s *scanner) scan(p string) {
	s.look()
	if p == "" && s.all == 0 {
		return
	}
	if Whole(p, s.text) {
		s.addWhole(0, len(s.text))
		return
	}
	switch {
	case strings.HasPrefix(path.Base(p), "cipher-text."): // the vault: every value
		s.properties(javaLines, true)
	default:
		form := linesOf(p)
		if form == noLines {
			form = linesOf(strings.TrimSuffix(p, path.Ext(p))) // as a template too
		}
		if form != noLines {
			s.properties(form, false)
		}
	}
	s.columns(p)
	if s.all&aKey != 0 {
		s.keys()
	}
	s.anywhere()
}

// look finds the signs in the text.
func (s *scanner) look() { s.signs, s.all = signsOf(s.text) }

// anywhere looks for what may be in a text of any form.
func (s *scanner) anywhere() {
	if s.all&(aHint|anEntity) != 0 {
		s.markup()
		s.running()
	}
	if s.all&aURL != 0 {
		s.urls()
	}
	if s.all&jdbcURL != 0 {
		s.jdbcURLs()
	}
	if s.all >= firstLogin && !s.sentence {
		s.logins()
	}
}

// kind is what a name says of its value.
func (s *scanner) kind(name string) kind {
	if !hasHint(name) && strings.IndexByte(name, '&') < 0 && strings.IndexByte(name, '\\') < 0 {
		return plain
	}
	return s.hintedKind(name)
}

// hintedKind is the kind of a name that may be that of a secret.
func (s *scanner) hintedKind(name string) kind {
	k, known := s.names[name]
	if known {
		return k
	}
	plainName := unescape(name[max(0, len(name)-maxName):])
	if strings.ContainsAny(plainName, "[.=") {
		plainName = withoutIndex(plainName)
	}
	plainName = local(plainName)
	switch {
	case !Name(plainName):
	case isSwitch(plainName):
		k = either
	default:
		k = hidden
	}
	if s.names == nil {
		s.names = map[string]kind{}
	}
	s.names[name] = k
	return k
}

// isSecret reports whether the value from start to end is one under a name of
// this kind.
func (s *scanner) isSecret(k kind, start, end int) bool {
	return k == hidden || k == either && !isBool(strings.TrimSpace(s.text[start:end]))
}

// addWhole adds a value that is a secret, addPart one in running text.
func (s *scanner) addWhole(start, end int) { s.whole = s.lines(s.whole, start, end) }
func (s *scanner) addPart(start, end int)  { s.parts = s.lines(s.parts, start, end) }

// lines adds the text from start to end to spans, a span for each line and
// without the blanks around it: a masked text has the lines it had.
func (s *scanner) lines(spans []Span, start, end int) []Span {
	if harmless(strings.TrimSpace(s.text[start:end])) {
		return spans
	}
	for start < end {
		n := start + pos.LineLen(s.text[start:end])
		v := strings.TrimLeft(s.text[start:n], " \t")
		if from, v := n-len(v), strings.TrimRight(v, " \t"); v != "" {
			spans = append(spans, Span{Start: from, End: from + len(v)})
		}
		start = n + 1
	}
	return spans
}

// blanks is where the white space at at ends.
func (s *scanner) blanks(at int) int {
	for at < len(s.text) && isBlank(s.text[at]) {
		at++
	}
	return at
}

// spaces is where the white space at at ends, or its line.
func (s *scanner) spaces(at int) int {
	for at < len(s.text) && (s.text[at] == ' ' || s.text[at] == '\t') {
		at++
	}
	return at
}

func (s *scanner) has(at int, prefix string) bool {
	return at <= len(s.text) && strings.HasPrefix(s.text[at:], prefix)
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}

func isNameByte(c byte) bool {
	return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.'
}
