package secret

import (
	"strings"
	"unicode/utf8"
)

// maxName is the length in bytes of the longest text that is taken for a name.
const maxName = 200

// pair follows elements of which one holds the name of a setting and another
// its value: <name>password</name><value>x</value>, in either order.
type pair struct {
	named kind // what the last name said, until its value came
	last  Span // the last value, as long as its name may follow
	ended bool // the tag before was an end tag
}

// close notes an end tag. A second one in a row closes the element around.
func (p *pair) close() {
	if p.ended {
		p.last = Span{}
	}
	p.ended = true
}

// value is the kind of the element called name, as far as the name before it
// says.
func (p *pair) value(name string) kind {
	p.ended = false
	if p.named == plain || !holdsValue(name) {
		return plain
	}
	k := p.named
	p.named = plain
	return k
}

// nameOrValue reads the text at at of an element that may hold a name, or a
// value whose name follows.
func (s *scanner) nameOrValue(name string, at int) {
	element := local(name)
	isName, isValue := holdsName(element), holdsValue(element)
	if !isName && !isValue {
		return
	}
	if isName {
		k := plain
		if n := strings.IndexByte(s.text[at:min(len(s.text), at+maxName)], '<'); n >= 0 {
			k = s.kind(strings.TrimSpace(s.text[at : at+n]))
		}
		if last := s.apart.last; k != plain && last.End > last.Start && s.isSecret(k, last.Start, last.End) {
			s.addWhole(last.Start, last.End)
			k = plain
		}
		s.apart.named, s.apart.last = k, Span{}
	}
	if isValue {
		s.apart.last = Span{Start: at, End: s.elementEnd(name, at)}
	}
}

// holdsName and holdsValue report whether an element or field of this name
// gives the name, or the value, of a setting. <string> may be both.
func holdsName(name string) bool {
	if !endsInOneOf(name, "eygdnk") {
		return false
	}
	switch name = strings.ToLower(name); name {
	case "name", "key", "string", "id", "n", "k":
		return true
	}
	return hasSuffixOf(name, "name")
}

func holdsValue(name string) bool {
	if !endsInOneOf(name, "elvgta") {
		return false
	}
	switch name = strings.ToLower(name); name {
	case "value", "val", "v", "string", "content", "text", "default", "defaultvalue", "default-value", "stringvalue", "data":
		return true
	}
	return hasSuffixOf(name, "value")
}

// endsInOneOf reports whether a name may end in one of some small letters in any
// case.
func endsInOneOf(name, letters string) bool {
	if name == "" {
		return false
	}
	last := name[len(name)-1]
	return last >= utf8.RuneSelf || strings.IndexByte(letters, lower(last)) >= 0
}

// hasSuffixOf reports whether name is that of a field of an entry, a property or
// the like: entry-name, PropertyValue.
func hasSuffixOf(name, field string) bool {
	of, ok := strings.CutSuffix(name, field)
	if of = strings.TrimRight(of, "-_."); !ok {
		return false
	}
	for _, thing := range []string{"entry", "param", "parameter", "prop", "property", "attribute", "field", "setting", "option", "argument"} {
		if strings.HasSuffix(of, thing) {
			return true
		}
	}
	return false
}
