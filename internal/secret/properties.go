package secret

import (
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
	"github.com/carbonlint/carbonlint/internal/props"
)

// lineForm is how a file of keys and values, a line for each, goes on.
type lineForm int

const (
	noLines     lineForm = iota
	javaLines            // a line that ends in a backslash goes on
	indentLines          // so does one before a line that is indented more
)

// linesOf is the form of the file at p.
func linesOf(p string) lineForm {
	switch path.Ext(p) {
	case ".properties", ".toml":
		return javaLines
	case ".ini", ".cfg", ".ldif":
		return indentLines
	}
	return noLines
}

// properties finds the secrets of a file of keys and values; all marks every
// value as one. So are all in a section that has the name of a secret.
func (s *scanner) properties(form lineForm, all bool) {
	section := plain
	for at := 0; at < len(s.text); {
		end := s.logicalLine(at)
		line := s.text[at:end]
		key := strings.TrimLeft(line, " \t\f#!") // commented out is no less secret
		comment := len(key) < len(strings.TrimLeft(line, " \t\f"))
		if name, ok := sectionName(line); ok {
			section, at = s.kind(name), end+1
			continue
		}
		n := props.KeyLen(key)
		value := strings.TrimLeft(key[n:], "=: \t\f")
		sign := strings.ContainsAny(line[:len(line)-len(value)], "=:")
		start := end - len(value)
		if section != plain && (!sign || value == "") {
			start = end - len(key)
		}
		k := section
		if start == end-len(value) && n > 0 && n < len(key) {
			k = max(k, s.kind(strings.ReplaceAll(key[:n], ":", ".")))
		}
		if all && n > 0 && n < len(key) || s.isSecret(k, start, end) && (sign || !comment) {
			if form == indentLines {
				end = s.indented(at, end)
			}
			s.addWhole(start, end)
		}
		at = end + 1
	}
}

// logicalLine is where the line at at ends, with those that it goes on with
// behind a backslash. Unlike in package props any backslash goes on, escaped or
// not, and in a comment too: when in doubt, the next line is part of the secret.
func (s *scanner) logicalLine(at int) int {
	end := at + pos.LineLen(s.text[at:])
	for end < len(s.text) && end > at && s.text[end-1] == '\\' {
		end++
		if s.text[end-1] == '\r' && end < len(s.text) && s.text[end] == '\n' {
			end++
		}
		end += pos.LineLen(s.text[end:])
	}
	return end
}

// indented is where the lines end that are indented more than the one from start
// to end, which they follow.
func (s *scanner) indented(start, end int) int {
	deep := s.spaces(start) - start
	for next := end; next < len(s.text); {
		next++
		if s.text[next-1] == '\r' && s.has(next, "\n") {
			next++
		}
		if s.spaces(next)-next <= deep {
			break
		}
		next += pos.LineLen(s.text[next:])
		end = next
	}
	return end
}

// sectionName is the name of the section that a line opens.
func sectionName(line string) (string, bool) {
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, "[") || !strings.HasSuffix(line, "]") {
		return "", false
	}
	return strings.Trim(line, "[] \t\"'"), true
}
