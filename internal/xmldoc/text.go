package xmldoc

import (
	"golang.org/x/text/encoding/charmap"

	"github.com/carbonlint/carbonlint/internal/template"
)

// ReadText reads src as text alone, for a file that is not XML, such as a
// properties file: the Document has text, lines and positions, but no tree, so
// that Find finds nothing and no edit is possible. Bytes that are not UTF-8 and
// declare nothing else are read as ISO-8859-1, as Java reads properties.
func ReadText(path string, src []byte) *Document {
	d := &Document{Path: path, src: src}
	var err error
	if d.codec, err = sniff(src); err == nil {
		d.text, err = d.codec.decode(src)
	}
	if err != nil {
		d.codec = codec{name: "ISO-8859-1", enc: charmap.ISO8859_1}
		d.text, _ = d.codec.decode(src) // every byte is a character there
	}
	d.readLines()
	d.code = template.ScanFile(path, d.text)
	return d
}
