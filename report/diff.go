package report

import (
	"io"

	"github.com/carbonlint/carbonlint/internal/diff"
)

// DiffFormat is one form in which a comparison is printed.
type DiffFormat struct {
	Name string
	// Doc is one line without a full stop.
	Doc string
	// Write prints a comparison. Its errors are those of the writer.
	Write func(io.Writer, *diff.Report, Options) error
}

// DiffFormats are all formats of a comparison, those for people first. With
// Options.All, text and markdown tell the settings of a sample one by one that
// is commented out on both sides.
func DiffFormats() []DiffFormat {
	return []DiffFormat{
		{"text", "one line for each setting that differs", DiffText},
		{"stat", "one line for each file that differs", DiffStat},
		{"html", "one page with both sides beside each other", DiffHTML},
		{"markdown", "a pull-request comment or job summary", DiffMarkdown},
		{"json", "the whole comparison for programs", DiffJSON},
		{"unified", "the lines that differ, as diff -u has them, secrets masked", DiffUnified},
	}
}
