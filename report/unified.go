package report

import (
	"fmt"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// contextLines are the unchanged lines around a change.
const contextLines = 3

// Unified is the difference of two texts in the form that git apply and patch
// read, byte for byte, secrets too. A name may be /dev/null for a file that is
// not there. It is "" when the texts are equal.
func Unified(oldName, newName, oldText, newText string) string {
	a, b := splitLines(oldText), splitLines(newText)
	return unified(oldName, newName, lineEdits(oldText, newText), func(e lineEdit) string {
		if e.op == '+' {
			return b[e.new]
		}
		return a[e.old]
	})
}

// MaskedDiff is Unified for people: secrets are masked, and a line in which
// nothing but a secret changed says so.
func MaskedDiff(oldName, newName string, old, new *xmldoc.Document) string {
	return maskedDiff(oldName, newName, old.Path, old.Text(), new.Text())
}

// maskedDiff is MaskedDiff for the texts of the file at path.
func maskedDiff(oldName, newName, path, oldText, newText string) string {
	edits := lineEdits(oldText, newText)
	a, b := maskedLines(path, oldText), maskedLines(path, newText)
	noteSecrets(edits, a, b)
	return unified(oldName, newName, edits, func(e lineEdit) string {
		if e.op == '+' {
			return b[e.new]
		}
		return a[e.old]
	})
}

// maskedLines are the lines of text, endings included, with secrets masked.
func maskedLines(path, text string) []string {
	secrets := secret.In(path, text)
	lines := splitLines(text)
	at := 0
	for i, line := range lines {
		body := strings.TrimRight(line, "\r\n")
		lines[i] = secrets.Mask(at, at+len(body)) + line[len(body):]
		at += len(line)
	}
	return lines
}

// noteSecrets adds a remark to lines that look the same on both sides of a
// change because only their secret differs.
func noteSecrets(edits []lineEdit, a, b []string) {
	for i := 0; i < len(edits); {
		removed := map[string][]int{}
		for ; i < len(edits) && edits[i].op == '-'; i++ {
			line := a[edits[i].old]
			removed[line] = append(removed[line], edits[i].old)
		}
		for ; i < len(edits) && edits[i].op == '+'; i++ {
			line := b[edits[i].new]
			if same := removed[line]; len(same) > 0 && strings.Contains(line, secret.Mask) {
				removed[line] = same[1:]
				a[same[0]], b[edits[i].new] = remark(line), remark(line)
			}
		}
		for i < len(edits) && edits[i].op == ' ' {
			i++
		}
	}
}

func remark(line string) string {
	body := strings.TrimRight(line, "\r\n")
	return body + "  (secret, changed)" + line[len(body):]
}

// lineEdit is one line of a comparison: kept (' '), removed ('-') or added
// ('+'). Old and new are line numbers from 0; for a line that one side does not
// have, the one that stands there.
type lineEdit struct {
	op       byte
	old, new int
}

// maxLines is how many lines that are not equal at the start and end of both
// texts are compared with each other; more are replaced as a whole, because the
// time grows with the square of their number.
const maxLines = 40_000

// lineEdits compares two texts line by line. Within a change the removed lines
// come first.
func lineEdits(oldText, newText string) []lineEdit {
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // the same result however busy the machine is
	a, b, lines := dmp.DiffLinesToRunes(oldText, newText)
	start, end := 0, 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	e := &editList{}
	e.add(diffmatchpatch.DiffEqual, start)
	if removed, added := len(a)-start-end, len(b)-start-end; removed+added > maxLines {
		e.add(diffmatchpatch.DiffDelete, removed)
		e.add(diffmatchpatch.DiffInsert, added)
	} else {
		for _, d := range dmp.DiffCharsToLines(dmp.DiffMainRunes(a[start:start+removed], b[start:start+added], false), lines) {
			e.add(d.Type, len(splitLines(d.Text)))
		}
	}
	e.add(diffmatchpatch.DiffEqual, end)
	return e.edits
}

// editList is lines compared so far.
type editList struct {
	edits    []lineEdit
	old, new int // lines of either text
}

func (e *editList) add(op diffmatchpatch.Operation, lines int) {
	for range lines {
		switch op {
		case diffmatchpatch.DiffEqual:
			e.edits = append(e.edits, lineEdit{' ', e.old, e.new})
			e.old, e.new = e.old+1, e.new+1
		case diffmatchpatch.DiffDelete:
			e.edits = append(e.edits, lineEdit{'-', e.old, e.new})
			e.old++
		case diffmatchpatch.DiffInsert:
			e.edits = append(e.edits, lineEdit{'+', e.old, e.new})
			e.new++
		}
	}
}

// splitLines cuts text behind each "\n", as patch does.
func splitLines(text string) []string {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// unified writes edits as hunks; line gives the text of one.
func unified(oldName, newName string, edits []lineEdit, line func(lineEdit) string) string {
	var b strings.Builder
	for start := 0; start < len(edits); {
		first := start
		for first < len(edits) && edits[first].op == ' ' {
			first++
		}
		if first == len(edits) {
			break
		}
		// The hunk reaches to the last change that no long stretch of kept lines
		// parts from the one before.
		last, kept := first, 0
		for k := first; k < len(edits) && kept <= 2*contextLines; k++ {
			if edits[k].op == ' ' {
				kept++
			} else {
				last, kept = k, 0
			}
		}
		from, to := max(first-contextLines, start), min(last+1+contextLines, len(edits))
		if b.Len() == 0 {
			fmt.Fprintf(&b, "--- %s\n+++ %s\n", patchName(oldName), patchName(newName))
		}
		hunk(&b, edits[from:to], line)
		start = to
	}
	return b.String()
}

func hunk(b *strings.Builder, edits []lineEdit, line func(lineEdit) string) {
	olds, news := 0, 0
	for _, e := range edits {
		if e.op != '+' {
			olds++
		}
		if e.op != '-' {
			news++
		}
	}
	fmt.Fprintf(b, "@@ -%s +%s @@\n", hunkRange(edits[0].old, olds), hunkRange(edits[0].new, news))
	for _, e := range edits {
		text := line(e)
		b.WriteByte(e.op)
		b.WriteString(text)
		if !strings.HasSuffix(text, "\n") {
			b.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// hunkRange is the first line and the number of lines; an empty range names the
// line before it.
func hunkRange(first, n int) string {
	switch n {
	case 0:
		return fmt.Sprintf("%d,0", first)
	case 1:
		return fmt.Sprint(first + 1)
	}
	return fmt.Sprintf("%d,%d", first+1, n)
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
