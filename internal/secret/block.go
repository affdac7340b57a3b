package secret

import (
	"regexp"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/pos"
)

// maxBefore is how far before a name is looked for what starts its line.
const maxBefore = 80

// startsSetting reports whether the name at at is the first on its line: nothing
// but marks and such words as export are before it.
func (s *scanner) startsSetting(at int) bool {
	from := max(0, at-maxBefore)
	line := s.text[from:at]
	if i := strings.LastIndexAny(line, "\r\n"); i >= 0 {
		line = line[i+1:]
	} else if from > 0 {
		return false
	}
	for _, w := range strings.Fields(line) {
		switch strings.Trim(w, "#!;/*-\"'$@%{[(") {
		case "", "export", "set", "SET", "setx", "env", "ENV", "ARG", "let", "var", "const", "val", "private", "public", "static", "final", "String":
		default:
			return false
		}
	}
	return true
}

// block is where the value ends that is at at, or on the lines below it that are
// indented more than the one of its name, as in YAML; at when there is none.
func (s *scanner) block(at, name int) int {
	eol := at
	for eol < len(s.text) && (s.text[eol] == '!' || s.text[eol] == '&') { // a tag or an anchor
		eol = s.spaces(eol + wordLen(s.text[eol:]))
	}
	for eol < len(s.text) && strings.IndexByte(" \t|>+-0123456789", s.text[eol]) >= 0 {
		eol++
	}
	if eol > at && s.has(eol, "#") && isBlank(s.text[eol-1]) || eol == at && s.has(eol, "# ") {
		eol += pos.LineLen(s.text[eol:]) // a comment
	}
	s.work += eol - at
	if eol < len(s.text) && s.text[eol] != '\r' && s.text[eol] != '\n' || !s.startsSetting(name) {
		return at
	}
	indent := s.indent(name)
	end := at
	for next := eol; next < len(s.text); {
		next++
		if s.text[next-1] == '\r' && s.has(next, "\n") {
			next++
		}
		n := pos.LineLen(s.text[next:])
		line := s.text[next : next+n]
		body := strings.TrimLeft(line, " \t")
		if deep := len(line) - len(body); body != "" {
			if deep < indent || deep == indent && !strings.HasPrefix(body, "- ") || s.tagAt(next+deep) || strings.HasPrefix(body, "-->") {
				break
			}
			end = next + n
		}
		next += n
	}
	s.work += end - at
	if end == at {
		return eol // a number
	}
	return end
}

// indent is how far the line of at is indented; a dash of a list counts.
func (s *scanner) indent(at int) int {
	start := strings.LastIndexAny(s.text[max(0, at-maxBefore):at], "\r\n") + 1 + max(0, at-maxBefore)
	return at - start - len(strings.TrimLeft(s.text[start:at], " \t-"))
}

var hereMark = lazy.MustCompile(`^<<[-~]?["']?(\w+)`)

// hereDoc is the end of the lines that a mark such as <<EOF at at announces; at
// when there is none.
func (s *scanner) hereDoc(at int) int {
	if !s.has(at, "<<") {
		return at
	}
	m := hereMark.FindStringSubmatch(s.text[at:min(len(s.text), at+maxName)])
	if m == nil || at < s.unclosed[m[0]] {
		return at
	}
	mark := regexp.MustCompile(`\n[ \t]*` + m[1] + `\b`).FindStringIndex(s.text[at:])
	if mark == nil {
		s.notClosed(m[0], len(s.text))
		s.work += len(s.text) - at
		return at
	}
	return at + mark[0]
}

var (
	// setBlock is what opens a block of Jinja2 that gives a name its value.
	setBlock = lazy.MustCompile(`\{%[-+]?[ \t]*set[ \t]+$`)
	setEnd   = lazy.MustCompile(`^[-+]?%\}`)
)

// setBlock is the value of the block that sets the name from start to end; it is
// empty when none does.
func (s *scanner) setBlock(start, end int) (from, to int) {
	before := s.text[max(0, start-20):start]
	if !strings.HasSuffix(strings.TrimRight(before, " \t"), "set") || !setBlock.MatchString(before) {
		return end, end
	}
	from = s.spaces(end)
	from += len(setEnd.FindString(s.text[from:min(len(s.text), from+len("-%}"))]))
	if from == s.spaces(end) {
		return end, end
	}
	if to = s.next(&s.blockEnd, "{%", from); to < 0 {
		to = len(s.text)
	}
	return from, to
}
