package secret

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// attrValue reads = and a value at at. It is not one when there is no =.
func (s *scanner) attrValue(at int, secret bool) (v Span, next int, ok bool) {
	at = s.blanks(at)
	if at >= len(s.text) || s.text[at] != '=' {
		return v, at, false
	}
	at = s.blanks(at + 1)
	switch {
	case at >= len(s.text):
		return Span{Start: at, End: at}, at, true
	case s.text[at] != '"' && s.text[at] != '\'':
		end := s.bareEnd(at, secret)
		return Span{Start: at, End: end}, end, true
	}
	end := s.quotedEnd(at, secret)
	next = end
	if next < len(s.text) && s.text[next] == s.text[at] {
		next++
	}
	return Span{Start: at + 1, End: end}, next, true
}

// quotedEnd is where the value ends that the quote at at opens. Template code in
// it may hold quotes. No attribute holds a <, so that a value which is not
// closed ends before one; a secret does so from its second line on, and its last
// quote is one that the tag goes on behind: a password may hold a quote, which
// is what breaks the file.
func (s *scanner) quotedEnd(at int, secret bool) int {
	quote, broken := s.text[at], false
	for i := at + 1; i < len(s.text); i++ {
		if end := s.codeEnd(i); end > i {
			i = end - 1
			continue
		}
		switch c := s.text[i]; {
		case c == quote && (!secret || s.tagGoesOn(i+1, quote)):
			return i
		case c == '\n' || c == '\r':
			broken = true
		case c == '<' && (broken || !secret && s.tagAt(i)):
			return i
		}
	}
	return len(s.text)
}

// tagGoesOn reports whether a tag goes on at at, or ends, as it does behind the
// quote that closes a value.
func (s *scanner) tagGoesOn(at int, quote byte) bool {
	from := at
	at = s.blanks(at)
	s.work += at - from
	switch {
	case at == len(s.text), s.has(at, "-->"), s.codeEnd(at) > at:
		return true
	case s.has(at, "/>"), s.has(at, "?>"):
		return !s.quoteFollows(at+2, quote)
	case s.text[at] == '>':
		return !s.quoteFollows(at+1, quote)
	case at == from:
		return false
	}
	end := s.nameEnd(at)
	s.work += end - at
	if end == at || s.text[at] == '<' {
		return s.text[at] == '<' && s.startsLine(at)
	}
	end = s.blanks(end)
	if !s.has(end, "=") {
		return false
	}
	end = s.blanks(end + 1)
	if !isQuote(s.text, end) {
		return s.codeEnd(end) > end
	}
	n := strings.IndexByte(s.text[end+1:], s.text[end])
	s.work += max(n, 0)
	return n < 0 || end+n+2 == len(s.text) || !isNameByte(s.text[end+n+2])
}

// quoteFollows reports whether the quote comes again on the line before any tag.
func (s *scanner) quoteFollows(at int, quote byte) bool {
	for any := "<\r\n" + string(rune(quote)); ; at++ {
		n := strings.IndexAny(s.text[at:], any)
		if n < 0 {
			return false
		}
		s.work += n
		if at += n; s.text[at] != '<' || s.tagAt(at) || s.codeEnd(at) > at {
			return s.text[at] == quote
		}
	}
}

// bareEnd is where a value without quotes ends. Quotes in it belong to it, as
// behind template code that chooses between two values. A secret goes on to the
// next attribute, or to the end of its line.
func (s *scanner) bareEnd(at int, secret bool) int {
	for i := at; i < len(s.text); {
		if end := s.codeEnd(i); end > i {
			i = end
			continue
		}
		switch c := s.text[i]; {
		case isBlank(c):
			end := s.blanks(i)
			if !secret || end == len(s.text) || s.tagGoesOn(i, '"') || pos.LineLen(s.text[i:end]) < end-i && s.codeEnd(end) == end && s.text[end] != '"' && s.text[end] != '\'' {
				return i
			}
			i = end
		case c == '<' && (!secret || s.tagAt(i)), c == '>' && !secret, secret && (c == '>' || s.has(i, "/>")) && s.tagGoesOn(i, '"'):
			return i
		case c == '"' || c == '\'':
			i = max(i+1, s.quotedEnd(i, false))
			if i < len(s.text) && s.text[i] == c {
				i++
			}
		default:
			i++
		}
	}
	return len(s.text)
}

// entity reads the declaration of an entity. A secret may refer to any of them,
// so that every value is taken for one.
func (s *scanner) entity(at int) int {
	for at < len(s.text) && s.text[at] != '>' {
		if c := s.text[at]; c == '"' || c == '\'' {
			n := strings.IndexByte(s.text[at+1:], c)
			if n < 0 {
				n = pos.LineLen(s.text[at+1:])
			}
			end := at + 1 + n
			s.addWhole(at+1, end)
			at = end
		}
		at++
	}
	return min(at, len(s.text))
}
