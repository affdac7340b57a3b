package xmldoc_test

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// paths are asked of both trees: those that are steps alone, and others.
var paths = []string{
	"/a/b", "/a[@x='1']/b", `/a/b[@x="1"]/c`, "//b", "//a/b", "//b[@x='1']", "//Property[@name='dataSource']", "//Connector[@port='9443']",
	"/Server/Security/KeyStore", "/UserManager/Realm/Configuration/Property[@name='url']", "/axisconfig/transportReceiver/parameter",
	"//a//b", "/a/*", "/*/*[2]", "//b[c]", "//b[c='x']", "//b[text()='x']", "//b[@x]", "//p:b", "//b[@p:x='1']", "//*[@name]", "//b[1]",
}

// oracle compares the tree of src with the one that etree reads itself. It
// reports whether there was anything to compare: some XML only one of them reads,
// and template code only carbonlint.
func oracle(t *testing.T, src []byte) bool {
	t.Helper()
	d, err := xmldoc.Parse("a.xml", src)
	if err != nil || d.Template() != nil || strings.Contains(d.Text(), "<!ATTLIST") {
		return false
	}
	tree := etree.NewDocument()
	tree.ReadSettings.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	if tree.ReadFromString(d.Text()) != nil || tree.Root() == nil {
		return false
	}
	ours := map[*etree.Element]*xmldoc.Element{}
	var comments []string
	var compare func(e *xmldoc.Element, n *etree.Element)
	compare = func(e *xmldoc.Element, n *etree.Element) {
		ours[n] = e
		if got, want := describe(e), describeNode(n); got != want {
			t.Fatalf("%q: %s, etree has %s", src, got, want)
		}
		children := n.ChildElements()
		if len(e.Children()) != len(children) {
			t.Fatalf("%q: %s has %d children, in etree %d", src, e.QName(), len(e.Children()), len(children))
		}
		for i, c := range e.Children() {
			if c.Parent() != e {
				t.Fatalf("%q: %s has another parent", src, c.QName())
			}
			compare(c, children[i])
		}
	}
	compare(d.Root(), tree.Root())
	collectComments(&tree.Element, &comments)
	var got []string
	for _, c := range d.Comments() {
		got = append(got, strings.TrimSuffix(strings.TrimPrefix(d.Slice(c), "<!--"), "-->"))
	}
	if !strings.Contains(d.Text(), "<!DOCTYPE") && !slices.Equal(got, comments) {
		t.Fatalf("%q: comments %q, etree has %q", src, got, comments)
	}
	for _, path := range paths {
		var want []*xmldoc.Element
		for _, n := range tree.FindElements(path) {
			want = append(want, ours[n])
		}
		slices.SortFunc(want, func(a, b *xmldoc.Element) int { return a.Span.Start - b.Span.Start })
		if got := d.Find(path); !slices.Equal(got, want) {
			t.Fatalf("%q: %s finds %d elements, in etree %d", src, path, len(got), len(want))
		}
	}
	return true
}

func describe(e *xmldoc.Element) string {
	s := fmt.Sprintf("<%s> %s of %q with %q", e.QName(), e.Name(), e.Namespace(), e.Text())
	for _, a := range e.Attrs() {
		s += fmt.Sprintf(" %q %q %q", a.Prefix, a.Name, a.Value)
	}
	return s
}

func describeNode(n *etree.Element) string {
	var text strings.Builder
	for _, c := range n.Child {
		if c, ok := c.(*etree.CharData); ok {
			text.WriteString(c.Data)
		}
	}
	s := fmt.Sprintf("<%s> %s of %q with %q", n.FullTag(), n.Tag, n.NamespaceURI(), text.String())
	for _, a := range n.Attr {
		s += fmt.Sprintf(" %q %q %q", a.Space, a.Key, a.Value)
	}
	return s
}

func collectComments(n *etree.Element, list *[]string) {
	for _, c := range n.Child {
		switch c := c.(type) {
		case *etree.Comment:
			*list = append(*list, c.Data)
		case *etree.Element:
			collectComments(c, list)
		}
	}
}

// TestTreeIsThatOfEtree holds the tree to etree's over fixtures, the documents
// that test well-formedness, and the corpus where it is there.
func TestTreeIsThatOfEtree(t *testing.T) {
	compared := 0
	add := func(src []byte) {
		if oracle(t, src) {
			compared++
		}
	}
	files := func(dir string) (found int) {
		_ = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(p, ".xml") {
				return nil
			}
			src, err := os.ReadFile(p)
			if err != nil {
				t.Error(err)
			}
			add(src)
			found++
			return nil
		})
		return found
	}
	_, samples := readTable(t)
	for _, s := range samples {
		add(s.src)
	}
	files("../../testdata")
	if compared < 350 {
		t.Errorf("only %d documents compared", compared)
	}
	own := compared
	if found := files("../../../shared/corpus"); found > 0 && compared-own < found*9/10 {
		t.Errorf("only %d of %d files of the corpus compared", compared-own, found)
	}
	t.Logf("%d documents compared", compared)
}

// FuzzTree is TestTreeIsThatOfEtree for any text.
func FuzzTree(f *testing.F) {
	seed(f, func(src []byte) { f.Add(src) })
	f.Add([]byte("<a><b x='1'><c/>x<!-- c -->y<![CDATA[<z>]]></b><p:b xmlns:p='u' p:x='1'>&amp;&#65;\r\n</p:b></a>"))
	f.Fuzz(func(t *testing.T, src []byte) { oracle(t, src) })
}
