package secret

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// codeForms are the marks around template code. Code of a tight form ends on
// its line.
var codeForms = [...]struct {
	open, close string
	tight       bool
}{
	{"<%", "%>", false},
	{"{{", "}}", false},
	{"{%", "%}", false},
	{"{#", "#}", false},
	{"[%", "%]", false},
	{"<#", ">", true},
	{"</#", ">", true},
	{"${", "}", true},
	{"#{", "}", true},
	{"%{", "}", true},
	{"$(", ")", true},
}

// codeEnd is where the template code at at ends; it is at when there is none.
// Code that is not closed is text, and so is code before which another opens.
func (s *scanner) codeEnd(at int) int {
	if at >= len(s.text) || !opensCode[s.text[at]] {
		return at
	}
	return s.codeFormEnd(at)
}

// opensCode holds the bytes that the marks start with.
var opensCode = [256]bool{'<': true, '{': true, '[': true, '$': true, '#': true, '%': true}

func (s *scanner) codeFormEnd(at int) int {
	for k, f := range codeForms {
		if !strings.HasPrefix(s.text[at:], f.open) {
			continue
		}
		from := at + len(f.open)
		end := s.next(&s.closes[k], f.close, from)
		if end < 0 || s.next(&s.opens[k], f.open, from) < end && s.opens[k].at >= 0 {
			return at
		}
		if f.tight && pos.LineLen(s.text[from:end]) < end-from {
			return at
		}
		return end + len(f.close)
	}
	return at
}

// found is what was last looked for: the first place at or behind from, -1 for
// none.
type found struct {
	from, at int
	known    bool
}

// next is the first place of word at or behind from, -1 for none. The last
// answer is kept, so that asking at each place of a text costs one pass.
func (s *scanner) next(f *found, word string, from int) int {
	if f.known && f.from <= from && (f.at < 0 || f.at >= from) {
		return f.at
	}
	i := strings.Index(s.text[from:], word)
	if i >= 0 {
		s.work += i
		i += from
	} else {
		s.work += len(s.text) - from
	}
	*f = found{from, i, true}
	return i
}
