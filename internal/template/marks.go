package template

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// mark is a start tag or an end tag.
type mark struct {
	pos.Span
	name string // "<name" or "</name"; "" for an empty element
}

// marks finds the tags of a text that need not be well-formed: a tag ends at the latest where another begins.
func marks(r reader) []mark {
	var found []mark
	for at, text := 0, r.text; at < len(text); {
		if at = r.index(at, "<"); at < 0 {
			break
		}
		rest := text[at:]
		switch {
		case strings.HasPrefix(rest, "<!--"):
			at = r.after(at+len("<!--"), "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			at = r.after(at, "]]>")
		case strings.HasPrefix(rest, "<?"):
			at = r.after(at, "?>")
		case len(rest) > 1 && (isNameByte(rest[1]) || rest[1] == '/'):
			m := r.markAt(at)
			found = append(found, m)
			at = m.End
		default:
			at++
		}
	}
	return found
}

func (r reader) markAt(at int) (m mark) {
	defer func() { r.look(m.End - at) }()
	text := r.text
	end := at + 1
	for end < len(text) && (isNameByte(text[end]) || text[end] == '/' && end == at+1) {
		end++
	}
	m = mark{Span: pos.Span{Start: at}, name: text[at:end]}
	var quote byte
	for ; end < len(text); end++ {
		switch c := text[end]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			m.End = end
			return m
		case c == '>':
			if text[end-1] == '/' {
				m.name = ""
			}
			m.End = end + 1
			return m
		}
	}
	m.End = len(text)
	return m
}

// attributesIn reads the tag m. What it returns reports whether a stretch that starts in the tag holds whole
// attributes and nothing else, or is blank.
func (r reader) attributesIn(m mark) func(start, end int) bool {
	text := r.text
	r.look(m.End - m.Start)
	const (
		between = iota // attributes
		name
		behindName
		equals
		value
	)
	state := between
	var quote byte
	states := make([]byte, m.End-m.Start+1) // before each byte
	odd := make([]int32, m.End-m.Start+1)   // bytes before it that are no part of an attribute
	inName := true                          // of the element
	for i := m.Start + 1; i < m.End; i++ {
		at, c, wrong := i-m.Start, text[i], false
		if inName = inName && isNameByte(c); inName {
			continue
		}
		switch {
		case state == value:
			wrong = c == '<'
			if c == quote {
				state = between
			}
		case isBlank(c):
			if state == name {
				state = behindName
			}
		case c == '=':
			wrong = state != name && state != behindName
			state = equals
		case c == '"' || c == '\'':
			wrong = state != equals
			state, quote = value, c
		case c == '<' || c == '>' || c == '/':
			wrong = true
			state = between
		default:
			wrong = state == behindName || state == equals
			state = name
		}
		states[at+1], odd[at+1] = byte(state), odd[at]
		if wrong {
			odd[at+1]++
		}
	}
	blank := blankRuns(text[m.Start:m.End])
	return func(start, end int) bool {
		if end > m.End {
			return false
		}
		start, end = start-m.Start, end-m.Start
		return blank[start] >= end || states[start] == between && states[end] == between && odd[start] == odd[end]
	}
}

// blankRuns gives for each offset of a text where the blanks end that start there.
func blankRuns(text string) []int {
	ends := make([]int, len(text)+1)
	ends[len(text)] = len(text)
	for i := len(text) - 1; i >= 0; i-- {
		ends[i] = i
		if isBlank(text[i]) {
			ends[i] = ends[i+1]
		}
	}
	return ends
}
