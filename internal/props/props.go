// Package props reads files of keys and values as java.util.Properties does, with
// the places of both, and what such files have in comments.
package props

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// Entry is one logical line of a file.
type Entry struct {
	// Comment says that the line is a comment; Prose that it is one without a
	// setting. Value is then its text.
	Comment, Prose bool
	// Section is the section of an .ini file that the key is in, with its brackets.
	Section string
	// Key and Value have their escapes resolved.
	Key, Value string
	At         int      // where the key starts, in bytes
	Span       pos.Span // of the value
}

// Options say how a file is read.
type Options struct {
	// Sections says that a line in brackets starts a section, and that a ; starts a
	// comment, as in .ini files.
	Sections bool
	// Prose also gives the comments that hold no setting.
	Prose bool
}

// Each reads text as java.util.Properties does, and settings in comments besides:
// a # or !, a key and an equals sign. It calls found for each, in their order.
func Each(text string, opt Options, found func(Entry)) {
	marks := "#!"
	if opt.Sections {
		marks = "#!;"
	}
	r := reader{src: text, marks: marks, prose: opt.Prose}
	section := ""
	for {
		line, comment, ok := r.next()
		if !ok {
			return
		}
		if name := strings.TrimRight(line.text, Blanks); opt.Sections && !comment && strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") {
			section = name
			continue
		}
		e := line.entry(comment)
		e.Section = section
		found(e)
	}
}

// Blanks are the bytes that are blank within a line.
const Blanks = " \t\f"

// reader reads the logical lines of a properties file.
type reader struct {
	src   string
	marks string // a comment starts with one of them
	pos   int    // where the next natural line starts
	prose bool   // comments without a setting are wanted
}

// natural is the next natural line without its ending and the blanks it starts with, and where it starts.
func (r *reader) natural() (line string, at int) {
	end := r.pos + pos.LineLen(r.src[r.pos:])
	line = strings.TrimLeft(r.src[r.pos:end], Blanks)
	r.pos = end + eolLen(r.src[end:])
	return line, end - len(line)
}

func (r *reader) comment(line string) bool {
	return line != "" && strings.IndexByte(r.marks, line[0]) >= 0
}

// logicalLine is one or more natural lines that backslashes at their ends join,
// without those and without the marks of a comment.
type logicalLine struct {
	text     string
	at, end  int      // of the natural lines in the file
	segments [][2]int // offsets in text and in the file where each natural line starts; none for one line
}

// offset is the offset in the file of one in the text.
func (l *logicalLine) offset(at int) int {
	i := len(l.segments) - 1
	if i < 0 {
		return l.end - len(l.text) + at
	}
	for i > 0 && l.segments[i][0] > at {
		i--
	}
	return l.segments[i][1] + at - l.segments[i][0]
}

// next is the next logical line that is not blank, and whether it is a comment.
// A comment does not go on in the next line, but a setting in one does: with the
// marks gone, it would.
func (r *reader) next() (l logicalLine, comment, ok bool) {
	for r.pos < len(r.src) {
		line, at := r.natural()
		if line == "" {
			continue
		}
		comment = r.comment(line)
		l = logicalLine{at: at, end: at + len(line)}
		text := line
		if comment {
			text = strings.TrimLeft(line, r.marks+Blanks)
			if text == "" {
				continue
			}
		}
		joins := !comment || isCommentedProperty(text)
		if !joins && !r.prose {
			continue
		}
		if !joins || !continued(text) {
			l.text = text
			return l, comment, true
		}
		var b strings.Builder
		for {
			l.segments = append(l.segments, [2]int{b.Len(), l.end - len(text)})
			if !joins || !continued(text) {
				b.WriteString(text)
				break
			}
			b.WriteString(text[:len(text)-1])
			if r.pos >= len(r.src) {
				break
			}
			before := r.pos
			next, at := r.natural()
			text = next
			if comment {
				if !r.comment(next) {
					r.pos = before
					break
				}
				text = strings.TrimLeft(next, r.marks+Blanks)
			}
			l.end = at + len(next)
		}
		if l.text = b.String(); l.text != "" {
			return l, comment, true
		}
	}
	return logicalLine{}, false, false
}

// isCommentedProperty reports whether a comment starts as a setting does that is
// commented out. Prose has no equals sign behind its first word.
func isCommentedProperty(text string) bool {
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		switch {
		case r == '_' || unicode.IsLetter(r) || at > 0 && (unicode.IsNumber(r) || strings.ContainsRune(".-[]/@:$", r)):
			at += n
		case at > 0 && r == '\\' && at+1 < len(text) && text[at+1] != '\n':
			_, escaped := utf8.DecodeRuneInString(text[at+1:])
			at += 1 + escaped
		default:
			return at > 0 && strings.HasPrefix(strings.TrimLeft(text[at:], " \t"), "=")
		}
	}
	return false
}

// entry reads the key and value of a logical line.
func (l *logicalLine) entry(comment bool) Entry {
	line := l.text
	if comment && !isCommentedProperty(line) {
		return Entry{Comment: true, Prose: true, Value: line, At: l.at, Span: pos.Span{Start: l.offset(0), End: l.end}}
	}
	i := KeyLen(line)
	value := line[i:]
	value = strings.TrimLeft(value, Blanks)
	if value != "" && (value[0] == '=' || value[0] == ':') {
		value = strings.TrimLeft(value[1:], Blanks)
	}
	return Entry{
		Comment: comment, Key: Unescape(line[:i]), Value: Unescape(value), At: l.at,
		Span: pos.Span{Start: min(l.offset(len(line)-len(value)), l.end), End: l.end},
	}
}

// KeyLen is the length of the key that a line starts with, in bytes, escapes
// unresolved.
func KeyLen(line string) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '=', ':', ' ', '\t', '\f':
			return i
		}
	}
	return len(line)
}

// continued reports whether a line goes on in the next: it ends in an odd
// number of backslashes.
func continued(line string) bool {
	return (len(line)-len(strings.TrimRight(line, `\`)))%2 == 1
}

// eolLen is the number of bytes of the line ending that s starts with.
func eolLen(s string) int {
	switch {
	case strings.HasPrefix(s, "\r\n"):
		return 2
	case s != "" && (s[0] == '\n' || s[0] == '\r'):
		return 1
	}
	return 0
}
