package xmldoc_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func parse(t *testing.T, src string) *xmldoc.Document {
	t.Helper()
	d, err := xmldoc.Parse("conf.xml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

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

func TestExtents(t *testing.T) {
	src := "<?xml version='1.0' encoding=\"ISO-8859-1\"?>\r\n<!-- lead -->\r\n<a x = '1'\r\n\ty=\"&lt;2\"><b/>text<![CDATA[<c>]]><!-- in -->more</a>\r\n"
	d := parse(t, src)
	a := d.Root()
	if got := d.Slice(a.StartTag); got != "<a x = '1'\r\n\ty=\"&lt;2\">" {
		t.Errorf("start tag %q", got)
	}
	if got := d.Slice(a.Inner); got != "<b/>text<![CDATA[<c>]]><!-- in -->more" {
		t.Errorf("inner %q", got)
	}
	if got := a.Text(); got != "text<c>more" {
		t.Errorf("text %q", got)
	}
	x, _ := a.Attr("x")
	y, _ := a.Attr("y")
	if d.Slice(x.Span) != "x = '1'" || d.Slice(x.NameSpan) != "x" || d.Slice(x.ValueSpan) != "1" {
		t.Errorf("x is %q %q %q", d.Slice(x.Span), d.Slice(x.NameSpan), d.Slice(x.ValueSpan))
	}
	if d.Slice(y.ValueSpan) != "&lt;2" || y.Value != "<2" {
		t.Errorf("y is %q %q", d.Slice(y.ValueSpan), y.Value)
	}
	b := a.Child("b")
	if !b.SelfClosing || d.Slice(b.Span) != "<b/>" || b.Inner.Len() != 0 {
		t.Errorf("b is %+v", b)
	}
	if n := len(d.Comments()); n != 2 {
		t.Errorf("%d comments", n)
	}
	if line, col := d.Position(b.Span.Start); line != 4 || col != 12 {
		t.Errorf("b is at %d:%d", line, col)
	}
	if d.ElementAt(b.Span.Start+1) != b || d.ElementAt(a.Span.Start) != a || d.ElementAt(0) != nil {
		t.Error("ElementAt finds another element")
	}
}

func TestPositionCountsCharactersAndEveryLineEnding(t *testing.T) {
	d := parse(t, "<a>\r\n\rä<b/>\n</a>")
	if line, col := d.Position(d.First("//b").Span.Start); line != 3 || col != 2 {
		t.Errorf("b is at %d:%d, want 3:2", line, col)
	}
}

func TestSyntaxErrors(t *testing.T) {
	for _, test := range []struct {
		name, src, msg string
		line, col      int
	}{
		{"empty", "", "no element in the file", 1, 1},
		{"cut off", "<a>\n<b>", "the file ends inside <b>, opened at line 2", 2, 4},
		{"cut in a tag", "<a>\n<b x=", "the file ends inside <a>, opened at line 1", 2, 6},
		{"wrong end", "<a>\n <b></a>", "end tag </a> where </b> was expected (opened at line 2)", 2, 5},
		{"stray end", "<a/>\n</b>", "end tag </b> without a start tag", 2, 1},
		{"two roots", "<a/>\n<b/>", "a second root element <b>: an XML file has one", 2, 1},
		{"text outside", "<a/>\n x", "text outside the root element", 2, 2},
		{"twice", "<a x='1'\n x='2'/>", "attribute x is given twice in <a>", 2, 2},
		{"ampersand", "<a>x & y</a>", "an & that starts no known entity: write &amp; for the character itself", 1, 6},
		{"late declaration", "\n<?xml version='1.0'?><a/>", "the XML declaration is not at the very start of the file", 2, 1},
		{"bad bytes", "<a>\n\xff</a>", "not valid UTF-8", 2, 1},
		{"unknown charset", "<?xml version='1.0' encoding='x-none'?><a/>", `declared encoding "x-none" is not known`, 1, 31},
		{"two hyphens", "<a><!-- a -- b --></a>", "-- inside a comment", 1, 11},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := xmldoc.Parse("conf.xml", []byte(test.src))
			var syn *xmldoc.SyntaxError
			if !errors.As(err, &syn) {
				t.Fatalf("error %v", err)
			}
			if syn.Msg != test.msg || syn.Line != test.line || syn.Col != test.col {
				t.Errorf("%d:%d %s, want %d:%d %s", syn.Line, syn.Col, syn.Msg, test.line, test.col, test.msg)
			}
			if d == nil || d.Root() != nil || d.Find("//a") != nil {
				t.Error("a broken document has a tree")
			}
		})
	}
}

func TestSyntaxErrorsRepeatNoText(t *testing.T) {
	for _, src := range []string{"<p>pa&CANARY;</p>", "<p>pa<CANARY!</p>", "<p x=CANARY/>", "<p x='a<CANARY'/>", "<p>]]>CANARY</p>", "<p CANARY/>"} {
		_, err := xmldoc.Parse("conf.xml", []byte(src))
		if err == nil || strings.Contains(err.Error(), "CANARY") {
			t.Errorf("%s: %v", src, err)
		}
	}
}

func TestEntitiesOfTheDoctype(t *testing.T) {
	d := parse(t, "<!DOCTYPE a [<!ENTITY host \"example.com\">]>\n<a>&host;</a>")
	if got := d.Root().Text(); got != "example.com" {
		t.Errorf("text %q", got)
	}
}

func TestNamespaces(t *testing.T) {
	d := parse(t, `<s:a xmlns:s="urn:x" xmlns="urn:d"><b s:alias="v"/><q:c/></s:a>`)
	b := d.First("//b")
	if a, ok := b.AttrNS("urn:x", "alias"); !ok || a.Value != "v" {
		t.Errorf("alias %v %v", a, ok)
	}
	if b.Namespace() != "urn:d" || d.Root().Namespace() != "urn:x" {
		t.Errorf("namespaces %q %q", b.Namespace(), d.Root().Namespace())
	}
	if _, ok := d.First("//c").ResolvePrefix("q"); ok {
		t.Error("q is declared")
	}
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
