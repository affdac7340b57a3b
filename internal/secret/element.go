package secret

import "strings"

// maxWork is how often each byte of a text is looked at, on average, to find
// the ends of elements.
const maxWork = 8

// elementEnd is where the value of the element called name ends that starts at
// at: at its end tag, or where the next element of its name starts. Without
// either it ends with its line at least, and before the next line that starts
// with a tag.
func (s *scanner) elementEnd(name string, at int) int {
	limit := len(s.text)
	if at <= s.commentEnd {
		limit = s.commentEnd
	}
	eol := s.next(&s.eol, "\n", at)
	if eol < 0 || eol > limit {
		eol = limit
	}
	if s.work > maxWork*len(s.text) {
		return eol // what opens elements over and over ends none
	}
	fallback := limit
	for i := at; ; i++ {
		n := strings.IndexByte(s.text[i:limit], '<')
		if n < 0 {
			s.work += limit - i
			break
		}
		s.work += n + 1
		i += n
		if end := s.skipOver(i, limit); end > i {
			s.work += end - i
			i = end - 1
			continue
		}
		tag := strings.TrimPrefix(s.text[i+1:limit], "/")
		if hasPrefixFold(tag, name) && (len(tag) == len(name) || !isNameByte(tag[len(name)])) {
			return i
		}
		if fallback == limit && i > at && s.startsLine(i) {
			fallback = i
		}
	}
	return s.beforeEndTag(at, max(fallback, eol))
}

// beforeEndTag is where the end tag starts that the text from start to end ends
// in; end when there is none.
func (s *scanner) beforeEndTag(start, end int) int {
	s.work += end - start
	text := strings.TrimRight(s.text[start:end], " \t\r\n")
	n := strings.LastIndex(text, "</")
	if n < 0 || start+len(text) != s.nameEnd(start+n+2)+1 || !strings.HasSuffix(text, ">") {
		return end
	}
	return start + n
}

// startsLine reports whether nothing but blanks is before at on its line.
func (s *scanner) startsLine(at int) bool {
	for at > 0 && (s.text[at-1] == ' ' || s.text[at-1] == '\t') {
		at--
	}
	return at == 0 || s.text[at-1] == '\n' || s.text[at-1] == '\r'
}

// skipOver is the end of the CDATA section, comment or template code at at; it
// is at when there is none.
func (s *scanner) skipOver(at, limit int) int {
	var end int
	switch {
	case s.has(at, "<![CDATA["):
		end = s.next(&s.cdata, "]]>", at)
	case s.has(at, "<!--"):
		end = s.next(&s.comment, "-->", at)
	default:
		return min(s.codeEnd(at), limit)
	}
	if end < 0 || end+len("-->") > limit {
		return at
	}
	return end + len("-->")
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
