package report

import (
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// Unified is the difference of two texts in the form that git apply and patch
// read, byte for byte, secrets too. A name may be /dev/null for a file that is
// not there. It is "" when the texts are equal.
func Unified(oldName, newName, oldText, newText string) string {
	hunks := hunksOf(oldText, newText)
	if hunks == "" {
		return ""
	}
	return fmt.Sprintf("--- %s\n+++ %s\n%s", patchName(oldName), patchName(newName), hunks)
}

// hunksOf are the hunks of a unified diff without the names of the files. Lines
// that are unique in both texts anchor it, so that it takes n log n.
func hunksOf(oldText, newText string) string {
	const names = 3 // lines: diff, ---, +++
	text := string(diff.Diff("o", []byte(oldText), "n", []byte(newText)))
	for range names {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text
}

// patchName writes a file name so that patch and git read it whole: a tab ends
// one with blanks, quotes and control characters are escaped.
func patchName(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == 0x7f }) {
		var b strings.Builder
		b.WriteByte('"')
		for i := range len(name) {
			switch c := name[i]; {
			case c == '"' || c == '\\':
				b.WriteByte('\\')
				b.WriteByte(c)
			case c < ' ' || c == 0x7f:
				fmt.Fprintf(&b, "\\%03o", c)
			default:
				b.WriteByte(c)
			}
		}
		return b.String() + `"`
	}
	if strings.Contains(name, " ") {
		return name + "\t"
	}
	return name
}
