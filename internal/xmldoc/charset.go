package xmldoc

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
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

// encodingError says where the bytes of a file are not what its encoding asks for.
type encodingError struct {
	offset int // into the text
	msg    string
}

func (e *encodingError) Error() string { return e.msg }

const (
	ascii  = "US-ASCII"
	latin1 = "ISO-8859-1"
)

// javaNames are names that Java has beside those of IANA.
var javaNames = strings.NewReplacer("ISO8859-", "ISO-8859-", "ISO8859_", "ISO-8859-", "CP125", "WINDOWS-125", "MS932", "SHIFT_JIS", "WINDOWS-31J", "SHIFT_JIS", "TIS-620", "WINDOWS-874", "GB2312", "GBK")

// lookUpEncoding finds an 8-bit or multi-byte encoding by a name that Java knows.
func lookUpEncoding(upper string) (codec, bool) {
	switch upper {
	case latin1:
		return codec{name: latin1, enc: charmap.ISO8859_1}, true
	case "MACINTOSH", "HZ-GB-2312":
		return codec{}, false // not in Java
	case ascii, "ASCII", "CSASCII", "ANSI_X3.4-1968", "ANSI_X3.4-1986", "ISO646-US", "ISO-IR-6", "CP367", "IBM367", "US":
		return codec{name: ascii, enc: charmap.ISO8859_1}, true
	}
	enc := registered(javaNames.Replace(upper))
	return codec{name: upper, enc: enc}, enc != nil
}

// decode gives the UTF-8 text of src, and whether it is legal: has no character
// that XML 1.0 allows nowhere. When src is not in the encoding the text that comes
// with the error is good up to the mistake, and not legal.
func (c codec) decode(src []byte) (text string, legal bool, err error) {
	src = src[len(c.bom):]
	if strings.HasPrefix(c.name, "UTF-16") {
		text, err = c.convert(src)
		return text, false, err
	}
	text = shared(src)
	plain, legal := survey(text)
	switch {
	case plain && (c.enc == nil || c.name == ascii || c.name == latin1):
		return text, legal, nil
	case c.enc == nil:
		if !utf8.ValidString(text) {
			return strings.ToValidUTF8(text, "?"), false, &encodingError{firstInvalid(src), "not valid UTF-8"}
		}
		return text, legal && !hasNonCharacter(text), nil
	case c.name == ascii:
		at := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
		return strings.ToValidUTF8(text, "?"), false, &encodingError{at, "declared as US-ASCII, which does not have this character"}
	}
	text, err = c.convert(src)
	return text, legal && c.name == latin1, err
}

// convert decodes src, which is not UTF-8.
func (c codec) convert(src []byte) (string, error) {
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
	if c.enc == nil || c.name == latin1 || c.name == ascii {
		return true // every byte is a character, and the only one of its code
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
