package xmldoc

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
)

// codec says how a file's bytes become UTF-8 text and back.
type codec struct {
	name string
	bom  []byte
	enc  encoding.Encoding // nil for UTF-8
}

var boms = []struct {
	mark []byte
	name string
	enc  encoding.Encoding
}{
	{[]byte("\xef\xbb\xbf"), "UTF-8", nil},
	{[]byte("\xff\xfe"), "UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{[]byte("\xfe\xff"), "UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

var declaredEncoding = regexp.MustCompile(`^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']`)

// sniff finds the encoding of src the way an XML parser does: by byte order
// mark, by the pattern of the first bytes, by the XML declaration, else UTF-8.
func sniff(src []byte) (codec, error) {
	for _, b := range boms {
		if bytes.HasPrefix(src, b.mark) {
			return codec{name: b.name, bom: b.mark, enc: b.enc}, nil
		}
	}
	switch {
	case bytes.HasPrefix(src, []byte("<\x00")):
		return codec{name: "UTF-16LE", enc: boms[1].enc}, nil
	case bytes.HasPrefix(src, []byte("\x00<")):
		return codec{name: "UTF-16BE", enc: boms[2].enc}, nil
	}
	m := declaredEncoding.FindSubmatch(src[:min(len(src), 1024)])
	if m == nil {
		return codec{name: "UTF-8"}, nil
	}
	name := string(m[1])
	switch strings.ToUpper(name) {
	case "UTF-8", "UTF8":
		return codec{name: "UTF-8"}, nil
	case "US-ASCII", "ASCII":
		name = "ISO-8859-1" // what Java's parsers read it as
	case "UTF-16":
		return codec{}, fmt.Errorf("declared as UTF-16, but its bytes are not")
	}
	enc, err := ianaindex.IANA.Encoding(name)
	if err != nil || enc == nil {
		return codec{}, fmt.Errorf("declared encoding %q is not known", name)
	}
	return codec{name: name, enc: enc}, nil
}

// decode gives the UTF-8 text of src.
func (c codec) decode(src []byte) (string, error) {
	src = src[len(c.bom):]
	if c.enc == nil {
		if !utf8.Valid(src) {
			return "", &invalidBytes{offset: firstInvalid(src)}
		}
		return string(src), nil
	}
	out, err := c.enc.NewDecoder().Bytes(src)
	if err != nil {
		return "", fmt.Errorf("decode as %s: %w", c.name, err)
	}
	return string(out), nil
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
	_, err := c.enc.NewEncoder().String(string(r))
	return err == nil
}

// invalidBytes says where a file stops being UTF-8.
type invalidBytes struct{ offset int }

func (e *invalidBytes) Error() string { return "not valid UTF-8" }

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
