package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"

	"github.com/carbonlint/carbonlint/internal/printable"
)

// output collects what a format writes and hands it on in larger pieces. A format of
// text hands on whole lines, of which none gives a command to a CI system. A format of
// commands, or of JSON, sets raw. After an error nothing more is written.
type output struct {
	bytes.Buffer
	w   io.Writer
	raw bool
	err error
}

// outputPiece is the size from which on a piece is handed on.
const outputPiece = 32 << 10

// Write collects p. It hands on what was collected when that is enough.
func (o *output) Write(p []byte) (int, error) {
	o.Buffer.Write(p)
	if o.Len() >= outputPiece {
		n := o.Len()
		if !o.raw {
			n = bytes.LastIndexByte(o.Bytes(), '\n') + 1
		}
		o.handOn(n)
	}
	return len(p), o.err
}

// flush hands on everything. Call it at the end of a line.
func (o *output) flush() error {
	o.handOn(o.Len())
	return o.err
}

func (o *output) handOn(n int) {
	piece := o.Next(n)
	if o.err != nil || n == 0 {
		return
	}
	if !o.raw && bytes.Contains(piece, []byte("::")) {
		piece = []byte(printable.LineStarts(string(piece)))
	}
	_, o.err = o.w.Write(piece)
}

// json writes a value without the newline at its end. Lines after the first begin with
// prefix; indent "" writes one line.
func (o *output) json(v any, prefix, indent string) error {
	var document bytes.Buffer
	enc := json.NewEncoder(&document)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, indent)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := o.Write(printable.JSON(bytes.TrimSuffix(document.Bytes(), []byte("\n"))))
	return err
}

// jsonList writes the elements of a list one by one, each on lines of its own.
type jsonList struct {
	*output
	indent string // of the list
	some   bool
}

// add writes an element.
func (l *jsonList) add(v any) error {
	if l.some {
		l.WriteByte(',')
	}
	l.some = true
	l.WriteString("\n" + l.indent + "  ")
	return l.json(v, l.indent+"  ", "  ")
}

// end closes the list.
func (l *jsonList) end() {
	if l.some {
		l.WriteString("\n" + l.indent)
	}
	l.WriteByte(']')
}

// begin writes the start of a document whose fields head are followed by a list.
func (l *jsonList) begin(head any, name string) error {
	var o output
	if err := o.json(head, "", "  "); err != nil {
		return err
	}
	l.Buffer.Write(bytes.TrimSuffix(o.Bytes(), []byte("\n}")))
	l.WriteString(",\n  \"" + name + "\": [")
	return nil
}

// xmlElement writes an element on lines of its own.
func (o *output) xmlElement(v any, name, prefix string) error {
	enc := xml.NewEncoder(&o.Buffer)
	enc.Indent(prefix, "  ")
	if err := enc.EncodeElement(v, xml.StartElement{Name: xml.Name{Local: name}}); err != nil {
		return err
	}
	o.WriteByte('\n')
	return nil
}
