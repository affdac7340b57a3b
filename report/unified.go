package report

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lines"
)

// patchContext is how many equal lines a patch has on each side of a change.
const patchContext = 3

// Unified returns a patch from oldText to newText for git apply and patch. It is
// exact, so it contains secrets. A name is /dev/null for a file that does not
// exist. The patch of equal texts is "".
func Unified(oldName, newName, oldText, newText string) string {
	hunks := lines.Hunks(oldText, newText, patchContext)
	if len(hunks) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", patchName(oldName), patchName(newName))
	for _, h := range hunks {
		olds, news := h.Count()
		fmt.Fprintf(&b, "@@ -%d,%d +%d,%d @@\n", hunkStart(h.Old, olds), olds, hunkStart(h.New, news), news)
		for _, l := range h.Lines {
			b.WriteByte(byte(l.Op))
			b.WriteString(l.Text)
			if !strings.HasSuffix(l.Text, "\n") {
				b.WriteString("\n" + noNewline + "\n")
			}
		}
	}
	return b.String()
}

// noNewline follows the last line of a text that does not end with a newline.
const noNewline = `\ No newline at end of file`

// hunkStart is the number of the first line of a hunk, or of the line before it
// when the hunk has no lines on that side.
func hunkStart(index, count int) int {
	if count == 0 {
		return index
	}
	return index + 1
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
