package report

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lines"
	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// NotAPatch is the first line of a diff for people. Applied as a patch, it would write
// masks into the file, so tools must not take it for one. A hunk therefore starts with
//
//	@@ line 20 -> 20 @@
//
// where git apply and patch expect "@@ -", and a kept line starts with | instead of a
// blank. Otherwise patch would find an indented diff, such as one in a comment of the
// file.
const NotAPatch = "# Not a patch: secrets are masked."

// MaskedDiff shows people what differs between two documents; print it below NotAPatch.
// It remarks on lines in which only a secret changed.
func MaskedDiff(oldName, newName string, old, new *xmldoc.Document) string {
	return maskedDiff(oldName, newName, old.Path, old.Text(), new.Text())
}

// maskedDiff is MaskedDiff for two texts of the file at path.
func maskedDiff(oldName, newName, path, oldText, newText string) string {
	hunks := lines.Hunks(oldText, newText, patchContext)
	if len(hunks) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", printable.Line(oldName), printable.Line(newName))
	was, is := maskedText{secrets: secret.In(path, oldText)}, maskedText{secrets: secret.In(path, newText)}
	var block []maskedLine // the changed lines since the last kept one
	flush := func() {
		remarkInvisible(block)
		for _, l := range block {
			b.WriteString(l.String())
		}
		block = block[:0]
	}
	for _, h := range hunks {
		was.next, is.next = h.OldOffset, h.NewOffset
		fmt.Fprintf(&b, "@@ line %d -> %d @@\n", h.Old+1, h.New+1)
		for _, l := range h.Lines {
			switch l.Op {
			case lines.Removed:
				block = append(block, was.line('-', l.Text))
			case lines.Added:
				block = append(block, is.line('+', l.Text))
			case lines.Kept:
				flush()
				b.WriteString(was.line('|', l.Text).String())
				is.next += len(l.Text)
			}
		}
		flush()
	}
	return b.String()
}

// maskedText returns the lines of a text one after the other, secrets masked.
type maskedText struct {
	secrets *secret.Text
	next    int // where the next line starts
}

// maskedLine is a line as it is shown.
type maskedLine struct {
	op     byte
	text   string // masked
	remark string
	raw    string // without its ending
	cr     bool   // it ends with CR LF
}

func (l maskedLine) String() string { return string(l.op) + l.text + l.remark + "\n" }

func (t *maskedText) line(op byte, text string) maskedLine {
	start := t.next
	t.next += len(text)
	raw, newline := strings.CutSuffix(text, "\n")
	body := strings.TrimSuffix(raw, "\r")
	l := maskedLine{
		op: op, text: printable.Source(t.secrets.Mask(start, start+len(body))),
		raw: body, cr: body != raw,
	}
	if !newline {
		l.remark = "\n" + noNewline
	}
	return l
}

// remarkInvisible remarks on lines that look the same on both sides of a change:
// only their secret differs, or their ending.
func remarkInvisible(block []maskedLine) {
	removed := map[string][]int{}
	for i := range block {
		l := &block[i]
		if l.op == '-' {
			removed[l.text] = append(removed[l.text], i)
			continue
		}
		same := removed[l.text]
		if len(same) == 0 {
			continue
		}
		removed[l.text] = same[1:]
		other := &block[same[0]]
		for _, l := range []*maskedLine{other, l} {
			switch {
			case other.raw != block[i].raw:
				l.remark = secretChanged + l.remark
			case l.cr:
				l.remark = `\r` + l.remark
			}
		}
	}
}

// secretChanged is the remark on lines that look the same because only a secret differs.
const secretChanged = "  (secret changed)"
