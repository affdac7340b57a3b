package diff

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// readProperties is the tree of a properties file: a node a key. With lists,
// values with a comma are compared as sets, as in launch.ini.
func readProperties(s *source, t ids, comments, lists bool) *node {
	file := &node{state: Active, flat: true}
	unordered := func(string, string) bool { return false }
	for _, e := range parseProperties(s.text) {
		n := &node{
			parent: file, name: "", key: e.key, firm: e.key, step: e.key, state: e.state, leaf: true,
			value: text{e.value, e.span}, line: s.line(e.at),
		}
		if e.key == "" {
			if !comments {
				continue
			}
			n.name, n.step, n.prose = "comment()", "comment()", true
			n.value.value = prose(e.value)
		}
		if lists {
			n.items = items(e.value)
		}
		t.finish(n, unordered)
		file.kids = append(file.kids, n)
	}
	t.finish(file, unordered)
	return file
}

// items is a list value as a set.
func items(value string) []string {
	list := strings.Split(value, ",")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	slices.Sort(list)
	list = slices.Compact(list)
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// entry is one logical line of a properties file.
type entry struct {
	state State
	key   string // "" for a comment that holds no setting
	value string
	at    int // where the key starts
	span  xmldoc.Span
}

// parseProperties reads text as java.util.Properties does, and settings in
// comments besides: a # or !, a key and an equals sign.
func parseProperties(src string) []entry {
	var list []entry
	for at := 0; at < len(src); {
		start := at
		line := src[at : at+lineLen(src[at:])]
		at += len(line) + eolLen(src[at+len(line):])
		body := strings.TrimLeft(line, " \t\f")
		start += len(line) - len(body)
		if body == "" {
			continue
		}
		if body[0] != '#' && body[0] != '!' {
			end := start + len(body)
			for continued(src[start:end]) && at < len(src) {
				end = at + lineLen(src[at:])
				at = end + eolLen(src[end:])
			}
			list = append(list, property(src, start, end, Active))
			continue
		}
		setting := strings.TrimLeft(body, "#! \t")
		from := start + len(body) - len(setting)
		end := from + len(setting)
		if setting == "" {
			continue
		}
		if !commentedProperty.MatchString(setting) {
			list = append(list, entry{state: CommentedOut, value: setting, at: start, span: xmldoc.Span{Start: from, End: end}})
			continue
		}
		// Continued in the next line's comment: join the two without its marker.
		joined := setting
		for continued(joined) && at < len(src) {
			next := src[at : at+lineLen(src[at:])]
			more := strings.TrimLeft(next, "#! \t")
			if strings.TrimLeft(next, " \t") == "" || !strings.ContainsAny(strings.TrimLeft(next, " \t")[:1], "#!") {
				break
			}
			joined = joined[:len(joined)-1] + more
			end = at + len(next)
			at = end + eolLen(src[end:])
		}
		e := property(joined, 0, len(joined), CommentedOut)
		e.at = start
		e.span = xmldoc.Span{Start: from + e.span.Start, End: end}
		list = append(list, e)
	}
	return list
}

// commentedProperty is how a setting starts that is commented out. Prose has no
// equals sign behind its first word.
var commentedProperty = regexp.MustCompile(`^[A-Za-z_][\w.\-\[\]/@:$]*[ \t]*=`)

// property reads the key and value of a logical line.
func property(src string, start, end int, state State) entry {
	line := src[start:end]
	i := 0
	for i < len(line) && !strings.ContainsRune("=: \t\f\r\n", rune(line[i])) {
		if line[i] == '\\' {
			i++
		}
		i++
	}
	i = min(i, len(line))
	value := i
	for value < len(line) && strings.ContainsRune(" \t\f", rune(line[value])) {
		value++
	}
	if value < len(line) && (line[value] == '=' || line[value] == ':') {
		value++
		for value < len(line) && strings.ContainsRune(" \t\f", rune(line[value])) {
			value++
		}
	}
	return entry{
		state: state, key: unescape(line[:i]), value: unescape(line[value:]), at: start,
		span: xmldoc.Span{Start: start + value, End: end},
	}
}

// continued reports whether a line goes on in the next: it ends in an odd
// number of backslashes.
func continued(line string) bool {
	return (len(line)-len(strings.TrimRight(line, `\`)))%2 == 1
}

// unescape resolves the escapes of a key or value. A backslash before a line
// end joins the lines, without the blanks the next one starts with.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			if s[i] != '\\' {
				b.WriteByte(s[i])
			}
			continue
		}
		i++
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
			if n, err := strconv.ParseUint(s[i+1:min(i+5, len(s))], 16, 16); err == nil && i+5 <= len(s) {
				b.WriteRune(rune(n))
				i += 4
			} else {
				b.WriteByte(c)
			}
		case '\r', '\n':
			i += eolLen(s[i:])
			for i < len(s) && strings.ContainsRune(" \t\f", rune(s[i])) {
				i++
			}
			i--
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// lineLen is the number of bytes before the end of the line.
func lineLen(s string) int {
	if n := strings.IndexAny(s, "\r\n"); n >= 0 {
		return n
	}
	return len(s)
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
