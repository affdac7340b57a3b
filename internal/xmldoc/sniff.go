package xmldoc

import (
	"bytes"
	"fmt"
	"strings"
)

// sniff finds the encoding of src as Java's XML parsers do: the first bytes say which family it is of, the XML
// declaration which of the family. The codec that comes with an error is the family's.
func sniff(src []byte) (codec, error) {
	c := codec{name: "UTF-8"}
	if IsEBCDIC(src) {
		return c, ErrEncoding
	}
	for _, s := range starts {
		if strings.HasPrefix(string(src[:min(len(src), 4)]), s.bytes) {
			if c = s.codec; s.bom {
				c.bom = src[:len(s.bytes)]
			}
			break
		}
	}
	head := src[len(c.bom):min(len(src), 2048)]
	if c.enc != nil {
		head = everySecond(head, c.name == "UTF-16BE")
	}
	name, at := declaredEncoding(shared(head))
	upper := strings.ToUpper(name)
	switch {
	case c.enc != nil && c.bom == nil && !bytes.HasPrefix(head, []byte("<?")):
		return c, &encodingError{0, "UTF-16 without a byte order mark or an XML declaration"}
	case c.enc != nil:
		if upper != "" && upper != "UTF-16" && upper != c.name && upper != "ISO-10646-UCS-2" {
			return c, &encodingError{at, fmt.Sprintf("the XML declaration says %s, but the file is %s", name, c.name)}
		}
		return c, nil
	case strings.HasPrefix(upper, "UTF-16"):
		return c, &encodingError{at, fmt.Sprintf("the XML declaration says %s, but the file is not", name)}
	case name == "" || upper == "UTF-8" || upper == "UTF8":
		return c, nil
	}
	named, ok := lookUpEncoding(upper)
	if !ok {
		return c, &encodingError{at, fmt.Sprintf("declared encoding %q is not known", name)}
	}
	named.bom = c.bom // the declaration wins over a byte order mark of UTF-8
	return named, nil
}

// everySecond narrows UTF-16 of ASCII characters to those.
func everySecond(text []byte, bigEndian bool) []byte {
	first := 0
	if bigEndian {
		first = 1
	}
	var out []byte
	for i := first; i < len(text); i += 2 {
		out = append(out, text[i])
	}
	return out
}

// starts are the bytes by which a parser knows a family of encodings before it has read a character.
var starts = []struct {
	bytes string
	bom   bool
	codec codec
}{
	{"\xef\xbb\xbf", true, codec{name: "UTF-8"}},
	{"\xff\xfe", true, codec{name: "UTF-16LE", enc: utf16LE}},
	{"\xfe\xff", true, codec{name: "UTF-16BE", enc: utf16BE}},
	{"<\x00", false, codec{name: "UTF-16LE", enc: utf16LE}},
	{"\x00<", false, codec{name: "UTF-16BE", enc: utf16BE}},
}

// ebcdicStart is <?xm in EBCDIC, by which parsers know that family; see appendix F of the XML specification.
const ebcdicStart = "\x4c\x6f\xa7\x94"

// IsEBCDIC reports whether src is XML in EBCDIC, which Parse refuses with ErrEncoding.
func IsEBCDIC(src []byte) bool { return bytes.HasPrefix(src, []byte(ebcdicStart)) }

// declaredEncoding finds the name that the XML declaration at the start of head
// gives to the encoding, and where it is; "" when there is none.
func declaredEncoding(head string) (name string, at int) {
	const blank = " \t\r\n\f"
	start := len(head) - len(strings.TrimLeft(head, blank))
	if !strings.HasPrefix(head[start:], "<?xml") {
		return "", 0
	}
	start += len("<?xml")
	end := len(head)
	if n := strings.IndexByte(head[start:], '>'); n >= 0 {
		end = start + n
	}
	for at = start; ; {
		n := strings.Index(head[at:end], "encoding")
		if n < 0 {
			return "", 0
		}
		at += n
		ok := at > start && strings.IndexByte(blank, head[start]) >= 0 && !isWord(head[at-1])
		at += len("encoding")
		rest, equal := strings.CutPrefix(strings.TrimLeft(head[at:], blank), "=")
		if !ok || !equal {
			continue
		}
		rest = strings.TrimLeft(rest, blank)
		if rest == "" || rest[0] != '"' && rest[0] != '\'' {
			continue
		}
		rest = rest[1:]
		if n = encodingEnd(rest); n > 0 && n < len(rest) && (rest[n] == '"' || rest[n] == '\'') {
			return rest[:n], len(head) - len(rest)
		}
	}
}

// isWord reports whether c may be part of a word.
func isWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_'
}

// encodingEnd is where the name of an encoding at the start of text ends; 0 when there is none.
func encodingEnd(text string) int {
	for i := range len(text) {
		c := text[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || !isWord(c) && c != '.' && c != '-') {
			return i
		}
	}
	return len(text)
}
