package secret

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// value is the value at at, behind the name that starts at name. It may be a
// block of the lines that follow, in quotes or brackets, or bare. When its form
// is not clear, it goes on to the end of the line.
func (s *scanner) value(at, name int, yaml bool) (from, to int) {
	at = s.spaces(at)
	if yaml {
		if end := s.block(at, name); end > at {
			return at, end
		}
	}
	if next := s.blanks(at); next > at && isQuote(s.text, next) && s.text[next] != '`' {
		at = next // a = and a value on the next line
	}
	if end := s.hereDoc(at); end > at {
		return at, end
	}
	for _, q := range quotes {
		if !s.has(at, q.open) {
			continue
		}
		from = at + len(q.open)
		if s.sentence {
			return from, from + sentenceLen(s.text[from:], q.close)
		}
		if q.open == "{" && s.codeEnd(at) > at {
			break
		}
		return from, s.closing(from, q.close)
	}
	if s.sentence {
		return at, s.sentenceEnd(at)
	}
	return at, s.bare(at, s.startsSetting(name))
}

// notClosed notes up to where close was looked for.
func (s *scanner) notClosed(close string, to int) {
	if s.unclosed == nil {
		s.unclosed = map[string]int{}
	}
	s.unclosed[close] = to
}

// quotes may be around a value, the longer first.
var quotes = []struct{ open, close string }{
	{`\"`, `\"`},
	{`"""`, `"""`},
	{"'''", "'''"},
	{`"`, `"`},
	{"'", "'"},
	{"`", "`"},
	{"&quot;", "&quot;"},
	{"&apos;", "&apos;"},
	{"&#34;", "&#34;"},
	{"&#39;", "&#39;"},
	{"{", "}"},
	{"[", "]"},
	{"(", ")"},
}

// sentenceEnd is where a value without quotes ends in a sentence. Signs that it
// starts with may be an operator that we do not know: what follows them is a
// part of it.
func (s *scanner) sentenceEnd(at int) int {
	from := at
	for from < len(s.text) && strings.IndexByte("=~<>!|&?+:^", s.text[from]) >= 0 {
		from++
	}
	if from > at {
		from = s.spaces(from)
	}
	if from > at && isQuote(s.text, from) {
		return from + 1 + sentenceLen(s.text[from+1:], s.text[from:from+1])
	}
	return from + sentenceLen(s.text[from:], "")
}

// sentenceLen is the length of a value in a sentence.
func sentenceLen(text, quote string) int {
	if quote != "" {
		if n := strings.Index(text, quote); n >= 0 && n <= pos.LineLen(text) {
			return n
		}
	}
	if n := strings.IndexAny(text, " \t\r\n\"'<>&;,"); n >= 0 {
		return n
	}
	return len(text)
}

// maxQuoted is how many lines a value in quotes may take in running text.
const maxQuoted = 20

// closing is where the value from at ends that close closes. What closes it is
// followed by what may follow a value; without one the value ends with its line.
func (s *scanner) closing(at int, close string) int {
	if at < s.unclosed[close] {
		return s.bare(at, true)
	}
	i, depth, list, last := at, 0, false, at
	for lines := 0; i < len(s.text) && lines < maxQuoted; i++ {
		if end := s.codeEnd(i); end > i && !strings.HasPrefix(close, "}") {
			i = end - 1
			continue
		}
		c := s.text[i]
		if i > at && len(close) == 1 && s.text[i] == close[0] && s.has(i+1, close) && isQuote(close, 0) { // '' is one in it
			i++
			continue
		}
		if depth > 0 && s.has(i, close) {
			depth, last = depth-1, i
			continue
		}
		if s.has(i, close) && s.valueEnds(i+len(close)) {
			s.work += i - at
			return i
		}
		if c == '\n' || c == '\r' {
			if lines == 0 {
				list = (close == "]" || close == "}") && listGoesOn(s.text[at:i])
			}
			lines++
		}
		if list && s.text[i] == close[0]-2 { // {} and [] are two apart
			depth++
		}
		// A bracket or an apostrophe is of one line, unless that ends within a list.
		if lines > 0 && (strings.Contains("]})'", close) && !list || s.tagAt(i) || s.has(i, "-->")) {
			break
		}
		if c == '\\' && close != `\"` && i+1 < len(s.text) && !isBlank(s.text[i+1]) {
			i++
		}
	}
	s.work += min(i, len(s.text)) - at
	if last > at {
		return last // a bracket in a value
	}
	s.notClosed(close, i)
	return s.bare(at, true)
}

// listGoesOn reports whether a list that starts with the line goes on below it.
func listGoesOn(line string) bool {
	line = strings.TrimRight(line, " \t")
	return line == "" || strings.HasSuffix(line, ",")
}

// valueEnds reports whether what is at at may follow a value in quotes.
func (s *scanner) valueEnds(at int) bool {
	if at >= len(s.text) || strings.IndexByte(" \t\r\n,;)]}&|>?:.\"'`\\", s.text[at]) >= 0 {
		return true
	}
	return s.tagAt(at) || s.has(at, "/>") || s.has(at, "-->") || s.codeEnd(at) > at
}

// bare is where a value without quotes ends that starts at at: with its line, a
// comment, before a tag, or where the next setting of the line starts. That of a
// setting with a line of its own has all of it.
func (s *scanner) bare(at int, own bool) int {
	for i := at; i < len(s.text); i++ {
		if end := s.codeEnd(i); end > i {
			i = end - 1
			continue
		}
		switch c := s.text[i]; c {
		case '\r', '\n':
			if own && i > at && s.text[i-1] == '\\' {
				continue
			}
			return i
		case '<', '&':
			if s.tagAt(i) && (i == at || isBlank(s.text[i-1]) || s.endTagAt(i)) {
				return i
			}
			if c == '&' && !own {
				if s.setting(i) {
					return i
				}
				i = s.separators(i+1) - 1
			}
		case '-':
			if s.has(i, "-->") {
				return i
			}
		case '"', '\'':
			if !own && s.valueEnds(i+1) {
				return i
			}
		case ' ', '\t', ';', ',', '|':
			if own {
				continue
			}
			if s.setting(i) {
				return i
			}
			i = s.separators(i+1) - 1
		}
	}
	return len(s.text)
}

// separators is where those at at end that may be between settings.
func (s *scanner) separators(at int) int {
	for at < len(s.text) && strings.IndexByte(" \t;,&|", s.text[at]) >= 0 {
		at++
	}
	return at
}

// setting reports whether what separates one setting from the next is at at, and
// a setting behind it: a name and a sign, or an option.
func (s *scanner) setting(at int) bool {
	from := at
	if s.has(at, "&amp;") {
		at += len("&amp;")
	}
	at = s.separators(at)
	for at < len(s.text) && (s.text[at] == '"' || s.text[at] == '\'') && at < from+4 {
		at++
	}
	start := at
	for at < len(s.text) && isWordByte(s.text[at]) {
		at++
	}
	s.work += at - from
	if at == start {
		return at == len(s.text)
	}
	if s.text[start] == '-' && s.text[from] == ' ' && at > start+1 {
		return true
	}
	at = s.closed(at)
	return at+1 < len(s.text) && (s.text[at] == '=' || s.text[at] == ':') && s.text[at+1] != '=' && !isBlank(s.text[at+1]) && !s.tagAt(at+1)
}

// tagAt reports whether a tag is at at, or one in the escapes of XML. A password
// may hold a < that is not one.
func (s *scanner) tagAt(at int) bool {
	open, closeMark := "<", ">"
	if s.has(at, "&lt;") {
		open, closeMark = "&lt;", "&gt;"
	} else if !s.has(at, "<") {
		return false
	}
	at += len(open)
	if s.has(at, "/") {
		return at+1 < len(s.text) && (isNameStart(s.text[at+1]) || s.codeEnd(at+1) > at+1)
	}
	if s.has(at, "!--") || s.has(at, "![") || s.has(at, "!D") || s.has(at, "!E") {
		return true
	}
	end := at
	for end < len(s.text) && isNameByte(s.text[end]) {
		end++
	}
	s.work += end - at
	if end == at || !isNameStart(s.text[at]) {
		return false
	}
	if s.has(end, closeMark) || s.has(end, "/") {
		return true
	}
	next := s.blanks(end)
	name := next
	for name < len(s.text) && isNameByte(s.text[name]) {
		name++
	}
	return next > end && name > next && s.has(s.blanks(name), "=")
}

// endTagAt reports whether the tag at at is an end tag.
func (s *scanner) endTagAt(at int) bool { return s.has(at, "</") || s.has(at, "&lt;/") }
