package xmldoc

import "strings"

// attlist reads the declaration of attributes, behind <!ATTLIST.
func (s *subset) attlist() error {
	if err := s.need(s.blanks()); err != nil {
		return err
	}
	start := s.at
	if err := s.name(); err != nil {
		return err
	}
	element := s.text[start:s.at]
	for {
		blank := s.blanks()
		if s.accept(">") {
			return nil
		}
		// Xerces and Woodstox want none behind a value.
		if err := s.need(blank || s.text[s.at-1] == '"' || s.text[s.at-1] == '\''); err != nil {
			return err
		}
		if err := s.attDef(element); err != nil {
			return err
		}
	}
}

// attDef reads the definition of one attribute of an element.
func (s *subset) attDef(element string) error {
	a := Attr{NameSpan: Span{Start: s.at}, Default: true}
	if err := s.name(); err != nil {
		return err
	}
	a.NameSpan.End = s.at
	name := s.text[a.NameSpan.Start:a.NameSpan.End]
	a.Prefix, a.Name = splitName(name)
	if err := s.need(s.blanks()); err != nil {
		return err
	}
	cdata := s.has("CDATA")
	if err := s.attType(); err != nil {
		return err
	}
	switch {
	case !s.blanks():
		return s.need(false)
	case s.accept("#REQUIRED"), s.accept("#IMPLIED"):
		return nil
	case s.accept("#FIXED") && !s.blanks():
		return s.need(false)
	}
	value, err := s.literal()
	if err != nil {
		return err
	}
	if a.Value, err = s.attValue(value); err != nil {
		return err
	}
	if !cdata {
		a.Value = strings.Join(strings.Fields(a.Value), " ")
	}
	a.ValueSpan, a.Span = value, Span{Start: a.NameSpan.Start, End: s.at}
	if s.ref >= 0 { // not in the file: it shows where the reference is
		at := Span{Start: s.ref, End: s.ref}
		a.NameSpan, a.ValueSpan, a.Span = at, at, at
	}
	t := s.r.tree
	for _, i := range s.dtd.defaults[element] {
		if b := t.defaults[i]; a.Name == b.Name && a.Prefix == b.Prefix {
			return nil // the first definition counts
		}
	}
	if len(s.dtd.defaults[element]) == maxDefaults {
		return ErrDefaults
	}
	if !s.dtd.unread {
		s.dtd.defaults[element] = append(s.dtd.defaults[element], int32(len(t.defaults)))
		t.defaults = append(t.defaults, a)
	}
	return nil
}

// attValue is what the default value of an attribute says.
func (s *subset) attValue(value Span) (string, error) {
	raw := s.text[value.Start:value.End]
	less := strings.IndexByte(raw, '<')
	if less >= 0 {
		raw = raw[:less]
	}
	var b strings.Builder
	x := expansion{r: s.r, b: &b, text: raw, attr: true, base: value.Start, ref: s.ref}
	if err := x.run(); err != nil {
		return "", err
	}
	if less >= 0 {
		return "", s.fail(value.Start+less, "a < inside an attribute value: write &lt;")
	}
	return b.String(), nil
}

func (s *subset) attType() error {
	if s.accept("NOTATION") {
		if !s.blanks() {
			return s.need(false)
		}
		return s.choice(s.name)
	}
	if s.has("(") {
		return s.choice(s.nmtoken)
	}
	for _, t := range []string{"CDATA", "IDREFS", "IDREF", "ID", "ENTITY", "ENTITIES", "NMTOKENS", "NMTOKEN"} {
		if s.accept(t) {
			return nil
		}
	}
	return s.need(false)
}

// choice reads a list of alternatives: (a|b).
func (s *subset) choice(one func() error) error {
	if err := s.need(s.accept("(")); err != nil {
		return err
	}
	for {
		s.blanks()
		if err := one(); err != nil {
			return err
		}
		s.blanks()
		if s.accept(")") {
			return nil
		}
		if err := s.need(s.accept("|")); err != nil {
			return err
		}
	}
}

// nmtoken reads a name that may start as names may not.
func (s *subset) nmtoken() error {
	start := s.at
	for s.at < len(s.text) && isNameByte(s.text[s.at]) {
		s.at++
	}
	token := s.text[start:s.at]
	return s.need(token != "" && isName("x"+token))
}
