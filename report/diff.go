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

// DiffFormats returns all formats of a comparison, those for people first. With
// Options.All, text and markdown list each setting of a block that is commented out on
// both sides; otherwise they sum up the block in one line.
func DiffFormats() []DiffFormat {
	return []DiffFormat{
		{"text", "one line for each setting that differs", DiffText},
		{"stat", "one line for each file that differs", DiffStat},
		{"html", "one page with old and new side by side", DiffHTML},
		{"markdown", "a pull-request comment or job summary", DiffMarkdown},
		{"json", "the whole comparison for programs", DiffJSON},
		{"unified", "changed lines, like diff -u, with secrets masked", DiffUnified},
	}
}
