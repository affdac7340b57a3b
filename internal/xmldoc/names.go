package xmldoc

import (
	"encoding/xml"
	"sort"
	"strings"
	"unicode/utf8"
)

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// isNameStart and isNameByte judge ASCII alone; of other characters isName has the say.
func isNameStart(c byte) bool { return classes[c]&nameStart != 0 }

func isNameByte(c byte) bool { return classes[c] != 0 }

const (
	nameByte  = 1 << iota // may be in a name
	nameStart             // may be its first
	nameOther             // is not ASCII
)

// classes says of each byte what it is in a name.
var classes = func() (of [256]byte) {
	for c := range of {
		switch b := byte(c); {
		case b|0x20 >= 'a' && b|0x20 <= 'z', b == '_', b == ':':
			of[c] = nameByte | nameStart
		case b >= utf8.RuneSelf:
			of[c] = nameByte | nameStart | nameOther
		case b >= '0' && b <= '9', b == '-', b == '.':
			of[c] = nameByte
		}
	}
	return of
}()

// blanks is where the white space from at on ends.
func (r *reader) blanks(at int) int { return skipBlanks(r.text, at) }

func skipBlanks(text string, at int) int {
	for at < len(text) && isBlank(text[at]) {
		at++
	}
	return at
}

// name is where the name from at on ends: at itself when there is none.
func (r *reader) name(at int) (end int, err error) {
	text := r.text
	var of byte
	for end = at; end < len(text); end++ {
		c := classes[text[end]]
		if c == 0 {
			break
		}
		of |= c
	}
	if end > at && of&nameOther == 0 && isNameStart(text[at]) {
		return end, nil
	}
	end, bad := scanName(text, at)
	if bad >= 0 {
		return at, r.fail(bad, "a character that XML does not allow in a name")
	}
	return end, nil
}

// scanName finds the end of the name at at, and where it has a character that
// no name may have, -1 when it has none.
func scanName(text string, at int) (end, bad int) {
	if at >= len(text) || !isNameStart(text[at]) {
		return at, -1
	}
	var all byte
	for end = at; end < len(text) && isNameByte(text[end]); end++ {
		all |= text[end]
	}
	if all < utf8.RuneSelf || isName(text[at:end]) {
		return end, -1
	}
	// Every start of a name is a name: the bad character is the first whose end makes one that is not.
	good := sort.Search(end-at, func(n int) bool {
		for n < end-at && !utf8.RuneStart(text[at+n]) {
			n++
		}
		return n > 0 && !isName(text[at:at+n])
	})
	return at, at + good - 1
}

// isName reports whether name is one by the tables of the fourth edition of XML
// 1.0, which the server's parsers have; encoding/xml has them too.
func isName(name string) bool {
	// One : more would be refused there, and here is a matter of namespaces.
	tok, err := xml.NewDecoder(strings.NewReader("<?" + strings.ReplaceAll(name, ":", "_") + "?>")).RawToken()
	_, ok := tok.(xml.ProcInst)
	return ok && err == nil
}

// splitName parts a name into its prefix and the rest.
func splitName(name string) (prefix, local string) {
	if i := strings.IndexByte(name, ':'); i > 0 && i+1 < len(name) {
		return name[:i], name[i+1:]
	}
	return "", name
}

// firstIllegal is where text has its first character that XML does not allow
// anywhere, -1 when it has none.
func firstIllegal(text string, xml11 bool) int {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' && !isBlank(c):
			return i
		case c == 0xef && i+2 < len(text) && text[i+1] == 0xbf && text[i+2] >= 0xbe: // U+FFFE, U+FFFF
			return i
		case xml11 && (c == 0x7f || c == 0xc2 && i+1 < len(text) && text[i+1] < 0xa0):
			return i
		}
	}
	return -1
}

// isChar reports whether a character reference may name c.
func isChar(c rune, xml11 bool) bool {
	switch {
	case c < ' ':
		return c == '\t' || c == '\n' || c == '\r' || xml11 && c > 0
	case c >= 0xd800 && c <= 0xdfff, c == 0xfffe, c == 0xffff, c > utf8.MaxRune:
		return false
	}
	return true
}
