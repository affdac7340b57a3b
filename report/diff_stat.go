package report

import (
	"io"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/printable"
)

// DiffStat writes a line for each file that differs and one for all.
func DiffStat(w io.Writer, r *diff.Report, opt Options) error {
	p := &printer{w: w, opt: TextOptions{Color: opt.Color}}
	width := 0
	for i := range r.Files {
		if f := &r.Files[i]; f.Status != diff.FileSame {
			width = max(width, utf8.RuneCountInString(printable.Line(f.Path())))
		}
	}
	for i := range r.Files {
		if f := &r.Files[i]; f.Status != diff.FileSame {
			p.printf(" %-*s  %s\n", width, printable.Line(f.Path()), fileState(f, r))
		}
	}
	if totals := diffTotals(r); totals != "" {
		p.printf("%s\n", totals)
	}
	return p.flush()
}
