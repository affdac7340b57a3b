package report

import (
	"encoding/json"
	"fmt"
	"io"
)

// JSON writes the report as one JSON document; its form is report/schema.
func JSON(w io.Writer, r *Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("write the json report: %w", err)
	}
	return nil
}
