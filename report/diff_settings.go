package report

import (
	"bufio"
	"io"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
)

// DiffSettings writes settings one on a line, "path = value", for tools that
// compare lines. Lines of a file without settings are written as they are, but
// for what is masked.
func DiffSettings(w io.Writer, list []diff.Side) error {
	p := &printer{w: bufio.NewWriter(w)}
	for _, s := range list {
		if s.Path == "" {
			p.printf("%s\n", visible(strings.ReplaceAll(s.Value, "\t", "    ")))
			continue
		}
		p.printf("%s = %s\n", shortPath(s.Path), visible(s.Value))
	}
	return p.flush()
}
