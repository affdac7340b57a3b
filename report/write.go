package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/carbonlint/carbonlint/internal/printable"
)

// writeJSONTo prints v with the given indentation, none for one line.
func writeJSONTo(b *bytes.Buffer, v any, indent string) error {
	var document bytes.Buffer
	enc := json.NewEncoder(&document)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Write(printable.JSON(document.Bytes()))
	return nil
}

// write hands what build prints to w in one piece.
func write(w io.Writer, format string, build func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	err := build(&b)
	if err == nil {
		_, err = w.Write(b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("write the %s report: %w", format, err)
	}
	return nil
}

// writeText is write for what holds no commands of its own: a line that starts
// with foreign text is not one either.
func writeText(w io.Writer, format string, build func(*bytes.Buffer) error) error {
	return write(w, format, func(b *bytes.Buffer) error {
		var text bytes.Buffer
		err := build(&text)
		b.WriteString(printable.LineStarts(text.String()))
		return err
	})
}
