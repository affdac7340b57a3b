package report

import (
	"bytes"
	"io"
)

// JSON writes the report as one JSON document; its form is report/schema.
func JSON(w io.Writer, r *Report) error {
	return write(w, "json", func(b *bytes.Buffer) error { return writeJSONTo(b, r, "  ") })
}
