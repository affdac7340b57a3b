package report

import (
	"runtime"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// longLineOf is a document of one line with n elements to edit, each beside a
// secret and beside text that is long enough not to be shown as a whole.
func longLineOf(t testing.TB, n int) *xmldoc.Document {
	const part = "<a><Name>Köln €</Name><Password>canary</Password><b old='1'/><!-- password: canary --></a>"
	return parse(t, "<Server>\n<x/>"+strings.Repeat(part, n)+"\n<y/>\n</Server>")
}

// changesOf shows an edit of each <b/>, and one of two of them that are far apart.
func changesOf(t testing.TB, doc *xmldoc.Document, each func(edits []Edit, lines []DiffLine)) {
	b := newBuilder(true, nil)
	list := doc.Find("//b")
	for i, e := range list {
		edits := []xmldoc.Edit{doc.AddAttr(e, "", "keyPass", "canary"), doc.Replace(list[len(list)-1-i].Span, "<c new='2'/>")}
		if i == len(list)-1-i {
			edits = edits[:1]
		}
		shown, lines, why := b.change(doc, edits)
		if why != "" || len(lines) == 0 {
			t.Fatalf("%d of %d is not shown: %s", i, len(list), why)
		}
		each(shown, lines)
	}
}

func TestChangesOfALongLine(t *testing.T) {
	const n = 400
	changesOf(t, longLineOf(t, n), func(edits []Edit, lines []DiffLine) {
		text := showDiff(lines)
		if strings.Contains(text, "canary") || edits != nil {
			t.Fatalf("a secret in\n%s or %v", text, edits)
		}
		for _, want := range []string{"-", "+", "keyPass=\"*****\"", "<c new='2'/>", "<b old='1'/>", leftOut, "<Password>*****</Password>", "</Server>"} {
			if !strings.Contains(text, want) {
				t.Fatalf("%s is not in\n%s", want, text)
			}
		}
		for _, l := range lines {
			if len(l.Text) > 3*longLine {
				t.Fatalf("a line of %d bytes is shown", len(l.Text))
			}
		}
	})
}

// TestChangesOfALongLineAreLinear counts what is allocated for the changes of a
// line with n findings, and one with four times as many.
func TestChangesOfALongLineAreLinear(t *testing.T) {
	allocated := func(n int) uint64 {
		doc := longLineOf(t, n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		changesOf(t, doc, func([]Edit, []DiffLine) {})
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	if small, large := allocated(200), allocated(800); large > 6*small {
		t.Errorf("%d bytes for 200, %d for 800", small, large)
	}
}

// TestLargeChangesSaySo: a change that is not shown says why.
func TestLargeChangesSaySo(t *testing.T) {
	doc := parse(t, "<r>"+strings.Repeat("<a/>", 2*maxEdits)+"</r>")
	var many []xmldoc.Edit
	for _, e := range doc.Find("//a") {
		many = append(many, doc.Replace(e.Span, ""))
	}
	large := []xmldoc.Edit{doc.Replace(doc.Root().Inner, strings.Repeat("x", maxChange))}
	for name, edits := range map[string][]xmldoc.Edit{"many": many, "large": large} {
		if list, lines, why := newBuilder(true, nil).change(doc, edits); list != nil || lines != nil || why != notShown {
			t.Errorf("%s: %d edits, %d lines, %q", name, len(list), len(lines), why)
		}
	}
	r := New("dev", "4.4.3", nil)
	r.Add(Home{Findings: []Finding{{Fix: &Fix{Title: "x", Safety: "safe", NotShown: notShown}}}})
	for _, f := range []Format{{Name: "html", Write: HTML}, {Name: "markdown", Write: Markdown}} {
		if out := render(t, f, r, Options{}); !strings.Contains(out, "too large to show here") {
			t.Errorf("%s does not say that a change is not shown:\n%s", f.Name, out)
		}
	}
}
