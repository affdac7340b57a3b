package template

import "strings"

// state says where in the XML the masker is.
type state int

const (
	inText    state = iota
	inName          // element name of a start tag
	inEndName       // element name of an end tag
	inTag           // between attributes
	inAttr          // attribute name
	inEquals        // between the = and the value
	inCode          // between pieces of code that make up one value without quotes
	inValue         // attribute value in quotes
	inComment
	inCDATA
	inPI
	inDecl // DOCTYPE
)

// masker follows the XML outside the pieces, far enough to know what each piece is part of. It keeps no stack of
// elements, so branches that open the same element twice do not confuse it.
type masker struct {
	reader
	out      []byte
	pieces   []piece
	state    state
	begin    int  // where the name, comment, CDATA section or instruction that we are in begins
	quote    byte // that ends the value
	depth    int  // of [ ] in a DOCTYPE
	coded    bool // the element name holds code
	chosen   bool // the element name starts with a statement: <{% if a %}x{% else %}y{% endif %}>
	endNames map[string]bool
	noNameTo int // expressions before this offset were found to be no attribute names
}

// mask replaces the pieces, which are in order, by other bytes of the same number.
func mask(r reader, pieces []piece) string {
	m := &masker{reader: r, out: []byte(r.text), pieces: pieces, endNames: codedEndNames(r, pieces)}
	from := 0
	for i, p := range pieces {
		m.plain(from, p.Start)
		m.code(i)
		from = p.End
	}
	return string(m.out)
}

// codedEndNames collects how end tags such as </a{{n}}> begin, up to the end of their first expression.
func codedEndNames(r reader, pieces []piece) map[string]bool {
	text := r.text
	names := map[string]bool{}
	from := 0
	for _, p := range pieces {
		at := p.Start
		for at > from && isNameByte(text[at-1]) {
			at--
		}
		r.look(p.End - at)
		if p.expr && at < p.Start && at >= from+2 && text[at-2:at] == "</" {
			names[text[at:p.End]] = true
		}
		from = p.End
	}
	return names
}

// plain follows the XML from one piece of code to the next.
func (m *masker) plain(from, to int) {
	m.look(to - from)
	for i := from; i < to; i++ {
		c := m.text[i]
		switch m.state {
		case inText:
			if c == '<' {
				i = m.markup(i, to)
			}
		case inName, inEndName:
			switch {
			case c == '>':
				m.state = inText
			case c == '/' || isBlank(c):
				m.state = inTag
			}
		case inTag, inAttr, inEquals, inCode:
			m.inside(c)
		case inValue:
			if c == m.quote {
				m.state = inTag
			}
		case inComment:
			m.endAt(i, "-->")
		case inCDATA:
			m.endAt(i, "]]>")
		case inPI:
			m.endAt(i, "?>")
		case inDecl:
			switch {
			case c == '[':
				m.depth++
			case c == ']':
				m.depth--
			case c == '>' && m.depth <= 0:
				m.state = inText
			}
		}
	}
}

// markup looks at what the < at i starts and returns the offset of the last byte that it has dealt with.
func (m *masker) markup(i, to int) int {
	for _, s := range []struct {
		opener string
		state  state
	}{{"<!--", inComment}, {"<![CDATA[", inCDATA}, {"<?", inPI}, {"<!", inDecl}, {"</", inEndName}, {"<", inName}} {
		if !strings.HasPrefix(m.text[i:to], s.opener) {
			continue
		}
		end := i + len(s.opener)
		named := s.state == inName || s.state == inEndName
		if named && end < to && !isNameByte(m.text[end]) {
			return i // a stray <
		}
		m.state, m.begin, m.depth, m.coded, m.chosen = s.state, end, 0, false, false
		return end - 1
	}
	return i
}

// inside follows the part of a start tag that comes after the element name, outside values in quotes.
func (m *masker) inside(c byte) {
	switch {
	case c == '>':
		m.state = inText
	case c == '=':
		m.state = inEquals
	case isBlank(c) || c == '/':
		if m.state != inEquals || c == '/' {
			m.state = inTag
		}
	case m.state == inEquals && (c == '"' || c == '\''):
		m.state, m.quote = inValue, c
	default:
		m.state = inAttr
	}
}

// endAt leaves the comment or other section when its closer ends with the byte at i.
func (m *masker) endAt(i int, closer string) {
	if start := i + 1 - len(closer); start >= m.begin && m.text[start:i+1] == closer {
		m.state = inText
	}
}

// code masks one piece.
func (m *masker) code(i int) {
	p := m.pieces[i]
	m.look(p.End - p.Start)
	fill := byte(' ')
	switch m.state {
	case inName, inEndName:
		if m.partOfName(p) {
			fill = 'x'
			m.coded = true
		} else {
			m.state = inTag
		}
	case inTag:
		if p.expr && m.namesAttr(i) {
			fill = 'x'
			m.state = inAttr
		}
	case inAttr:
		if p.expr {
			fill = 'x'
		} else {
			m.state = inTag
		}
	}
	for j := p.Start; j < p.End; j++ {
		if c := m.text[j]; c != '\n' && c != '\r' {
			m.out[j] = fill
		}
	}
	if p.expr && (m.state == inEquals || m.state == inCode) {
		m.value(i)
	}
}

// value puts quotes around a value that code alone makes up: port=<%= @port %>.
func (m *masker) value(i int) {
	p := m.pieces[i]
	if m.state == inEquals {
		m.out[p.Start] = '"'
	}
	m.state = inTag
	if i+1 < len(m.pieces) && m.pieces[i+1].expr && m.pieces[i+1].Start == p.End {
		m.state = inCode
		return
	}
	m.out[p.End-1] = '"'
}

// partOfName reports whether code at the start or the end of an element name belongs to the name. After a name, an
// expression in a start tag does so only when there is an end tag of the same making: <Connector{{ attributes }}/>.
func (m *masker) partOfName(p piece) bool {
	if p.Start == m.begin {
		m.chosen = !p.expr
		return true
	}
	if !p.expr {
		return m.chosen
	}
	if m.coded || m.state == inEndName {
		return true
	}
	m.look(p.End - m.begin)
	return m.endNames[m.text[m.begin:p.End]]
}

// namesAttr reports whether an expression between attributes begins the name of one: an = follows, perhaps after more
// letters and expressions.
func (m *masker) namesAttr(i int) bool {
	if m.pieces[i].Start < m.noNameTo {
		return false
	}
	at, next := m.pieces[i].End, i+1
	for at < len(m.text) {
		if next < len(m.pieces) && m.pieces[next].Start == at {
			if !m.pieces[next].expr {
				break
			}
			at = m.pieces[next].End
			next++
		} else if isNameByte(m.text[at]) {
			at++
		} else {
			break
		}
	}
	m.look(at - m.pieces[i].End)
	if strings.HasPrefix(m.text[m.skip(at, isBlank):], "=") {
		return true
	}
	m.noNameTo = at
	return false
}

func isNameByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c >= 0x80 || strings.IndexByte(":-.", c) >= 0
}
