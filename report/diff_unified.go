package report

import (
	"bytes"
	"fmt"
	"io"

	"github.com/carbonlint/carbonlint/internal/diff"
)

// DiffUnified writes the lines that differ, as diff -u does, with secrets
// masked: for reading, not for patch.
func DiffUnified(w io.Writer, r *diff.Report, _ Options) error {
	return write(w, "unified", func(b *bytes.Buffer) error {
		for i := range r.Files {
			f := &r.Files[i]
			oldName, newName, path := "/dev/null", "/dev/null", f.Path()
			var oldText, newText string
			if f.Old != nil {
				oldName, oldText = "a/"+f.Old.Path, f.Old.Text()
			}
			if f.New != nil {
				newName, newText = "b/"+f.New.Path, f.New.Text()
			}
			if f.Binary() {
				fmt.Fprintf(b, "Binary files %s and %s differ\n", patchName(oldName), patchName(newName))
				continue
			}
			b.WriteString(maskedDiff(oldName, newName, path, oldText, newText))
		}
		return nil
	})
}
