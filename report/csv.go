package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// csvEncoder writes one row for each finding, in whatever state it is.
type csvEncoder struct {
	out  *output
	rows *csv.Writer
}

func newCSV(w io.Writer, _ *Report, _ Options) Encoder {
	out := &output{w: w}
	e := csvEncoder{out, csv.NewWriter(out)}
	_ = e.row([]string{ // flush returns the error
		"home", "carbon", "file", "line", "column", "end line", "end column", "severity", "rule", "state",
		"element", "message", "hint", "fix", "safety", "suppression reason", "suppressed until",
	})
	return e
}

func (e csvEncoder) row(cells []string) error {
	for i, cell := range cells {
		cells[i] = csvCell(cell)
	}
	return e.rows.Write(cells)
}

func (e csvEncoder) flush() error {
	e.rows.Flush()
	if err := e.rows.Error(); err != nil {
		return err
	}
	return e.out.flush()
}

func (e csvEncoder) Home(h *Home) error {
	for i := range h.Findings {
		if err := e.row(csvRow(h, &h.Findings[i])); err != nil {
			return err
		}
	}
	return e.flush()
}

func (e csvEncoder) End(*Report) error { return e.flush() }

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
