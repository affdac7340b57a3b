// Package printable makes foreign text safe to print: text of the files that are
// read, their names, and errors about them. What would steer a terminal, turn the
// direction of reading or give a command to a CI system is written as a visible
// escape, as Go writes it: \x1b, \u202e. Every output for people goes through it.
package printable

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// Line is text on one line.
func Line(text string) string { return escape(text, "") }

// Source is a line of a file as it is printed: tabs stay.
func Source(text string) string { return escape(text, "\t") }

// escape writes every character that does not show, but for those to keep, as an
// escape, and every byte that is not UTF-8.
func escape(text, keep string) string {
	if !strings.ContainsFunc(text, Hidden) && utf8.ValidString(text) && !strings.Contains(text, "##") {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)):
			b.WriteString(`\x` + hex(text[i]))
		case Hidden(r) && !strings.ContainsRune(keep, r):
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteRune(r)
		}
	}
	return command.ReplaceAllString(b.String(), `\x23#$1[`)
}

func hex(b byte) string { return strconv.FormatUint(uint64(b)|0x100, 16)[1:] }

// Hidden reports whether a character does not show by itself, as controls and
// marks of direction do not. A no-break space is a blank like any other.
func Hidden(r rune) bool { return !unicode.IsPrint(r) && r != '\u00a0' }

// command is what Azure Pipelines, GitHub and TeamCity take for a command
// anywhere in a line: ##vso[, ##[error], ##teamcity[.
var command = lazy.MustCompile(`##([A-Za-z]*)\[`)

// LineStarts escapes, in text that is ready to print, what GitHub takes for a
// command where a line starts with it, blanks aside: ::error::.
func LineStarts(text string) string {
	if !strings.Contains(text, "::") {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if blank := len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace)); strings.HasPrefix(line[blank:], "::") {
			line = line[:blank] + `\x3a` + line[blank+1:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// JSON writes the characters of a JSON document that do not show, and the starts
// of commands, as the escapes of JSON: its strings stay the same.
func JSON(document []byte) []byte {
	text := string(document)
	if strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && Hidden(r) }) {
		var b strings.Builder
		for _, r := range text {
			switch {
			case r == '\n' || !Hidden(r):
				b.WriteRune(r)
			case r > 0xffff: // as two surrogates
				b.WriteString(`\u` + strconv.FormatInt(int64(0xd800+(r-0x10000)>>10), 16) + `\u` + strconv.FormatInt(int64(0xdc00+(r-0x10000)&0x3ff), 16))
			default:
				b.WriteString(`\u` + strconv.FormatInt(int64(r)|0x10000, 16)[1:])
			}
		}
		text = b.String()
	}
	return []byte(command.ReplaceAllString(text, `\u0023#$1[`))
}
