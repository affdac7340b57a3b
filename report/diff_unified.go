package report

import (
	"bytes"
	"fmt"
	"io"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/printable"
)

// DiffUnified writes the lines that differ, much as diff -u does, with secrets
// masked: for reading, below NotAPatch.
func DiffUnified(w io.Writer, r *diff.Report, _ Options) error {
	return writeText(w, "unified", func(b *bytes.Buffer) error {
		add := func(text string) {
			if text != "" && b.Len() == 0 {
				b.WriteString(NotAPatch + "\n")
			}
			b.WriteString(text)
		}
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
				add(fmt.Sprintf("Binary files %s and %s differ\n", printable.Line(oldName), printable.Line(newName)))
				continue
			}
			add(maskedDiff(oldName, newName, path, oldText, newText))
		}
		return nil
	})
}
