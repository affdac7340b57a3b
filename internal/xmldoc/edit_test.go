package xmldoc_test

import (
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// apply makes the edits and proves them.
func apply(t *testing.T, d *xmldoc.Document, edits ...xmldoc.Edit) string {
	t.Helper()
	out, err := d.Apply(edits)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Prove(edits, out); err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestEdits(t *testing.T) {
	for _, test := range []struct {
		name, src, want string
		edit            func(*xmldoc.Document) []xmldoc.Edit
	}{
		{"text", "<a>\n  <b>old</b>\n</a>", "<a>\n  <b>x &lt; &amp; y</b>\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			e, _ := d.SetText(d.First("//b"), "x < & y")
			return []xmldoc.Edit{e}
		}},
		{"text of an empty tag", "<a><b x='1' /></a>", "<a><b x='1' >v</b></a>", func(d *xmldoc.Document) []xmldoc.Edit {
			e, _ := d.SetText(d.First("//b"), "v")
			return []xmldoc.Edit{e}
		}},
		{"attribute keeps its quotes", "<a x='1'/>", "<a x='it&apos;s \"&lt;'/>", func(d *xmldoc.Document) []xmldoc.Edit {
			x, _ := d.Root().Attr("x")
			return []xmldoc.Edit{d.SetAttr(x, "it's \"<")}
		}},
		{"rename an attribute", "<a keyStoreFile = 'f'/>", "<a keystoreFile = 'f'/>", func(d *xmldoc.Document) []xmldoc.Edit {
			x, _ := d.Root().Attr("keyStoreFile")
			return []xmldoc.Edit{d.RenameAttr(x, "keystoreFile")}
		}},
		{"new attribute on its own line", "<a x=\"1\"\r\n   y=\"2\"\r\n   z=\"3\"/>", "<a x=\"1\"\r\n   y=\"2\"\r\n   n=\"v\"\r\n   z=\"3\"/>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.AddAttr(d.Root(), "y", "n", "v")}
		}},
		{"new attribute at the end", "<a x=\"1\"\n\ty=\"2\"/>", "<a x=\"1\"\n\ty=\"2\"\n\tn=\"v\"/>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.AddAttr(d.Root(), "", "n", "v")}
		}},
		{"first attribute", "<a/>", "<a n=\"v\"/>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.AddAttr(d.Root(), "", "n", "v")}
		}},
		{"behind the last element", "<a>\r\n\t<b/>\r\n</a>", "<a>\r\n\t<b/>\r\n\t<c>\r\n\t\t<d/>\r\n\t</c>\r\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.AppendChild(d.Root(), "<c>\n\t<d/>\n</c>")}
		}},
		{"behind a trailing comment", "<a>\n  <b/> <!-- about b -->  \n</a>", "<a>\n  <b/> <!-- about b -->  \n  <c/>\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.InsertAfter(d.First("//b").Span, "<c/>")}
		}},
		{"on one line", "<a><b/><x/></a>", "<a><b/><c/><x/></a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.InsertAfter(d.First("//b").Span, "<c/>")}
		}},
		{"into an empty tag", "<r>\n  <a/>\n</r>", "<r>\n  <a>\n    <c/>\n  </a>\n</r>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.AppendChild(d.First("//a"), "<c/>")}
		}},
		{"into an empty element of two lines", "<r>\n  <a>\n  </a>\n</r>", "<r>\n  <a>\n    <c/>\n  </a>\n</r>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.AppendChild(d.First("//a"), "<c/>")}
		}},
		{"remove with its comment and a blank line", "<a>\n  <x/>\n\n  <!-- about b -->\n  <b>\n    <c/>\n  </b>\n\n  <y/>\n</a>", "<a>\n  <x/>\n\n  <y/>\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.Remove(d.First("//b"), true)}
		}},
		{"remove leaves a comment that a blank line parts from it", "<a>\n  <!-- other -->\n\n  <b/>\n  <c/>\n</a>", "<a>\n  <!-- other -->\n\n  <c/>\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.Remove(d.First("//b"), true)}
		}},
		{"remove the last, with the blank line before it", "<a>\n  <x/>\n\n  <b/>\n</a>", "<a>\n  <x/>\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.Remove(d.First("//b"), true)}
		}},
		{"remove the first, with the blank line behind it", "<a>\r\n  <!-- b -->\r\n  <b/>\r\n\t\r\n  <x/>\r\n</a>", "<a>\r\n  <x/>\r\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.Remove(d.First("//b"), true)}
		}},
		{"remove the only one", "<a>\n\n  <b/>\n\n</a>", "<a>\n\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.Remove(d.First("//b"), true)}
		}},
		{"remove from a shared line", "<a><b/><c/></a>", "<a><c/></a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.Remove(d.First("//b"), true)}
		}},
		{"two insertions keep their order", "<a>\n <b/>\n</a>", "<a>\n <b/>\n <c/>\n <d/>\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			b := d.First("//b").Span
			return []xmldoc.Edit{d.InsertAfter(b, "<c/>"), d.InsertAfter(b, "<d/>")}
		}},
		{"no final newline", "<a>\n <b/></a>", "<a>\n <b/><c/></a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.InsertAfter(d.First("//b").Span, "<c/>")}
		}},
		{"a mixed file takes its neighbour's ending", "<a>\n <b/>\r\n <x/>\n</a>", "<a>\n <b/>\r\n <c/>\r\n <x/>\n</a>", func(d *xmldoc.Document) []xmldoc.Edit {
			return []xmldoc.Edit{d.InsertAfter(d.First("//b").Span, "<c/>")}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := parse(t, test.src)
			if got := apply(t, d, test.edit(d)...); got != test.want {
				t.Errorf("got\n%q\nwant\n%q", got, test.want)
			}
		})
	}
}

func TestEncodingsSurviveAnEdit(t *testing.T) {
	utf16 := func(s string) string {
		b := "\xff\xfe"
		for _, r := range s {
			b += string([]byte{byte(r), byte(r >> 8)})
		}
		return b
	}
	for _, test := range []struct{ name, src, want string }{
		{"latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<a><b>gr\xfc\xdfe</b><c>1</c></a>", "<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<a><b>gr\xfc\xdfe</b><c>\xe4&#8364;</c></a>"},
		{"byte order mark", "\xef\xbb\xbf<a><c>1</c></a>", "\xef\xbb\xbf<a><c>ä€</c></a>"},
		{"utf-16", utf16("<a>ß<c>1</c></a>"), utf16("<a>ß<c>ä€</c></a>")},
		{"none declared", "<a>\xc3\x9f<c>1</c></a>", "<a>\xc3\x9f<c>ä€</c></a>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := parse(t, test.src)
			edit, err := d.SetText(d.First("//c"), "ä€")
			if err != nil {
				t.Fatal(err)
			}
			if got := apply(t, d, edit); got != test.want {
				t.Errorf("got %q want %q", got, test.want)
			}
		})
	}
}

func TestApplyRefuses(t *testing.T) {
	d := parse(t, "<a><b>1</b></a>")
	b := d.First("//b")
	for name, edits := range map[string][]xmldoc.Edit{
		"overlap":      {d.Replace(b.Span, ""), d.Replace(b.Inner, "2")},
		"out of range": {d.Replace(xmldoc.Span{Start: 3, End: 99}, "")},
		"backwards":    {d.Replace(xmldoc.Span{Start: 5, End: 3}, "")},
	} {
		if _, err := d.Apply(edits); err == nil {
			t.Errorf("%s: applied", name)
		}
	}
	if _, err := d.SetText(d.Root(), "x"); err == nil {
		t.Error("text over child elements")
	}
	erb, err := xmldoc.Parse("a.erb", []byte("<a><b><%= @x %></b></a>"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := erb.Apply([]xmldoc.Edit{erb.Replace(erb.First("//b").Inner, "1")}); err == nil {
		t.Error("template code was overwritten")
	}
}
