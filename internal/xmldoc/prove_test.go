package xmldoc_test

import (
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func TestProveFindsWhatNoEditNames(t *testing.T) {
	d := parse(t, "<a>\n <b>1</b>\n <c/>\n</a>")
	for name, edit := range map[string]xmldoc.Edit{
		"opens a comment over a neighbour": d.Replace(d.First("//b").Inner, "1</b><!--"),
		"takes a neighbour in":             d.Replace(xmldoc.Span{Start: d.First("//b").Span.End, End: d.First("//b").Span.End}, "<x>"),
	} {
		out, err := d.Apply([]xmldoc.Edit{edit})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Prove([]xmldoc.Edit{edit}, out); err == nil {
			t.Errorf("%s: proved", name)
		}
	}
	good := d.Replace(d.First("//b").Inner, "2")
	if _, err := d.Prove([]xmldoc.Edit{good}, []byte("<a>\n <b>2</b>\n <c></c>\n</a>")); err == nil {
		t.Error("another byte changed, and it was proved")
	}
}

func TestProveRemovalBetweenTemplateLines(t *testing.T) {
	src := "<r>\n{% if a %}\n<A/>\n{% endif %}\n<x>1</x>\n{% if b %}\n<B/>\n{% endif %}\n</r>\n"
	d := parse(t, src)
	want := strings.Replace(src, "<x>1</x>\n", "", 1)
	if got := apply(t, d, d.Remove(d.First("//x"), false)); got != want {
		t.Errorf("got %q", got)
	}
}

// TestProveWhereTextMeets: what stands before and behind a removed element meets.
func TestProveWhereTextMeets(t *testing.T) {
	for _, src := range []string{
		"<r><?a?><x>1</x><?b?></r>", "<r>\n <y/><?a\n?>\n <x>1</x>\n <?b?></r>", "<r>a<x>1</x>b</r>", "<r>a\n<x>1</x>\nb</r>",
		"<r><!-- c --><?a?><x>1</x>b<!-- d --></r>", "<r>a <x>1</x><![CDATA[b]]></r>",
	} {
		d := parse(t, src)
		x := d.First("//x")
		for name, edit := range map[string]xmldoc.Edit{
			"removed": d.Remove(x, true), "with a new neighbour": d.InsertAfter(x.Span, "<z>2</z>"), "replaced": d.Replace(x.Span, "<z>2</z>"),
		} {
			out, err := d.Apply([]xmldoc.Edit{edit})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := d.Prove([]xmldoc.Edit{edit}, out); err != nil {
				t.Errorf("%q %s: %v", src, name, err)
			}
		}
	}
}
