package xmldoc

import (
	"slices"
	"strings"
)

// dtd is what a DOCTYPE declares that a reader of the file needs. A nil dtd is a file without one.
type dtd struct {
	entities map[string]*entity
	params   map[string]*entity // parameter entities
	defaults map[string][]int32 // attributes that elements of a name have when they do not give them, in tree.defaults
	outside  bool               // more declarations may be in files that are not read
	unread   bool               // those before the current offset are: what follows may be declared otherwise there
}

func (d *dtd) entity(name string) *entity {
	if d == nil {
		return nil
	}
	return d.entities[name]
}

func (d *dtd) incomplete() bool { return d != nil && d.outside }

// addDefaults adds to the attributes of the element just read, of which the first
// is given, those that it has by default.
func (r *reader) addDefaults(element string, first int) error {
	t := r.tree
	given := t.attrs[first:]
	for _, i := range r.dtd.defaults[element] {
		name := t.defaults[i].written()
		if slices.ContainsFunc(given, func(b attr) bool { return t.attrName(b) == name }) {
			continue
		}
		if r.defaults++; r.defaults > maxElements {
			return ErrDefaults
		}
		t.attrs = append(t.attrs, attr{start: ^i, name: r.intern(name)})
	}
	return nil
}

// doctype reads the DOCTYPE.
func (r *reader) doctype() error {
	second := len(r.records) > 0 || r.dtd != nil
	if second && r.file.code == nil {
		return r.fail(r.at, "a DOCTYPE that is not before the root element, or not the first")
	}
	first := r.dtd
	r.dtd = &dtd{entities: map[string]*entity{}, params: map[string]*entity{}, defaults: map[string][]int32{}}
	s := &subset{r: r, dtd: r.dtd, text: r.text, at: r.at + len("<!DOCTYPE"), start: r.at, ref: -1}
	if err := s.doctype(); err != nil {
		return err
	}
	r.tree.doctypes = append(r.tree.doctypes, Span{Start: r.at, End: s.at})
	r.at = s.at
	if first != nil {
		r.dtd = first // of several arms of a condition the first counts
	}
	return nil
}

// subset reads the declarations of a DOCTYPE, or those that a parameter entity holds.
type subset struct {
	r     *reader
	dtd   *dtd
	text  string
	at    int
	start int // offset of the DOCTYPE
	ref   int // offset of the reference to the entity whose text it is; -1 for the file
}

const wrongDoctype = "a DOCTYPE that is not well-formed"

func (s *subset) doctype() error {
	if err := s.need(s.blanks()); err != nil {
		return err
	}
	if err := s.name(); err != nil {
		return err
	}
	if s.blanks() && (s.has("SYSTEM") || s.has("PUBLIC")) {
		if err := s.externalID(true); err != nil {
			return err
		}
		s.dtd.outside = true
		s.blanks()
	}
	if s.accept("[") {
		if err := s.declarations(); err != nil {
			return err
		}
		if err := s.need(s.accept("]")); err != nil {
			return err
		}
		s.blanks()
	}
	return s.need(s.accept(">"))
}

// declarations reads up to the ] of a DOCTYPE, or to the end of the text of an entity.
func (s *subset) declarations() error {
	for {
		s.blanks()
		var err error
		switch {
		case s.at == len(s.text) && s.ref >= 0, s.has("]") && s.ref < 0:
			return nil
		case s.accept("%"):
			err = s.paramReference()
		case s.has("<?"):
			err = s.skip((*reader).procInst)
		case s.has("<!--"):
			err = s.skip((*reader).comment)
		case s.accept("<!ENTITY"):
			err = s.entity()
		case s.accept("<!ATTLIST"):
			err = s.attlist()
		case s.accept("<!ELEMENT"):
			err = s.element()
		case s.accept("<!NOTATION"):
			err = s.notation()
		default:
			err = s.fail(s.at, wrongDoctype)
		}
		if err != nil {
			return err
		}
	}
}

// skip reads a comment or a processing instruction.
func (s *subset) skip(read func(*reader) error) error {
	if s.ref >= 0 { // not in the file: nothing of it is kept
		inner := reader{file: &file{text: s.text}, tree: &tree{}, text: s.text, at: s.at}
		if read(&inner) != nil {
			return s.fail(s.at, wrongDoctype)
		}
		s.at = inner.at
		return nil
	}
	s.r.at = s.at
	err := read(s.r)
	s.at = s.r.at
	return err
}

// paramReference reads a reference to a parameter entity, behind its %.
func (s *subset) paramReference() error {
	start := s.at
	if err := s.name(); err != nil {
		return err
	}
	name := s.text[start:s.at]
	if err := s.need(s.accept(";")); err != nil {
		return err
	}
	e := s.dtd.params[name]
	r := s.r
	switch {
	case e == nil || e.external: // a mistake or not: no parser of the server minds
		s.dtd.outside, s.dtd.unread = true, true
		return nil
	case e.open:
		return s.fail(start-1, "a reference to an entity that contains itself")
	}
	r.expanded += len(e.text)
	if r.nesting++; r.expanded > maxExpanded || r.nesting > maxDepth {
		return ErrEntities
	}
	e.open = true
	inner := &subset{r: r, dtd: s.dtd, text: e.text, start: s.start, ref: start - 1}
	if s.ref >= 0 {
		inner.ref = s.ref
	}
	err := inner.declarations()
	e.open = false
	r.nesting--
	return err
}

// need is the error of a mistake at the current offset, nil when ok.
func (s *subset) need(ok bool) error {
	if ok {
		return nil
	}
	return s.fail(s.at, wrongDoctype)
}

func (s *subset) fail(at int, msg string) error {
	switch {
	case s.ref >= 0:
		return s.r.fail(s.ref, "%s, by way of a parameter entity", msg)
	case at >= len(s.text):
		return s.r.unclosed("the DOCTYPE", s.start)
	}
	return s.r.fail(at, "%s", msg)
}

func (s *subset) has(text string) bool { return strings.HasPrefix(s.text[s.at:], text) }

func (s *subset) accept(text string) bool {
	ok := s.has(text)
	if ok {
		s.at += len(text)
	}
	return ok
}

// blanks passes over white space and reports whether there was any.
func (s *subset) blanks() bool {
	start := s.at
	s.at = skipBlanks(s.text, s.at)
	return s.at > start
}

func (s *subset) name() error {
	end, bad := scanName(s.text, s.at)
	if bad >= 0 {
		return s.fail(bad, "a character that XML does not allow in a name")
	}
	ok := end > s.at
	s.at = end
	return s.need(ok)
}

// literal passes over a value in quotes, of which it returns the extent.
func (s *subset) literal() (Span, error) {
	if s.at == len(s.text) || s.text[s.at] != '"' && s.text[s.at] != '\'' {
		return Span{}, s.need(false)
	}
	start := s.at + 1
	n := strings.IndexByte(s.text[start:], s.text[s.at])
	if n < 0 {
		return Span{}, s.fail(len(s.text), wrongDoctype)
	}
	s.at = start + n + 1
	return Span{Start: start, End: start + n}, nil
}
