package xmldoc

import "strings"

// entity is a general entity that the DOCTYPE declares.
type entity struct {
	text     string // its value, its own references unresolved
	external bool   // its text is in another file
	unparsed bool   // it is not text
	open     bool   // it is being read
}

var predefined = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

const strayAmpersand = "an & that starts no known entity: write &amp; for the character itself"

// check finds a mistake in the references of text or of an attribute value. What
// [tree.value] cannot resolve again, because it needs the DOCTYPE, is kept.
func (r *reader) check(start, end int, attr bool) error {
	raw := r.text[start:end]
	if strings.IndexByte(raw, '&') < 0 || r.dtd == nil && plainReferences(raw) {
		return nil
	}
	var b strings.Builder
	x := expansion{r: r, b: &b, text: raw, attr: attr, base: start, ref: -1}
	err := x.run()
	if r.dtd != nil {
		r.tree.resolved = append(r.tree.resolved, resolved{start, b.String()})
	}
	return err
}

// plainReferences reports whether the references in text are all to one of the
// five characters that every parser knows by name.
func plainReferences(text string) bool {
	for {
		i := strings.IndexByte(text, '&')
		if i < 0 {
			return true
		}
		text = text[i+1:]
		name, _, ok := strings.Cut(text[:min(len(text), len("apos;"))], ";")
		if !ok || predefined[name] == "" {
			return false
		}
		text = text[len(name):]
	}
}

// lineEnds turns every line end of text into a line feed.
func lineEnds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// expansion resolves the references of one text: of the file, or of an entity.
type expansion struct {
	r    *reader
	b    *strings.Builder
	text string
	attr bool // the text belongs to an attribute value
	base int  // offset of text in the file
	ref  int  // offset of the reference to the entity whose text it is; -1 for the file
}

func (x *expansion) run() error {
	for at := 0; at < len(x.text); {
		n := strings.IndexAny(x.text[at:], "&\r")
		if n < 0 {
			n = len(x.text) - at
		}
		x.b.WriteString(x.text[at : at+n])
		at += n
		switch rest := x.text[at:]; {
		case rest == "":
		case rest[0] == '&':
			next, err := x.reference(at)
			if err != nil {
				return err
			}
			at = next
		case x.ref >= 0: // in an entity by a character reference: no line end
			x.b.WriteByte('\r')
			at++
		default:
			x.b.WriteByte('\n')
			if at++; strings.HasPrefix(rest, "\r\n") {
				at++
			}
		}
	}
	return nil
}

// fail puts an error at the byte of the file where the mistake shows.
func (x *expansion) fail(at int, msg string) error {
	if x.ref >= 0 {
		return x.r.fail(x.ref, "%s, by way of an entity of the DOCTYPE", msg)
	}
	return x.r.fail(x.base+at, "%s", msg)
}

// reference resolves the reference at at and returns where it ends.
func (x *expansion) reference(at int) (int, error) {
	if strings.HasPrefix(x.text[at:], "&#") {
		c, end, msg := charReference(x.text, at, x.r.tree.xml11)
		if msg != "" {
			return 0, x.fail(at, msg)
		}
		x.b.WriteRune(c)
		return end, nil
	}
	end, bad := scanName(x.text, at+1)
	if end == at+1 || bad >= 0 || end == len(x.text) || x.text[end] != ';' {
		return 0, x.fail(at, strayAmpersand)
	}
	name := x.text[at+1 : end]
	if s, ok := predefined[name]; ok {
		x.b.WriteString(s)
		return end + 1, nil
	}
	return end + 1, x.entity(name, at)
}

// entity writes what the reference to an entity at at comes to.
func (x *expansion) entity(name string, at int) error {
	r := x.r
	e := r.dtd.entity(name)
	switch {
	case e == nil && r.dtd.incomplete() && !r.only:
		return r.leave(ErrExternal)
	case e == nil:
		return x.fail(at, strayAmpersand)
	case e.unparsed:
		return x.fail(at, "a reference to an entity that is not text")
	case e.external && x.attr:
		return x.fail(at, "a reference to an entity of another file inside an attribute value")
	case e.external:
		return r.leave(ErrExternal)
	case e.open:
		return x.fail(at, "a reference to an entity that contains itself")
	case x.attr && strings.IndexByte(e.text, '<') >= 0:
		return x.fail(at, "a < inside an attribute value, by way of an entity")
	case strings.IndexByte(e.text, '<') >= 0:
		return r.leave(ErrMarkup)
	case !x.attr && strings.Contains(e.text, "]]>"):
		return x.fail(at, "]]> outside a CDATA section")
	}
	r.expanded += len(e.text)
	if r.nesting++; r.expanded > maxExpanded || r.nesting > maxDepth {
		return ErrEntities
	}
	e.open = true
	inner := expansion{r: r, b: x.b, text: e.text, attr: x.attr, ref: at + x.base}
	if x.ref >= 0 {
		inner.ref = x.ref
	}
	err := inner.run()
	e.open = false
	r.nesting--
	return err
}

// leave notes that something well-formed is not read. Reading goes on, for a mistake further on counts more.
func (r *reader) leave(why error) error {
	if r.left == nil {
		r.left = why
	}
	return nil
}

// charReference reads the character reference at at. The message says what is
// wrong with it, "" when nothing is.
func charReference(text string, at int, xml11 bool) (c rune, end int, msg string) {
	i, base := at+len("&#"), rune(10)
	if i < len(text) && text[i] == 'x' {
		i, base = i+1, 16
	}
	start := i
	for ; i < len(text); i++ {
		digit, ok := digitOf(text[i], base)
		if !ok {
			break
		}
		if c = c*base + digit; c > 0x10ffff {
			c = 0x110000 // any larger number is as wrong, and must not overflow
		}
	}
	switch {
	case i == start || i == len(text) || text[i] != ';':
		return 0, 0, "a character reference that is not &#, a number and ;"
	case !isChar(c, xml11):
		return 0, 0, "a reference to a character that XML does not allow"
	}
	return c, i + 1, ""
}

func digitOf(c byte, base rune) (rune, bool) {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0'), true
	case base == 16 && c|0x20 >= 'a' && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10, true
	}
	return 0, false
}
