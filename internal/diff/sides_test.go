package diff

import (
	"fmt"
	"strings"
	"testing"
)

func TestSides(t *testing.T) {
	file := func(path, name, data string) File { return File{Path: path, Name: name, Data: []byte(data)} }
	old := []File{
		file("conf/same.xml", "same.xml", "<a/>"),
		file("conf/layout.xml", "layout.xml", "<a><b/></a>"),
		file("conf/changed.xml", "changed.xml", "<a><b>1</b></a>"),
		file("conf/gone.xml", "gone.xml", "<gone/>"),
		file("conf/moved.txt", "moved.txt", "some text\r\n"),
		file("conf/identity.xml", "identity.xml", "<Server><A>1</A><B>2</B><C>3</C></Server>"),
		file("conf/other.xml", "other.xml", "<Server><A>1</A><B>2</B></Server>"),
		file("conf/key.jks", "key.jks", "\xfe\x00\x01"),
		file("conf/empty.txt", "empty.txt", ""),
	}
	new := []File{
		file("conf/same.xml", "same.xml", "<a/>"),
		file("conf/layout.xml", "layout.xml", "<a>\n<b/>\n</a>"),
		file("repository/conf/changed.xml.erb", "changed.xml", "<a><b><%= @b %></b></a>"),
		file("conf/x/moved-here.txt", "x/moved-here.txt", "some text\n"),
		file("conf/identity/identity.xml", "identity/identity.xml", "<Server><A>1</A><B>2</B><C>4</C></Server>"),
		file("conf/x/other.xml", "x/other.xml", "<Server><X>1</X><Y>2</Y></Server>"),
		file("conf/key.jks", "key.jks", "\xfe\x00\x02"),
		file("conf/also-empty.txt", "also-empty.txt", ""),
	}
	show := func(list []FileDiff) string {
		var b strings.Builder
		for i := range list {
			f := &list[i]
			from := ""
			if f.Old != nil && f.Old.Path != f.Path() {
				from = " from " + f.Old.Path
			}
			fmt.Fprintf(&b, "%s %s%s %d %s\n", f.Status, f.Path(), from, len(f.Changes), f.Note)
		}
		return b.String()
	}
	want := `added conf/also-empty.txt 0 
removed conf/empty.txt 0 
removed conf/gone.xml 0 
moved conf/identity/identity.xml from conf/identity.xml 1 
changed conf/key.jks 0 not text: the bytes differ
same conf/layout.xml 0 
removed conf/other.xml 0 
moved conf/x/moved-here.txt from conf/moved.txt 0 
added conf/x/other.xml 0 
changed repository/conf/changed.xml.erb from conf/changed.xml 1 
`
	if got := show(Sides(old, new, Options{})); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	back := Sides(new, old, Options{})
	counts := map[Status]int{}
	for _, f := range back {
		counts[f.Status]++
	}
	if got := fmt.Sprint(counts); got != fmt.Sprint(map[Status]int{FileSame: 1, FileChanged: 2, FileAdded: 3, FileRemoved: 2, FileMoved: 2}) {
		t.Errorf("the other way round: %s", got)
	}
	if got := Sides(old, old, Options{}); len(got) != 0 {
		t.Errorf("a side differs from itself:\n%s", show(got))
	}
	r := Report{Files: back}
	if !r.Differs() || (&Report{Files: []FileDiff{{Status: FileSame}}}).Differs() {
		t.Error("Differs does not say what the files do")
	}
}
