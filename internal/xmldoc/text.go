package xmldoc

import (
	"golang.org/x/text/encoding/charmap"

	"github.com/carbonlint/carbonlint/internal/template"
)

// ReadText reads src as text alone, for a file that is not XML, such as a
// properties file: the Document has text, lines and positions, but no tree, so
// that Find finds nothing and no edit is possible. Bytes that are not UTF-8 and
// declare nothing else are read as ISO-8859-1, as Java reads properties. It keeps
// src, which must not change any more.
func ReadText(path string, src []byte) *Document {
	c, err := sniff(src)
	text := ""
	if err == nil {
		text, _, err = c.decode(src)
	}
	if err != nil {
		c = codec{name: "ISO-8859-1", enc: charmap.ISO8859_1}
		text, _, _ = c.decode(src) // every byte is a character there
	}
	f := &file{src: src, codec: c, text: text, code: template.ScanFile(path, text)}
	return &Document{Path: path, file: f, tree: &tree{}}
}
