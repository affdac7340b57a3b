package diff

import "strings"

// What follows reads what most files have, and takes the place of regular
// expressions, which take longer to make than a file to compare.

const blanks = " \t\r\n\f" // what \s matches

// oneLineBreak is a text with one newline for each run of white space that has
// one, from behind the last blank before it.
func oneLineBreak(s string) string { return replaceBreaks(s, "\n") }

// withoutLineBreaks is a text without the runs of white space that hold a newline.
func withoutLineBreaks(s string) string { return replaceBreaks(s, "") }

func replaceBreaks(s, with string) string {
	n := strings.IndexByte(s, '\n')
	if n < 0 {
		return s
	}
	var b strings.Builder
	for ; n >= 0; n = strings.IndexByte(s, '\n') {
		b.WriteString(strings.TrimRight(s[:n], " \t\r"))
		b.WriteString(with)
		s = strings.TrimLeft(s[n:], " \t\r\n")
	}
	b.WriteString(s)
	return b.String()
}

// sampleStart is where the first element is that starts a line, with only blanks
// before it: at its newline and behind its bracket; 0 when there is none.
func sampleStart(text string) (newline, start int) {
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '<')
		if n < 0 {
			return 0, 0
		}
		before := strings.TrimRight(text[:at+n], " \t")
		if at += n + 1; strings.HasSuffix(before, "\n") {
			return len(before) - 1, at
		}
	}
}

// saysUncomment reports whether a text has a word that starts with uncomment.
func saysUncomment(text string) bool {
	const word = "uncomment"
	for at := 0; at+len(word) <= len(text); at++ {
		if text[at]|0x20 == 'u' && strings.EqualFold(text[at:at+len(word)], word) && (at == 0 || !isWord(text[at-1])) {
			return true
		}
	}
	return false
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// tagNameLen is the length of the name of a tag that text starts with, in ASCII.
func tagNameLen(text string) int {
	if text == "" || !isWord(text[0]) || '0' <= text[0] && text[0] <= '9' {
		return 0
	}
	return attrNameLen(text)
}

func attrNameLen(text string) int {
	n := 0
	for n < len(text) && (isWord(text[n]) || strings.IndexByte(":.-", text[n]) >= 0) {
		n++
	}
	return n
}

// startsFused reports whether a text starts with a tag that has lost its bracket:
// "HostName>", "/HostName>", "HostName a="b"/>".
func startsFused(text string) bool {
	if rest, end := strings.CutPrefix(text, "/"); end {
		n := tagNameLen(rest)
		rest = strings.TrimLeft(rest[n:], blanks)
		return n > 0 && (rest == "" || rest == ">")
	}
	n := tagNameLen(text)
	if n == 0 {
		return false
	}
	rest := text[n:]
	for {
		bare := strings.TrimLeft(rest, blanks)
		n := attrNameLen(bare)
		value, ok := strings.CutPrefix(strings.TrimLeft(bare[n:], blanks), "=")
		if len(bare) == len(rest) || n == 0 || !ok {
			rest = bare
			break
		}
		value = strings.TrimLeft(value, blanks)
		if value == "" || value[0] != '"' && value[0] != '\'' {
			return false
		}
		end := strings.IndexByte(value[1:], value[0])
		if end < 0 {
			return false
		}
		rest = value[end+2:]
	}
	return strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "/>") || rest == "/"
}

// escapeAmpersands puts another character in place of each & that is not the
// start of a reference.
func escapeAmpersands(text, with string) string {
	n := strings.IndexByte(text, '&')
	if n < 0 {
		return text
	}
	var b strings.Builder
	for ; n >= 0; n = strings.IndexByte(text, '&') {
		b.WriteString(text[:n])
		if text = text[n:]; isReference(text) {
			b.WriteByte('&')
		} else {
			b.WriteString(with)
		}
		text = text[1:]
	}
	b.WriteString(text)
	return b.String()
}

// isReference reports whether a text starts with a reference that every XML parser
// knows: &amp; or &#65; or &#x41;.
func isReference(text string) bool {
	end := 1
	for end < len(text) && (isWord(text[end]) || text[end] == '#') {
		end++
	}
	name := text[1:end]
	if end == len(text) || text[end] != ';' {
		return false
	}
	switch name {
	case "amp", "lt", "gt", "quot", "apos":
		return true
	}
	digits, set := strings.TrimPrefix(name, "#"), "0123456789"
	if strings.HasPrefix(digits, "x") {
		digits, set = digits[1:], set+"abcdefABCDEF"
	}
	return strings.HasPrefix(name, "#") && digits != "" && strings.Trim(digits, set) == ""
}
