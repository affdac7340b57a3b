package diff

import (
	"math/rand"
	"os"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// TestKnownEdits makes one edit of a file at a time and checks that the
// comparison finds it and nothing else.
func TestKnownEdits(t *testing.T) {
	files := []File{readFixture(t, "old/repository/conf/carbon.xml"), readFixture(t, "new/repository/conf/axis2/axis2.xml"), readFixture(t, "old/repository/conf/user-mgt.xml")}
	if _, err := os.Stat(corpus); err == nil {
		for _, home := range []string{"stock/4.2.0", "stock/4.4.3", "homes/am-2.0.0", "homes/esb-4.9.0", "homes/greg-5.1.0"} {
			files = append(files, readTree(t, home)...)
		}
	}
	random := rand.New(rand.NewSource(1))
	for _, f := range files {
		doc := f.xml()
		if doc == nil || doc.Template() != nil {
			continue
		}
		var elements []*xmldoc.Element
		doc.Root().Walk(func(e *xmldoc.Element) {
			if e != doc.Root() {
				elements = append(elements, e)
			}
		})
		for range 3 {
			if len(elements) == 0 {
				break
			}
			e := elements[random.Intn(len(elements))]
			checkSetText(t, &f, e)
			checkSetAttr(t, &f, e)
			checkRemove(t, &f, e)
		}
	}
}

func readFixture(t *testing.T, name string) File {
	t.Helper()
	data, err := os.ReadFile("../../testdata/diff/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return File{Path: name, Data: data}
}

func edited(t *testing.T, f *File, e xmldoc.Edit) []Change {
	t.Helper()
	data, err := f.Doc.Apply([]xmldoc.Edit{e})
	if err != nil {
		t.Fatal(err)
	}
	return Files(f, &File{Path: f.Path, Name: f.Name, Data: data}, Options{}).Changes
}

// names reports whether the text of e names it or its parent.
func names(e *xmldoc.Element) bool {
	if identity.Of(e).OwnText {
		return true
	}
	for _, k := range identity.Of(e.Parent()).Children {
		if k == e {
			return true
		}
	}
	return false
}

func checkSetText(t *testing.T, f *File, e *xmldoc.Element) {
	t.Helper()
	edit, err := f.Doc.SetText(e, "another value")
	if err != nil || names(e) {
		return
	}
	got := edited(t, f, edit)
	line, _ := f.Doc.Position(e.Span.Start)
	if len(got) != 1 || got[0].Kind != Changed || got[0].New.Value != "another value" && !got[0].Secret || got[0].Old.Line != line {
		t.Errorf("%s: the text of %s was changed:\n%s", f.Path, identity.Path(e), tell(got))
	}
}

func checkSetAttr(t *testing.T, f *File, e *xmldoc.Element) {
	t.Helper()
	for _, a := range e.Attrs() {
		if a.Prefix != "" || strings.Contains(identity.Of(e).Key, "[@"+a.Name+"=") {
			continue
		}
		got := edited(t, f, f.Doc.SetAttr(a, "another value"))
		if len(got) != 1 || got[0].Kind != Changed || !strings.HasSuffix(got[0].Path(), "/@"+a.Name) {
			t.Errorf("%s: %s of %s was changed:\n%s", f.Path, a.Name, identity.Path(e), tell(got))
		}
		return
	}
}

func checkRemove(t *testing.T, f *File, e *xmldoc.Element) {
	t.Helper()
	if names(e) {
		return
	}
	got := edited(t, f, f.Doc.Remove(e, false))
	if len(got) == 0 {
		t.Errorf("%s: %s was removed: no change", f.Path, identity.Path(e))
	}
	name := "/" + e.Name()
	for _, c := range got {
		if c.Kind != Removed || !strings.Contains(c.Path(), name) {
			t.Errorf("%s: %s was removed:\n%s", f.Path, identity.Path(e), tell(got))
			return
		}
	}
}
