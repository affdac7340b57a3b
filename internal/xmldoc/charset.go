package xmldoc

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// codec says how a file's bytes become UTF-8 text and back.
type codec struct {
	name string
	bom  []byte
	enc  encoding.Encoding // nil for UTF-8
}

var (
	utf16LE = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16BE = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

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

var declaredEncoding = lazy.MustCompile(`^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']`)

// encodingError says where the bytes of a file are not what its encoding asks for.
type encodingError struct {
	offset int // into the text
	msg    string
}

func (e *encodingError) Error() string { return e.msg }

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
	name, at := "", 0
	if m := declaredEncoding.FindSubmatchIndex(head); m != nil {
		name, at = string(head[m[2]:m[3]]), m[2]
	}
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

const ascii = "US-ASCII"

// javaNames are names that Java has beside those of IANA.
var javaNames = strings.NewReplacer("ISO8859-", "ISO-8859-", "ISO8859_", "ISO-8859-", "CP125", "WINDOWS-125", "MS932", "SHIFT_JIS", "WINDOWS-31J", "SHIFT_JIS", "TIS-620", "WINDOWS-874", "GB2312", "GBK")

// lookUpEncoding finds an 8-bit or multi-byte encoding by a name that Java knows.
func lookUpEncoding(upper string) (codec, bool) {
	switch upper {
	case "MACINTOSH", "HZ-GB-2312":
		return codec{}, false // not in Java
	case ascii, "ASCII", "CSASCII", "ANSI_X3.4-1968", "ANSI_X3.4-1986", "ISO646-US", "ISO-IR-6", "CP367", "IBM367", "US":
		return codec{name: ascii, enc: charmap.ISO8859_1}, true
	}
	enc := registered(javaNames.Replace(upper))
	return codec{name: upper, enc: enc}, enc != nil
}

// decode gives the UTF-8 text of src. When src is not in the encoding the text
// that comes with the error is good up to the mistake.
func (c codec) decode(src []byte) (string, error) {
	src = src[len(c.bom):]
	switch {
	case c.enc == nil:
		if !utf8.Valid(src) {
			return strings.ToValidUTF8(string(src), "?"), &encodingError{firstInvalid(src), "not valid UTF-8"}
		}
		return string(src), nil
	case c.name == ascii:
		for i, b := range src {
			if b >= utf8.RuneSelf {
				return strings.ToValidUTF8(string(src), "?"), &encodingError{i, "declared as US-ASCII, which does not have this character"}
			}
		}
		return string(src), nil
	}
	out, err := c.enc.NewDecoder().Bytes(src)
	if err != nil {
		return strings.ToValidUTF8(string(src), "?"), &encodingError{0, "cannot be decoded as " + c.name}
	}
	text := string(out)
	if strings.HasPrefix(c.name, "UTF-16") {
		if n := firstDifference(c, text, src); n >= 0 {
			return text, &encodingError{n, "not valid UTF-16"}
		}
	}
	return text, nil
}

// firstDifference is where text stops being what the UTF-16 of src says, -1 when it does not: a surrogate without
// its other half or a byte at the end.
func firstDifference(c codec, text string, src []byte) int {
	back, err := c.enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		return 0
	}
	n := 0
	for n < len(back) && n < len(src) && back[n] == src[n] {
		n++
	}
	if n == len(back) && n == len(src) {
		return -1
	}
	good, _ := c.enc.NewDecoder().Bytes(src[:n/2*2])
	return min(len(strings.TrimSuffix(string(good), "\ufffd")), len(text))
}

// encode gives the bytes of text in the file's own encoding.
func (c codec) encode(text string) ([]byte, error) {
	if c.enc == nil {
		return append(bytes.Clone(c.bom), text...), nil
	}
	out, err := c.enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("encode as %s: %w", c.name, err)
	}
	return append(bytes.Clone(c.bom), out...), nil
}

// restores reports whether text, which src was decoded to, encodes to src again.
func (c codec) restores(text string, src []byte) bool {
	if c.enc == nil {
		return true // decoded without change
	}
	back, err := c.encode(text)
	return err == nil && bytes.Equal(back, src)
}

// holds reports whether the encoding has a code for r.
func (c codec) holds(r rune) bool {
	if r < utf8.RuneSelf || c.enc == nil {
		return true
	}
	if c.name == ascii {
		return false
	}
	_, err := c.enc.NewEncoder().String(string(r))
	return err == nil
}

func firstInvalid(src []byte) int {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(src)
}
