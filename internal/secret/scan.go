package secret

import "strings"

// maxValue is how far, in bytes, the end tag of a secret element is looked for;
// without one the secret ends with its line.
const maxValue = 8 << 10

// scanner finds the secrets that the form of a file shows, in one pass.
type scanner struct {
	text  string
	spans []Span
	names map[string]bool // what Name said
}

func (s *scanner) isSecret(name string) bool {
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	is, known := s.names[name]
	if !known {
		is = Name(name)
		s.names[name] = is
	}
	return is
}

func (s *scanner) add(start, end int) {
	v := s.text[start:end]
	start += len(v) - len(strings.TrimLeft(v, " \t\r\n"))
	v = strings.TrimSpace(v)
	if !harmless(v) {
		s.spans = append(s.spans, Span{start, start + len(v)})
	}
}

// markup finds secrets in start tags and behind them, in comments too.
func (s *scanner) markup() {
	for at := 0; ; {
		i := strings.IndexByte(s.text[at:], '<')
		if i < 0 {
			return
		}
		at += i + 1
		// <!--Password>x</Password-->: a tag fused with the comment's marker.
		if strings.HasPrefix(s.text[at:], "!--") {
			at += 3
			for at < len(s.text) && isBlank(s.text[at]) {
				at++
			}
		}
		if name := nameAt(s.text, at); name != "" {
			at = s.tag(name, at+len(name))
		}
	}
}

// tag reads the attributes of a start tag from at on, and the value behind it;
// it returns where to go on.
func (s *scanner) tag(name string, at int) int {
	var secret, known bool // what a name or key attribute says of the element
	var values []Span      // of attributes called value
	for {
		for at < len(s.text) && isBlank(s.text[at]) {
			at++
		}
		attr := nameAt(s.text, at)
		if attr == "" {
			break
		}
		at += len(attr)
		v, next, ok := s.attrValue(at)
		if !ok {
			continue // a word of a comment, or a broken attribute
		}
		at = next
		switch {
		case attr == "name" || attr == "key" || attr == "id":
			known, secret = true, secret || s.isSecret(s.text[v.Start:v.End])
		case attr == "value":
			values = append(values, v)
		case s.isSecret(attr):
			s.add(v.Start, v.End)
		}
	}
	secret = secret || !known && s.isSecret(name)
	if secret {
		for _, v := range values {
			s.add(v.Start, v.End)
		}
	}
	if at >= len(s.text) || s.text[at] != '>' || !secret {
		return at
	}
	at++
	end := s.valueEnd(name, at)
	s.add(at, end)
	return end
}

// attrValue reads = and a quoted value at at. A value that is not closed ends
// with its line.
func (s *scanner) attrValue(at int) (v Span, next int, ok bool) {
	for at < len(s.text) && isBlank(s.text[at]) {
		at++
	}
	if at >= len(s.text) || s.text[at] != '=' {
		return v, at, false
	}
	at++
	for at < len(s.text) && isBlank(s.text[at]) {
		at++
	}
	if at >= len(s.text) || s.text[at] != '"' && s.text[at] != '\'' {
		return v, at, false
	}
	rest := s.text[at+1:]
	n := strings.IndexByte(rest, s.text[at])
	if n < 0 || n > maxValue {
		n = lineLen(rest)
		return Span{at + 1, at + 1 + n}, at + 1 + n, true
	}
	return Span{at + 1, at + 1 + n}, at + 1 + n + 1, true
}

// valueEnd is where the value of the element called name ends that starts at at.
func (s *scanner) valueEnd(name string, at int) int {
	rest := s.text[at:min(len(s.text), at+maxValue)]
	if n := strings.Index(rest, "</"+name); n >= 0 {
		return at + n
	}
	return at + lineLen(rest)
}

// properties finds the secrets of a properties file; all marks every value as one.
func (s *scanner) properties(all bool) {
	for at := 0; at < len(s.text); {
		n := lineLen(s.text[at:])
		end := at + n
		for end < len(s.text) && end > at && s.text[end-1] == '\\' { // continued
			skip := 1
			if strings.HasPrefix(s.text[end:], "\r\n") {
				skip = 2
			}
			end += skip + lineLen(s.text[min(end+skip, len(s.text)):])
		}
		end = min(end, len(s.text))
		line := s.text[at:end]
		key := strings.TrimLeft(line, " \t#!") // commented out is no less secret
		start := at + len(line) - len(key)
		if i := strings.IndexAny(key, "=: \t"); i > 0 && (all || s.isSecret(strings.ReplaceAll(key[:i], ":", "."))) {
			value := strings.TrimLeft(key[i:], "=: \t")
			s.add(end-len(value), end)
		}
		at = max(end, start) + 1
	}
}

// lineLen is the number of bytes before the end of the line.
func lineLen(text string) int {
	if n := strings.IndexAny(text, "\r\n"); n >= 0 {
		return n
	}
	return len(text)
}

// nameAt is the XML name at at, "" when there is none.
func nameAt(text string, at int) string {
	end := at
	for end < len(text) {
		c := text[end]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
		if !letter && (end == at || !(c >= '0' && c <= '9' || c == '-' || c == '.')) {
			break
		}
		if c == '-' && strings.HasPrefix(text[end:], "-->") {
			break
		}
		end++
	}
	return text[at:end]
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
