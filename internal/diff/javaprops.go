package diff

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/internal/pos"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// entry is one logical line of a properties file.
type entry struct {
	state State
	prose bool // a comment that holds no setting: value is its text
	// section is the section of an .ini file that the key is in, with its brackets.
	section    string
	key, value string
	at         int // where the key starts
	span       xmldoc.Span
}

// parseProperties reads text as java.util.Properties does, and settings in
// comments besides: a # or !, a key and an equals sign. With sections, a line in
// brackets begins a section and a ; begins a comment too, as in .ini files.
func parseProperties(src string, sections bool) []entry {
	marks := "#!"
	if sections {
		marks = "#!;"
	}
	p := propertyReader{src: src, marks: marks}
	section := ""
	for {
		line, comment, ok := p.next()
		if !ok {
			return p.list
		}
		if name := strings.TrimRight(line.text, propertyBlanks); sections && !comment && strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") {
			section = name
			continue
		}
		e := line.entry(comment)
		e.section = section
		p.list = append(p.list, e)
	}
}

const propertyBlanks = " \t\f"

// propertyReader reads the logical lines of a properties file.
type propertyReader struct {
	src   string
	marks string // a comment starts with one of them
	pos   int    // where the next natural line starts
	list  []entry
}

// natural is the next natural line without its ending and the blanks it starts with, and where it starts.
func (p *propertyReader) natural() (line string, at int) {
	end := p.pos + pos.LineLen(p.src[p.pos:])
	line = strings.TrimLeft(p.src[p.pos:end], propertyBlanks)
	p.pos = end + eolLen(p.src[end:])
	return line, end - len(line)
}

func (p *propertyReader) comment(line string) bool {
	return line != "" && strings.IndexByte(p.marks, line[0]) >= 0
}

// logicalLine is one or more natural lines that backslashes at their ends join,
// without those and without the marks of a comment.
type logicalLine struct {
	text     string
	at, end  int      // of the natural lines in the file
	segments [][2]int // offsets in text and in the file where each natural line starts
}

// offset is the offset in the file of one in the text.
func (l *logicalLine) offset(at int) int {
	i := len(l.segments) - 1
	for i > 0 && l.segments[i][0] > at {
		i--
	}
	return l.segments[i][1] + at - l.segments[i][0]
}

// next is the next logical line that is not blank, and whether it is a comment.
// A comment does not go on in the next line, but a setting in one does: with the
// marks gone, it would.
func (p *propertyReader) next() (l logicalLine, comment, ok bool) {
	for p.pos < len(p.src) {
		line, at := p.natural()
		if line == "" {
			continue
		}
		comment = p.comment(line)
		l = logicalLine{at: at, end: at + len(line)}
		text := line
		if comment {
			text = strings.TrimLeft(line, p.marks+propertyBlanks)
			if text == "" {
				continue
			}
		}
		joins := !comment || isCommentedProperty(text)
		var b strings.Builder
		for {
			l.segments = append(l.segments, [2]int{b.Len(), l.end - len(text)})
			if !joins || !continued(text) {
				b.WriteString(text)
				break
			}
			b.WriteString(text[:len(text)-1])
			if p.pos >= len(p.src) {
				break
			}
			before := p.pos
			next, at := p.natural()
			text = next
			if comment {
				if !p.comment(next) {
					p.pos = before
					break
				}
				text = strings.TrimLeft(next, p.marks+propertyBlanks)
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
func (l *logicalLine) entry(comment bool) entry {
	line := l.text
	if comment && !isCommentedProperty(line) {
		return entry{state: CommentedOut, prose: true, value: line, at: l.at, span: xmldoc.Span{Start: l.offset(0), End: l.end}}
	}
	i := 0
	for i < len(line) && strings.IndexByte("=:"+propertyBlanks, line[i]) < 0 {
		if line[i] == '\\' {
			i++
		}
		i++
	}
	i = min(i, len(line))
	value := line[i:]
	value = strings.TrimLeft(value, propertyBlanks)
	if value != "" && (value[0] == '=' || value[0] == ':') {
		value = strings.TrimLeft(value[1:], propertyBlanks)
	}
	e := entry{
		state: Active, key: unescape(line[:i]), value: unescape(value), at: l.at,
		span: xmldoc.Span{Start: min(l.offset(len(line)-len(value)), l.end), End: l.end},
	}
	if comment {
		e.state = CommentedOut
	}
	return e
}

// continued reports whether a line goes on in the next: it ends in an odd
// number of backslashes.
func continued(line string) bool {
	return (len(line)-len(strings.TrimRight(line, `\`)))%2 == 1
}

// unescape resolves the escapes of a key or value. Half of a surrogate pair,
// which is not a character, keeps its escape.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		if i++; i == len(s) {
			break
		}
		switch c := s[i]; c {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 'f':
			b.WriteByte('\f')
		case 'u':
			r, ok := unit(s[i-1:])
			if !ok {
				b.WriteByte(c)
				continue
			}
			i += 4
			if second, ok := unit(s[i+1:]); ok && utf16.IsSurrogate(r) && utf16.DecodeRune(r, second) != '\ufffd' {
				b.WriteRune(utf16.DecodeRune(r, second))
				i += len(`\u0000`)
			} else if utf16.IsSurrogate(r) {
				b.WriteString(s[i-len(`\u000`) : i+1])
			} else {
				b.WriteRune(r)
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unit is the UTF-16 code unit of the escape that s starts with.
func unit(s string) (rune, bool) {
	if len(s) < len(`\u0000`) || s[:2] != `\u` {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
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
