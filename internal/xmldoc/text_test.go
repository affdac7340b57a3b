package xmldoc

import "testing"

func TestReadText(t *testing.T) {
	for _, tt := range []struct{ name, src, text string }{
		{"plain", "a=1\r\nb=2", "a=1\r\nb=2"},
		{"UTF-8", "a=\xc3\xa4", "a=ä"},
		{"byte order mark", "\xef\xbb\xbfa=1", "a=1"},
		{"UTF-16", "\xff\xfea\x00=\x00", "a="},
		{"Latin-1", "a=\xe4b=\xfc", "a=äb=ü"},
		{"empty", "", ""},
	} {
		d := ReadText("x.properties", []byte(tt.src))
		if d.Text() != tt.text || d.Path != "x.properties" || string(d.Bytes()) != tt.src {
			t.Errorf("%s: %q, want %q", tt.name, d.Text(), tt.text)
		}
	}
	d := ReadText("x.properties.erb", []byte("a=1\n<% if @b %>\nb=2\n<% end %>\n"))
	if line, col := d.Position(len("a=1\n<% if @b %>\nb")); line != 3 || col != 2 {
		t.Errorf("position %d:%d", line, col)
	}
	if got := d.Condition(len("a=1\n<% if @b %>\nb")).String(); got != "if @b" {
		t.Errorf("condition %q", got)
	}
	if d.Root() != nil || d.Find("//a") != nil || d.Comments() != nil || d.ElementAt(0) != nil || d.Editable(Span{Start: 0, End: 1}) {
		t.Error("text has a tree")
	}
	if _, err := d.Apply([]Edit{d.Replace(Span{Start: 0, End: 1}, "b")}); err == nil {
		t.Error("text was edited")
	}
}

func FuzzReadText(f *testing.F) {
	for _, s := range []string{"a=1\n", "\xff\xfea\x00", "\xfe\xff\x00", "<?xml version='1.0' encoding='x'?>", "<%= {{ \r", "\xe4"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		d := ReadText("x", src)
		for off := range d.Text() {
			if line, _ := d.Position(off); off < d.Line(line).Start {
				t.Fatalf("offset %d is not on line %d", off, line)
			}
		}
	})
}
