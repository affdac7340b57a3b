package secret

import "strings"

// Most tags hold no word of a secret. They are passed over without being read, by
// a function that knows only the ordinary form: one that it does not know is read
// as any other.

// Kinds of bytes in tags.
const (
	nameByte = 1 << iota // of a name
	odd                  // not in a harmless value: it may be of code, of an escape, or a quote
	opens                // code
	ends                 // a tag may end, or an attribute have its value
)

var bytesOfTags = func() (set [256]uint8) {
	for c := range set {
		if isNameByte(byte(c)) {
			set[c] = nameByte
		}
	}
	for _, c := range []byte("{[$#%&\\\"'") {
		set[c] = odd
	}
	for _, c := range []byte("{[$#%") {
		set[c] |= opens
	}
	for _, c := range []byte("<>=") {
		set[c] = ends
	}
	return set
}()

// harmlessTag passes over a start tag, or the words of a comment, whose name lies
// from start to at, if nothing in it is or says that anything is a secret. It
// returns where to go on.
func (s *scanner) harmlessTag(start, at int) (end int, ok bool) {
	if s.apart.named != plain {
		return 0, false
	}
	limit := s.nextHint(start)
	broken, run := false, start // run is where the last word starts; the first is the name
	for i := start; i < limit; i++ {
		switch c := s.text[i]; {
		case bytesOfTags[c]&nameByte != 0:
		case isBlank(c):
			broken = broken || run < i && run > start || run == start && i > at
			run = i + 1
		case bytesOfTags[c]&opens != 0:
			if i+1 == limit || strings.IndexByte("{%#(", s.text[i+1]) >= 0 {
				return 0, false
			}
		case c == '=':
			if i = s.harmlessValue(run, i, limit); i < 0 || run == start {
				return 0, false
			}
			run = i + 1
		case c == '<':
			if s.has(i+1, "%") || s.has(i+1, "#") || s.has(i+1, "/#") {
				return 0, false
			}
			s.apart.value(local(s.text[start:at]))
			return i, true
		case c == '>':
			if run == start {
				run = at
			}
			return s.endHarmless(start, at, i, broken, s.text[run:i]), true
		}
	}
	return 0, false
}

// harmlessValue is where the value ends whose = is at eq and whose name starts at
// name: at its last quote. It is -1 where the attribute has not the ordinary form.
func (s *scanner) harmlessValue(name, eq, limit int) int {
	if name == eq || !isNameStart(s.text[name]) || !isQuote(s.text, eq+1) || s.text[eq+1] == '`' {
		return -1
	}
	for i := name; i < eq; i++ {
		if bytesOfTags[s.text[i]]&nameByte == 0 {
			return -1
		}
	}
	for i := eq + 2; i+1 < limit; i++ {
		switch c := s.text[i]; {
		case c == s.text[eq+1]:
			if next := s.text[i+1]; isBlank(next) || next == '>' || next == '/' || next == '?' {
				return i
			}
			return -1
		case bytesOfTags[c]&(odd|ends) != 0:
			return -1
		}
	}
	return -1
}

// endHarmless ends a tag of which word is the last one before its >; it returns
// where to go on.
func (s *scanner) endHarmless(start, at, gt int, broken bool, word string) int {
	name := s.text[start:at]
	s.apart.value(local(name))
	switch {
	case strings.HasSuffix(word, "--"):
		return gt - len("--")
	case strings.HasSuffix(word, "/"), strings.HasSuffix(word, "?"):
		return gt + 1
	}
	if !broken && word == "" {
		s.nameOrValue(name, gt+1)
	}
	return gt + 1
}

// kindAt is the kind of the name from start to end.
func (s *scanner) kindAt(start, end int) kind {
	name := s.text[start:end]
	if s.nextHint(start) >= end && strings.IndexByte(name, '&') < 0 && strings.IndexByte(name, '\\') < 0 {
		return plain
	}
	return s.hintedKind(name)
}

// nextHint is where the next hint is at an offset or behind it, or the end of the
// text.
func (s *scanner) nextHint(at int) int {
	for s.cursor > 0 && s.signs[s.cursor-1].at >= at {
		s.cursor--
	}
	for ; s.cursor < len(s.signs); s.cursor++ {
		if v := s.signs[s.cursor]; v.at >= at && v.says&aHint != 0 {
			return v.at
		}
	}
	return len(s.text)
}
