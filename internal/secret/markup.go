package secret

import "strings"

// markup finds secrets in tags and behind them, in comments too. It reads what
// is not a tag as well as it can: code of a template is skipped wherever it is, and
// in a tag that cannot be read all that follows the name of a secret is one.
func (s *scanner) markup() {
	for at := 0; ; {
		i := strings.IndexByte(s.text[at:], '<')
		if i < 0 {
			return
		}
		at += i + 1
		s.fusedMark = false
		if s.has(at, "!--") { // <!--Password>x</Password-->: fused with the mark
			s.commentEnd = s.next(&s.comment, "-->", at)
			if s.commentEnd < 0 {
				s.commentEnd = len(s.text)
			}
			at, s.fusedMark = s.blanks(at+len("!--")), true
		} else if s.has(at, "!ENTITY") {
			at = s.entity(at + len("!ENTITY"))
			continue
		}
		if at < len(s.text) && s.text[at] == '/' {
			s.apart.close()
			continue
		}
		if at < len(s.text) && s.text[at] == '?' {
			at++
		}
		if end := s.nameEnd(at); end > at {
			at = s.tag(at, end)
		}
	}
}

// nameEnd is where the name at at ends; code of a template may be part of it.
func (s *scanner) nameEnd(at int) int {
	end := at
	for end < len(s.text) {
		switch c := s.text[end]; {
		case bytesOfTags[c]&nameByte != 0:
			if end == at && !isNameStart(c) || c == '-' && s.has(end, "-->") {
				return end
			}
			end++
		case c == '<' || s.codeEnd(end) == end:
			return end
		default:
			end = s.codeEnd(end)
		}
	}
	return end
}

// element is what a start tag says of its element.
type element struct {
	name       string
	kind       kind
	from       int    // behind what says that the element is a secret
	values     []Span // of the attributes that may hold it
	broken     bool   // the tag cannot be read
	aliased    bool   // its text is a secret
	selfClosed bool
}

// tag reads a start tag, whose name lies from start to at, and the value behind
// it; it returns where to go on.
func (s *scanner) tag(start, at int) int {
	if end, ok := s.harmlessTag(start, at); ok {
		return end
	}
	e, mayBeProse := element{name: s.text[start:at], from: at}, s.fusedMark
	e.kind = max(s.kindAt(start, at), s.apart.value(local(e.name)))
	if n := s.fused(e.name, at); n > 0 { // <Passwordx</Password>
		e.name, e.from, e.kind = e.name[:n], start+n, hidden
	}
	at = s.attributes(&e, at)
	if e.kind == plain && e.aliased {
		e.kind, e.values = hidden, nil
	}
	switch {
	case e.kind == plain:
		if !e.broken && !e.selfClosed {
			s.nameOrValue(e.name, at)
		}
		return at
	case e.broken: // <Password@x</Password>
		if len(e.values) > 0 {
			e.from = min(e.from, e.values[0].Start)
		}
		end := at
		if !e.selfClosed {
			end = s.elementEnd(e.name, at)
		}
		if mayBeProse && !s.has(end, "</") {
			return at // <!-- password of the keystore -->
		}
		s.addWhole(e.from, end)
		return end
	}
	for _, v := range e.values {
		if s.isSecret(e.kind, v.Start, v.End) {
			s.addWhole(v.Start, v.End)
		}
	}
	mayBeBehind := s.kind(e.name) != plain && len(e.values) == 0 && !e.aliased
	if e.selfClosed {
		if mayBeBehind {
			at = s.behindEmpty(at) // <Password/>x
		}
		return at
	}
	end := s.elementEnd(e.name, at)
	if mayBeBehind && end == at && s.has(at, "</") {
		return s.behindEmpty(s.nameEnd(at+len("</")) + 1)
	}
	if s.isSecret(e.kind, at, end) {
		s.addWhole(at, end)
	}
	return end
}

// behindEmpty takes the text between an empty element of a secret, which ends at
// at, and the next tag or the end of its line for the secret; it returns where that ends. A
// comment may speak of such an element.
func (s *scanner) behindEmpty(at int) int {
	if at <= s.commentEnd || at > len(s.text) {
		return min(at, len(s.text))
	}
	end := s.bare(at, true)
	s.work += end - at
	s.addWhole(at, end)
	return end
}

// fused is the length of the name that a tag has whose name, which ends at at,
// runs into the value: the line has an end tag of the name and no start tag of
// it, or the name goes on behind that of a secret. It is 0 for other tags.
func (s *scanner) fused(name string, at int) int {
	tag := ""
	eol := s.next(&s.eol, "\n", at)
	n := s.next(&s.endTag, "</", at)
	if n >= 0 && (eol < 0 || n < eol) {
		tag = s.text[n+2 : s.nameEnd(n+2)]
	}
	switch {
	case tag != "" && len(tag) < len(name) && hasPrefixFold(name, tag) && s.kind(tag) != plain && !strings.Contains(s.text[at:n], "<"+tag):
		return len(tag)
	case at == len(s.text), isBlank(s.text[at]), s.text[at] == '>', s.has(at, "/>"), s.has(at, "?>"), s.has(at, "-->"), s.codeEnd(at) > at,
		strings.EqualFold(tag, name):
		return 0
	}
	if s.kind(name) == plain {
		return 0
	}
	return max(0, ofSecret(name))
}

// attributes reads those of e, up to and with the end of the tag.
func (s *scanner) attributes(e *element, at int) int {
	for {
		at = s.blanks(at)
		switch {
		case at >= len(s.text):
			e.broken = true
			return at
		case s.text[at] == '>':
			return at + 1
		case s.has(at, "/>"), s.has(at, "?>"):
			e.selfClosed = true
			return at + 2
		case s.has(at, "-->"): // <!--Password/-->, or a word of a comment
			e.selfClosed = true
			return at
		}
		if end := s.codeEnd(at); end > at {
			at = end
			continue
		}
		if s.text[at] == '<' {
			e.broken = true
			return at
		}
		end := s.nameEnd(at)
		if end == at { // a stray quote, or part of a value that ended too soon
			e.broken = true
			at++
			continue
		}
		name := s.text[at:end]
		k := s.kindAt(at, end)
		v, next, ok := s.attrValue(end, k != plain)
		if !ok {
			e.broken = true // a word without a value
			at = end
			continue
		}
		e.broken = e.broken || v.Start > 0 && s.text[v.Start-1] == '=' && s.codeEnd(v.Start) == v.Start
		at = next
		s.attribute(e, name, k, v)
	}
}

// attribute notes what an attribute of e says.
func (s *scanner) attribute(e *element, name string, k kind, v Span) {
	if strings.HasSuffix(name, ":secretAlias") { // the secret is kept elsewhere
		e.aliased = true
		return
	}
	if k != plain {
		if s.isSecret(k, v.Start, v.End) {
			s.addWhole(v.Start, v.End)
		}
		return
	}
	if says := s.says(local(name), s.text[v.Start:v.End]); says != plain {
		if says > e.kind {
			e.kind, e.from = says, v.End
		}
		return
	}
	if !describes(name) {
		e.values = append(e.values, v)
	}
}

// says is what the value of an attribute says of its element: most name one.
func (s *scanner) says(attr, value string) kind {
	switch strings.ToLower(attr) {
	case "name", "key", "id":
		return s.kind(value)
	case "class", "ref", "type", "secretalias", "provider", "value", "val", "href", "src":
		return plain
	}
	if len(value) > maxName || strings.ContainsAny(value, " \t\r\n=/?&;,") {
		return plain
	}
	return s.kind(value)
}

// describes reports whether an attribute says something about its element, so
// that it is no secret where the element is one.
func describes(attr string) bool {
	if strings.HasPrefix(attr, "xmlns") || strings.HasPrefix(attr, "xsi:") {
		return true
	}
	switch strings.ToLower(local(attr)) {
	case "name", "key", "id", "type", "class", "provider", "locked", "encrypted", "encoding", "scope", "ref", "secretalias", "space",
		"required", "minoccurs", "maxoccurs", "for", "usage", "uri", "action":
		return true
	}
	return false
}
