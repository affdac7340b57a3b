package xmldoc

import "strings"

// externalID reads SYSTEM or PUBLIC and what follows it. A notation may leave out the system identifier.
func (s *subset) externalID(system bool) error {
	public := s.accept("PUBLIC")
	if !public && !s.accept("SYSTEM") || !s.blanks() {
		return s.need(false)
	}
	id, err := s.literal()
	if err != nil || !public {
		return err
	}
	const marks = " \r\n-'()+,./:=?;!*#@$_%"
	if i := strings.IndexFunc(s.text[id.Start:id.End], func(c rune) bool {
		return (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') && !strings.ContainsRune(marks, c)
	}); i >= 0 {
		return s.fail(id.Start+i, "a character that XML does not allow in a public identifier")
	}
	if blank := s.blanks(); !system {
		if !s.has(`"`) && !s.has("'") {
			return nil
		}
	} else if !blank {
		return s.need(false)
	}
	_, err = s.literal()
	return err
}

// entity reads the declaration of an entity, behind <!ENTITY.
func (s *subset) entity() error {
	if err := s.need(s.blanks()); err != nil {
		return err
	}
	into := s.dtd.entities
	param := s.accept("%")
	if param {
		if into = s.dtd.params; !s.blanks() {
			return s.need(false)
		}
	}
	start := s.at
	if err := s.name(); err != nil {
		return err
	}
	name := s.text[start:s.at]
	if err := s.need(s.blanks()); err != nil {
		return err
	}
	e := &entity{}
	if s.has("SYSTEM") || s.has("PUBLIC") {
		if err := s.externalID(true); err != nil {
			return err
		}
		e.external = true
		if s.blanks() && s.accept("NDATA") {
			if e.unparsed = true; param || !s.blanks() {
				return s.need(false)
			}
			if err := s.name(); err != nil {
				return err
			}
		}
	} else {
		value, err := s.literal()
		if err != nil {
			return err
		}
		if e.text, err = s.entityValue(value); err != nil {
			return err
		}
	}
	s.blanks()
	if _, given := into[name]; !given && !s.dtd.unread {
		into[name] = e // the first declaration counts
	}
	return s.need(s.accept(">"))
}

// entityValue is the text of an entity: character references are resolved, others stay.
func (s *subset) entityValue(value Span) (string, error) {
	var b strings.Builder
	for at := value.Start; at < value.End; {
		rest := s.text[at:value.End]
		n := strings.IndexAny(rest, "&%\r")
		if n < 0 {
			b.WriteString(rest)
			break
		}
		b.WriteString(rest[:n])
		at += n
		switch rest = rest[n:]; {
		case rest[0] == '%':
			return "", s.fail(at, "a % in the value of an entity: write &#37;")
		case rest[0] == '\r':
			b.WriteByte('\n')
			if at++; strings.HasPrefix(rest, "\r\n") {
				at++
			}
		case strings.HasPrefix(rest, "&#"):
			c, end, msg := charReference(s.text[:value.End], at, s.r.tree.xml11)
			if msg != "" {
				return "", s.fail(at, msg)
			}
			b.WriteRune(c)
			at = end
		default:
			end, bad := scanName(s.text[:value.End], at+1)
			if end == at+1 || bad >= 0 || end == value.End || s.text[end] != ';' {
				return "", s.fail(at, strayAmpersand)
			}
			b.WriteString(s.text[at : end+1])
			at = end + 1
		}
	}
	return b.String(), nil
}

// notation reads the declaration of a notation, behind <!NOTATION.
func (s *subset) notation() error {
	if err := s.need(s.blanks()); err != nil {
		return err
	}
	if err := s.name(); err != nil {
		return err
	}
	if err := s.need(s.blanks()); err != nil {
		return err
	}
	if err := s.externalID(false); err != nil {
		return err
	}
	s.blanks()
	return s.need(s.accept(">"))
}

// element reads the declaration of an element, behind <!ELEMENT.
func (s *subset) element() error {
	if err := s.need(s.blanks()); err != nil {
		return err
	}
	if err := s.name(); err != nil {
		return err
	}
	if err := s.need(s.blanks()); err != nil {
		return err
	}
	if !s.accept("EMPTY") && !s.accept("ANY") {
		if err := s.contentModel(); err != nil {
			return err
		}
	}
	s.blanks()
	return s.need(s.accept(">"))
}

// contentModel reads (#PCDATA | a | b)* or a group of elements.
func (s *subset) contentModel() error {
	start := s.at
	mixed := s.accept("(")
	s.blanks()
	if mixed = mixed && s.accept("#PCDATA"); !mixed {
		s.at = start
		return s.particles(0)
	}
	names := false
	for {
		s.blanks()
		if s.accept(")") {
			if star := s.accept("*"); names && !star {
				return s.need(false)
			}
			return nil
		}
		if err := s.need(s.accept("|")); err != nil {
			return err
		}
		names = true
		s.blanks()
		if err := s.name(); err != nil {
			return err
		}
	}
}

// particles reads a group of elements and groups: (a, (b | c)*)+
func (s *subset) particles(depth int) error {
	if depth > maxDepth {
		return ErrTooDeep
	}
	if err := s.need(s.accept("(")); err != nil {
		return err
	}
	separator := ""
	for {
		s.blanks()
		var err error
		if s.has("(") {
			err = s.particles(depth + 1)
		} else if err = s.name(); err == nil {
			s.occurrence()
		}
		if err != nil {
			return err
		}
		s.blanks()
		switch {
		case s.accept(")"):
			s.occurrence()
			return nil
		case separator == "" && (s.has("|") || s.has(",")):
			separator = s.text[s.at : s.at+1]
		}
		if err := s.need(separator != "" && s.accept(separator)); err != nil {
			return err
		}
	}
}

func (s *subset) occurrence() {
	_ = s.accept("?") || s.accept("*") || s.accept("+")
}
