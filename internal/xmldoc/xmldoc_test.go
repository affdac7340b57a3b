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
