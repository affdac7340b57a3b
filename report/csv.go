package report

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// CSV writes one row for each finding, in whatever state it is.
func CSV(w io.Writer, r *Report, _ Options) error {
	return writeText(w, "csv", func(b *bytes.Buffer) error {
		out := csv.NewWriter(b)
		rows := [][]string{{
			"home", "carbon", "file", "line", "column", "end line", "end column", "severity", "rule", "state",
			"element", "message", "hint", "fix", "safety", "suppression reason", "suppressed until",
		}}
		for _, h := range r.Homes {
			for i := range h.Findings {
				rows = append(rows, csvRow(&h, &h.Findings[i]))
			}
		}
		for _, row := range rows {
			for i, cell := range row {
				row[i] = csvCell(cell)
			}
			if err := out.Write(row); err != nil {
				return err
			}
		}
		out.Flush()
		return out.Error()
	})
}

func csvRow(h *Home, f *Finding) []string {
	row := []string{
		h.Path, h.Release, f.File, strconv.Itoa(f.Line), strconv.Itoa(f.Column), strconv.Itoa(f.EndLine), strconv.Itoa(f.EndColumn),
		f.Severity.String(), f.Rule, string(f.State()), f.Element, f.Message, f.Hint,
	}
	if f.Fix != nil {
		row = append(row, f.Fix.Title, string(f.Fix.Safety))
	} else {
		row = append(row, "", "")
	}
	if f.Suppressed != nil {
		return append(row, f.Suppressed.Reason, f.Suppressed.Until)
	}
	return append(row, "", "")
}

// csvCell keeps a spreadsheet from taking text for a formula.
func csvCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
