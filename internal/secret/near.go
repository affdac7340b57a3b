package secret

import "strings"

// What is beside a name is read by regular expressions of running.go and fields.go
// only where the first signs of them are there: few names have them beside them,
// and an expression takes long to make.

// mayBeField reports whether field may match: "value": behind signs.
func mayBeField(near string) bool {
	at := skip(near, 0, " \t,;\"'}{/-\r\n")
	for _, w := range []string{"param", "property", "string", "default", "val", "text", "content"} {
		if wordEnd(near, at, w) >= 0 {
			return true
		}
	}
	return false
}

// attributesEnd is where the tag ends whose attributes follow a name, 0 when they
// do not: password y="1">x.
func attributesEnd(near string) int {
	end := 0
	for {
		at := skip(near, end, " \t")
		for _, gt := range []string{">", "&gt;"} {
			if end > 0 && strings.HasPrefix(near[at:], gt) {
				return at + len(gt)
			}
		}
		name := at
		for name < len(near) && (isWordChar(near[name]) || strings.IndexByte(":.-", near[name]) >= 0) {
			name++
		}
		if at == end || name == at || name == len(near) || near[name] != '=' {
			return 0
		}
		value := near[name+1:]
		n := -1
		for _, quote := range []string{"&quot;", `"`, "'"} {
			if body, ok := strings.CutPrefix(value, quote); ok {
				if n = strings.IndexAny(body, "<>"+quote[:1]); n < 0 || !strings.HasPrefix(body[n:], quote) || len(quote) > 1 && strings.IndexByte(body[:n], '"') >= 0 {
					return 0
				}
				n += 2 * len(quote)
			}
		}
		if n < 0 {
			return 0
		}
		end = name + 1 + n
	}
}

// comparison is where a literal starts that is beside a name, 0 when none is:
// password eq 'x', password | default("x").
func comparison(near string) int {
	at := skip(near, skip(near, 0, `"')}]`), " \t")
	end := -1
	for _, w := range []string{"||", "??", "?:"} {
		if strings.HasPrefix(near[at:], w) {
			end = at + len(w)
		}
	}
	if end < 0 {
		words := []string{"eq", "ne", "like", "or", "in", "default"}
		if at < len(near) && near[at] == '|' {
			at, words = skip(near, at+1, " \t"), words[len(words)-1:]
		}
		for _, w := range words {
			if n := wordEnd(near, at, w); n >= 0 && (n == len(near) || !isWordChar(near[n])) {
				end = n
			}
		}
	}
	if end < 0 {
		return 0
	}
	end = skip(near, end, " \t")
	if end < len(near) && (near[end] == '(' || near[end] == '[') {
		end = skip(near, end+1, " \t")
	}
	if end < len(near) && (near[end] == '"' || near[end] == '\'') {
		return end
	}
	return 0
}

// wordBelow is the one word on the line below a name.
func wordBelow(near string) Span {
	at := skip(near, 0, " \t")
	if strings.HasPrefix(near[at:], "\r\n") {
		at++
	}
	if at == len(near) || near[at] != '\n' {
		return Span{}
	}
	start := skip(near, at+1, " \t")
	end := start
	for end < len(near) && !isBlank(near[end]) && near[end] != '\f' {
		end++
	}
	if at = skip(near, end, " \t"); end == start || at < len(near) && near[at] != '\n' && !strings.HasPrefix(near[at:], "\r\n") {
		return Span{}
	}
	return Span{Start: start, End: end}
}

// mayCompare reports whether literalBefore may match: near ends in an operator
// behind a literal, or in a literal behind one.
func mayCompare(near string) bool {
	end := len(strings.TrimRight(near, "@$.({ \t"))
	dollar := strings.IndexByte(near[end:], '$') >= 0
	text := near[:end]
	switch {
	case text == "":
		return false
	case strings.HasSuffix(text, "eq"), strings.HasSuffix(text, "ne"):
		return endsInQuote(text[:end-2])
	case text[end-1] == '=':
		return dollar || endsInQuote(strings.TrimRight(text, "=!"))
	case text[end-1] != '"' && text[end-1] != '\'':
		return false
	case dollar:
		return true
	}
	quote := text[end-1]
	for at := strings.LastIndexByte(text[:end-1], quote); at >= 0; at = strings.LastIndexByte(text[:at], quote) {
		before := strings.TrimRight(text[:at], " \t")
		if len(before) < at && (strings.HasSuffix(before, "eq") || strings.HasSuffix(before, "ne")) {
			return true
		}
	}
	return false
}

// endsInQuote reports whether a text ends in a quote, with blanks behind it or not.
func endsInQuote(text string) bool {
	text = strings.TrimRight(text, " \t")
	return strings.HasSuffix(text, `"`) || strings.HasSuffix(text, "'")
}

// mayFollowValue reports whether valueBefore may match near, which ends in the
// field for a name: another field is before that.
func mayFollowValue(near string) bool {
	before, _ := fieldName(near)
	for _, w := range []string{"name", "key"} {
		if of, ok := beforeWord(before, w); ok {
			before = of
		}
	}
	before = strings.TrimRight(withoutQuote(before), " \t")
	if before == "" {
		return false
	}
	if strings.IndexByte(",\r\n", before[len(before)-1]) < 0 { // on one line
		before = before[strings.LastIndexAny(before, "\r\n")+1:]
	}
	return holdsAny(before, []string{"val"})
}
