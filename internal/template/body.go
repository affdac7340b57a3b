package template

import "strings"

const blanks = " \t\r\n"

// bodyEnd looks for the closer of the {{ or {% whose inside starts at from, past strings and nested braces. It returns
// the offset after it. When the text cannot be template code, it returns false and where to look for openers again:
// everything before that was searched.
func (r reader) bodyEnd(from int, closer string) (end int, ok bool) {
	defer func() { r.look(end - from) }()
	text := r.text
	expr := closer[0] == '}'
	depth := 0
	for j := from; j < len(text); {
		rest := text[j:]
		switch c := text[j]; {
		case (depth == 0 || !expr) && strings.HasPrefix(rest, closer):
			return j + len(closer), true
		case j > from && opener(rest):
			return j, false
		case expr && c == ';', expr && markup(rest):
			return j + 1, false
		case c == '{':
			depth++
		case c == '}':
			if depth == 0 {
				return j + 1, false
			}
			depth--
		case c == '\\':
			j++
		case c == '\'' || c == '"' || c == '`':
			j = r.stringEnd(j, '\n')
			continue
		}
		j++
	}
	return len(text), false
}

func opener(s string) bool {
	return len(s) > 1 && (s[0] == '{' && strings.IndexByte("{%#", s[1]) >= 0 || s[:2] == "<%")
}

// markup reports whether s starts like a tag, a comment or a declaration.
func markup(s string) bool {
	return len(s) > 1 && s[0] == '<' && (isLetter(s[1]) || strings.IndexByte("/!?", s[1]) >= 0)
}

// opensExpr reports whether what follows the {{ before an offset can be template code. A digit or a bracket needs a blank before it, so that
// {{3,5}} in a regular expression is none.
func (r reader) opensExpr(at int) bool {
	s := trimMark(r.text[at:])
	inner := r.text[r.skip(len(r.text)-len(s), isBlank):]
	if inner == "" {
		return false
	}
	c := inner[0]
	if isLetter(c) || strings.IndexByte(".$'\"`(@#/^>&!", c) >= 0 {
		return true
	}
	return len(inner) < len(s) && (isDigit(c) || c == '[' || c == '-')
}

// trimMarks takes the whitespace control marks and the blanks off both ends of a tag's inside.
func trimMarks(s string) string {
	s = trimMark(s)
	if n := len(s); n > 0 && strings.IndexByte("-+~", s[n-1]) >= 0 {
		s = s[:n-1]
	}
	return strings.Trim(s, blanks)
}

func trimMark(s string) string {
	if s != "" && strings.IndexByte("-+~", s[0]) >= 0 {
		return s[1:]
	}
	return s
}

// word returns the letters, digits and underscores that s starts with; "" when the first is a digit.
func word(s string) string {
	if s == "" || !isLetter(s[0]) {
		return ""
	}
	n := 1
	for n < len(s) && (isLetter(s[n]) || isDigit(s[n])) {
		n++
	}
	return s[:n]
}

func isLetter(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_'
}

func isDigit(c byte) bool {
	return c >= '0' && c <= '9'
}

func isBlank(c byte) bool {
	return strings.IndexByte(blanks, c) >= 0
}
