package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func parse(t testing.TB, text string) *xmldoc.Document {
	t.Helper()
	doc, err := xmldoc.Parse("conf/a.xml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func changeOf(doc *xmldoc.Document, edits []xmldoc.Edit) ([]Edit, []DiffLine) {
	list, lines, _ := newBuilder(true, nil).change(doc, edits)
	return list, lines
}

func showDiff(lines []DiffLine) string {
	var b strings.Builder
	for _, l := range lines {
		if l == (DiffLine{}) {
			b.WriteString("...\n")
			continue
		}
		fmt.Fprintf(&b, "%d %d %c%s\n", l.Old, l.New, l.Op, l.Text)
	}
	return b.String()
}

func TestChange(t *testing.T) {
	const ten = "<r>\n<b/>\n<c/>\n<d/>\n<e/>\n<f/>\n<g/>\n<h/>\n<i/>\n</r>\n"
	tests := []struct {
		name, text string
		// edits replaces the first occurrence of each even member by the next.
		edits []string
		diff  string
		// held says that the edits are not to be shown.
		held bool
	}{
		{
			"one line", ten,
			[]string{"<e/>", "<E/>"},
			"3 3  <c/>\n4 4  <d/>\n5 0 -<e/>\n0 5 +<E/>\n6 6  <f/>\n7 7  <g/>\n", false,
		},
		{
			"lines added", ten,
			[]string{"<e/>\n", "<e/>\n<x/>\n<y/>\n"},
			"4 4  <d/>\n5 5  <e/>\n0 6 +<x/>\n0 7 +<y/>\n6 8  <f/>\n7 9  <g/>\n", false,
		},
		{
			"lines removed", ten,
			[]string{"<d/>\n<e/>\n", ""},
			"2 2  <b/>\n3 3  <c/>\n4 0 -<d/>\n5 0 -<e/>\n6 4  <f/>\n7 5  <g/>\n", false,
		},
		{
			"two changes far apart", ten,
			[]string{"<b/>", "<B/>\n<x/>", "<i/>", "<I/>"},
			"1 1  <r>\n2 0 -<b/>\n0 2 +<B/>\n0 3 +<x/>\n3 4  <c/>\n4 5  <d/>\n...\n7 8  <g/>\n8 9  <h/>\n9 0 -<i/>\n0 10 +<I/>\n10 11  </r>\n", false,
		},
		{
			"two changes on a line, given backwards", "<r a='1' b='2'/>",
			[]string{"'2'", "'4'", "'1'", "'3'"},
			"1 0 -<r a='1' b='2'/>\n0 1 +<r a='3' b='4'/>\n", false,
		},
		{
			"CRLF and no final newline", "<r>\r\n<a/>\r\n</r>",
			[]string{"<a/>", "<a/>\r\n<b/>"},
			"1 1  <r>\n2 2  <a/>\n0 3 +<b/>\n3 4  </r>\n", false,
		},
		{
			"lone CR", "<r>\r<a/>\r</r>",
			[]string{"<a/>", "<b/>"},
			"1 1  <r>\n2 0 -<a/>\n0 2 +<b/>\n3 3  </r>\n", false,
		},
		{
			"a secret added", "<r port='1'/>",
			[]string{" port", " keystorePass='canary' port"},
			"1 0 -<r port='1'/>\n0 1 +<r keystorePass='*****' port='1'/>\n", true,
		},
		{
			"a secret changed", "<r>\n<Password>canary1</Password>\n</r>",
			[]string{"canary1", "canary2"},
			"1 1  <r>\n2 0 -<Password>*****</Password>  (secret changed)\n0 2 +<Password>*****</Password>  (secret changed)\n3 3  </r>\n", true,
		},
		{
			"made a secret by another name", "<r a='canary'/>",
			[]string{"a=", "password="},
			"1 0 -<r a='*****'/>\n0 1 +<r password='*****'/>\n", false,
		},
		{
			"no longer known as a secret", "<r>\n<p name='password'>canary</p>\n</r>",
			[]string{"name", "id2", "<p", "<q"},
			"1 1  <r>\n2 0 -<p name='password'>*****</p>\n0 2 +<q id2='password'>*****</p>\n3 3  </r>\n", false,
		},
		{
			"a secret beside", "<r keystorePass='canary' port='1'/>",
			[]string{"port='1'", "port='2'"},
			"1 0 -<r keystorePass='*****' port='1'/>\n0 1 +<r keystorePass='*****' port='2'/>\n", false,
		},
		{
			"a secret of one letter", "<Server>\n<Password>e</Password>\n<extent e='e'/>\n</Server>",
			[]string{"<extent", "<extent name='e'"},
			"1 1  <Server>\n2 2  <Password>*****</Password>\n3 0 -<extent e='e'/>\n0 3 +<extent name='e' e='e'/>\n4 4  </Server>\n", false,
		},
		{
			"a secret of two letters on the line", "<Server><Password>er</Password><Server2/></Server>",
			[]string{"<Server2/>", "<Server3/>"},
			"1 0 -<Server><Password>*****</Password><Server2/></Server>\n0 1 +<Server><Password>*****</Password><Server3/></Server>\n", false,
		},
		{
			"part of a secret", "<r>\n<p name='password'>canary-long</p>\n</r>",
			[]string{"-long", "-short", "<p name='password'", "<q"},
			"1 1  <r>\n2 0 -<p name='password'>*****</p>\n0 2 +<q>*****</p>\n3 3  </r>\n", true,
		},
		{
			"a secret on the next line by its new name", "<r>\n<a>\ncanary\n</a>\n</r>",
			[]string{"<a>", "<password>", "</a>", "</password>"},
			"1 1  <r>\n2 0 -<a>\n0 2 +<password>\n3 3  *****\n4 0 -</a>\n0 4 +</password>\n5 5  </r>\n", false,
		},
		{
			"a secret in a comment", "<r>\n<a/>\n</r>",
			[]string{"<a/>", "<a/><!-- password: canary -->"},
			"1 1  <r>\n2 0 -<a/>\n0 2 +<a/><!-- password: ***** -->\n3 3  </r>\n", true,
		},
		{
			"control characters", "<r>\n<!-- \u202e \u009b -->\n<a/>\n</r>",
			[]string{"<a/>", "<b/>"},
			"1 1  <r>\n2 2  <!-- \\u202e \\u009b -->\n3 0 -<a/>\n0 3 +<b/>\n4 4  </r>\n", false,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := parse(t, tt.text)
			var edits []xmldoc.Edit
			for i := 0; i < len(tt.edits); i += 2 {
				at := strings.Index(tt.text, tt.edits[i])
				edits = append(edits, doc.Replace(xmldoc.Span{Start: at, End: at + len(tt.edits[i])}, tt.edits[i+1]))
			}
			shown, diff := changeOf(doc, edits)
			if got := showDiff(diff); got != tt.diff {
				t.Errorf("got\n%s\nwant\n%s", got, tt.diff)
			}
			if (shown == nil) != tt.held {
				t.Errorf("edits %v", shown)
			}
			if shown != nil {
				want, _ := doc.Edited(edits)
				if got := applyEdits(tt.text, shown, false); got != want {
					t.Errorf("by characters the edits give %q, not %q", got, want)
				}
				if got := applyEdits(tt.text, shown, true); got != want {
					t.Errorf("by bytes the edits give %q, not %q", got, want)
				}
			}
		})
	}
}

// applyEdits makes edits the way a reader of a report does, by line and column.
func applyEdits(text string, edits []Edit, bytes bool) string {
	for i := len(edits) - 1; i >= 0; i-- {
		e := edits[i]
		from, to := offset(text, e.Line, e.Column), offset(text, e.EndLine, e.EndColumn)
		if bytes {
			from, to = byteOffset(text, e.Line, e.ByteColumn), byteOffset(text, e.EndLine, e.EndByteColumn)
		}
		text = text[:from] + e.New + text[to:]
	}
	return text
}

func lineOffset(text string, line int) (at int) {
	for _, l := range splitLines(text)[:line-1] {
		at += len(l)
	}
	return at
}

func byteOffset(text string, line, col int) int { return lineOffset(text, line) + col - 1 }

func offset(text string, line, col int) int {
	at := lineOffset(text, line)
	return at + len(string([]rune(text[at:])[:col-1]))
}

func TestChangeWithoutFit(t *testing.T) {
	doc := parse(t, "<r/>")
	s := xmldoc.Span{Start: 1, End: 2}
	if edits, diff := changeOf(doc, []xmldoc.Edit{doc.Replace(s, "a"), doc.Replace(s, "b")}); edits != nil || diff != nil {
		t.Errorf("overlapping edits give %v and %v", edits, diff)
	}
	if edits, diff := changeOf(doc, nil); edits != nil || diff != nil {
		t.Errorf("no edits give %v and %v", edits, diff)
	}
}

// FuzzChange holds the lines of a diff against the texts: those of the old text
// are there as they are, and with those of the new in their place it is the new.
func FuzzChange(f *testing.F) {
	f.Add("<r>\n<a/>\n\n<b/>\n</r>\n", uint8(4), uint8(3), "x\ny", uint8(14), uint8(0), "\n")
	f.Add("<r>\r\n\t<a b='1'/>\r</r>", uint8(5), uint8(0), "", uint8(5), uint8(9), "\r\n")
	f.Fuzz(func(t *testing.T, text string, a, n uint8, x string, b, m uint8, y string) {
		doc, err := xmldoc.Parse("a.xml", []byte(text))
		if err != nil {
			return
		}
		text = doc.Text()
		first := xmldoc.Span{Start: int(a), End: int(a) + int(n)}
		second := xmldoc.Span{Start: first.End + int(b), End: first.End + int(b) + int(m)}
		edits := []xmldoc.Edit{doc.Replace(first, x), doc.Replace(second, y)}
		want, err := doc.Edited(edits)
		if err != nil {
			return
		}
		c := fixChange{b: newBuilder(true, nil), doc: doc, edits: edits}
		c.open()
		var olds, news strings.Builder
		from := -1
		for _, r := range c.rows() {
			if r.op != '+' {
				if from < 0 {
					from = r.start
				}
				olds.WriteString(r.text)
			}
			if r.op != '-' {
				news.WriteString(r.text)
			}
		}
		from = max(from, 0)
		o, w := olds.String(), news.String()
		if !strings.HasPrefix(text[from:], o) || text[:from]+w+text[from+len(o):] != want {
			t.Errorf("%q with %q and %q: the rows are %q and %q", text, x, y, o, w)
		}
	})
}
