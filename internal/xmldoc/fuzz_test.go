package xmldoc_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// seed adds the XML files of testdata.
func seed(f *testing.F, add func(src []byte)) {
	f.Helper()
	err := filepath.WalkDir("../../testdata", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(p, ".xml") {
			return err
		}
		src, err := os.ReadFile(p)
		if err == nil {
			add(src)
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	for _, src := range []string{
		"<a x='1' y=\"&lt;\"><!-- c --><b/>t<![CDATA[x]]></a>", "\xef\xbb\xbf<a/>", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe4</a>",
		"<a>\r\n\t<b>1</b> <!-- t -->\r\n</a>", "{% if a %}<a><b>{{ c }}</b></a>{% endif %}",
		"{% if a %}<a>{% if b %}<b/>{% endif %}</a>{% else %}<c><d x='1'/></c>{% endif %}", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
	} {
		add([]byte(src))
	}
}

// FuzzParse holds the tree to the bytes: extents nest, start with their tag and
// end with it, and attributes read back from their own extent.
func FuzzParse(f *testing.F) {
	seed(f, func(src []byte) { f.Add(src) })
	f.Fuzz(func(t *testing.T, src []byte) {
		d, err := xmldoc.Parse("a.xml", src)
		if d == nil {
			t.Fatal("no document")
		}
		for i := range d.LineCount() {
			d.Slice(d.Line(i + 1))
		}
		if err != nil {
			if d.Root() != nil {
				t.Fatal("a tree beside an error")
			}
			return
		}
		d.Root().Walk(func(e *xmldoc.Element) {
			if p := e.Parent(); p != nil && !p.Inner.Contains(e.Span) {
				t.Fatalf("%v is not inside %v", e.Span, p.Inner)
			}
			tag := d.Slice(e.StartTag)
			if !strings.HasPrefix(tag, "<") || !strings.HasSuffix(tag, ">") || !e.Span.Contains(e.StartTag) || !e.Span.Contains(e.Inner) {
				t.Fatalf("start tag %q", tag)
			}
			for _, a := range e.Attrs() {
				if a.Default {
					continue
				}
				if !e.StartTag.Contains(a.Span) || !a.Span.Contains(a.NameSpan) || !a.Span.Contains(a.ValueSpan) {
					t.Fatalf("attribute %+v", a)
				}
			}
			if at := d.ElementAt(e.Span.Start); at != e {
				t.Fatalf("ElementAt finds %v", at.Span)
			}
		})
		for _, c := range d.Comments() {
			if s := d.Slice(c); d.Template() == nil && (!strings.HasPrefix(s, "<!--") || !strings.HasSuffix(s, "-->")) {
				t.Fatalf("comment %q", s)
			}
		}
	})
}

// FuzzEdits makes one edit of every kind at every place and wants it proved.
func FuzzEdits(f *testing.F) {
	seed(f, func(src []byte) {
		for kind := range uint8(9) {
			f.Add(src, kind, uint16(kind)*3, "a < \"b\" & 'c'")
		}
	})
	f.Fuzz(func(t *testing.T, src []byte, kind uint8, at uint16, value string) {
		d, err := xmldoc.Parse("a.xml", src)
		if err != nil {
			return
		}
		if readings := append([]*xmldoc.Document{d}, d.Others()...); len(readings) > 1 {
			d = readings[int(at)%len(readings)]
		}
		var all []*xmldoc.Element
		d.Root().Walk(func(e *xmldoc.Element) { all = append(all, e) })
		e := all[int(at)%len(all)]
		value = plain(value)
		var edit xmldoc.Edit
		switch kind % 9 {
		case 0:
			if edit, err = d.SetText(e, value); err != nil {
				return
			}
		case 1, 2:
			if len(e.Attrs()) == 0 {
				return
			}
			a := e.Attrs()[int(at)%len(e.Attrs())]
			if edit = d.SetAttr(a, value); kind%9 == 2 {
				if a.Prefix == "xmlns" || a.Name == "xmlns" {
					return // the names of others hang on it
				}
				edit = d.RenameAttr(a, "renamed-by-a-test")
			}
		case 3:
			edit = d.AddAttr(e, "", "added-by-a-test", value)
		case 4:
			edit = d.AppendChild(e, "<added>\n\t<by/>\n</added>")
		case 5, 6, 7:
			if e.Parent() == nil {
				return
			}
			switch kind % 9 {
			case 5:
				edit = d.InsertAfter(e.Span, "<!-- added -->\n<by/>")
			case 6:
				edit = d.Remove(e, false)
			case 7:
				edit = d.Remove(e, true)
			}
		case 8:
			if e.SelfClosing || len(e.Children()) > 0 {
				return
			}
			edit = d.Replace(e.Inner, d.EscapeText(value))
		}
		if !d.Editable(edit.Span) {
			return
		}
		out, err := d.Apply([]xmldoc.Edit{edit})
		if err != nil {
			t.Fatal(err)
		}
		next, err := d.Prove([]xmldoc.Edit{edit}, out)
		if err != nil {
			t.Fatalf("%v\n%q\n%q", err, src, out)
		}
		if kind%9 == 0 && d.Template() == nil {
			if got := next.ElementAt(e.Span.Start).Text(); got != value {
				t.Fatalf("text %q, want %q", got, value)
			}
		}
	})
}

// plain leaves out what XML cannot hold at all.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\t' || r >= 0xfffe && r <= 0xffff || r >= 0xd800 && r < 0xe000 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
