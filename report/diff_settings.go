package report

import (
	"io"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/printable"
)

// DiffSettings writes settings one on a line, "path = value", for tools that
// compare lines. Lines of a file without settings are written as they are, but
// for what is masked.
func DiffSettings(w io.Writer, list []diff.Side) error {
	p := &printer{w: w}
	for _, s := range list {
		if s.Path == "" {
			p.printf("%s\n", printable.Line(strings.ReplaceAll(s.Value, "\t", "    ")))
			continue
		}
		p.printf("%s = %s\n", shortPath(s.Path), printable.Line(s.Value))
	}
	return p.flush()
}
