package diff

import (
	"encoding/xml"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// TestLaws checks what holds for any pair of files on the fixtures and, where it
// is there, on the corpus.
func TestLaws(t *testing.T) {
	var files []File
	err := filepath.Walk("../../testdata/diff", func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		files = append(files, File{Path: filepath.ToSlash(name), Name: filepath.Base(name), Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	trees := [][]File{files}
	if _, err := os.Stat(corpus); err == nil {
		for _, home := range []string{
			"stock/4.2.0", "stock/4.3.0", "stock/4.4.0", "stock/4.4.1", "stock/4.4.2", "stock/4.4.3",
			"homes/am-2.0.0", "homes/esb-4.9.0", "homes/greg-5.1.0",
		} {
			trees = append(trees, readTree(t, home))
		}
	}
	before := map[string]File{}
	for _, tree := range trees {
		for _, f := range tree {
			checkLaws(t, f.name(), f.Data, f.Data)
			if last, ok := before[f.name()]; ok {
				checkLaws(t, f.name(), last.Data, f.Data)
			}
			before[f.name()] = f
		}
	}
}

// TestRewritten checks that a file that only looks different differs in nothing.
func TestRewritten(t *testing.T) {
	var files []File
	matches, err := filepath.Glob("../../testdata/diff/*/repository/conf/*.xml")
	if err != nil || len(matches) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range matches {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, File{Path: name, Data: data})
	}
	if _, err := os.Stat(corpus); err == nil {
		for _, home := range []string{"stock/4.2.0", "stock/4.4.3", "homes/am-2.0.0", "homes/esb-4.9.0", "homes/greg-5.1.0"} {
			files = append(files, readTree(t, home)...)
		}
	}
	checked := 0
	for i, f := range files {
		doc := f.xml()
		if doc == nil || doc.Template() != nil {
			continue
		}
		for seed := range 3 {
			w := rewriter{name: f.name(), doc: doc, rand: rand.New(rand.NewSource(int64(i*100 + seed)))}
			next := File{Path: f.Path, Data: []byte(w.file())}
			if next.xml() == nil {
				t.Fatalf("%s: what is written is not XML:\n%s", f.Path, next.Data)
			}
			if got := Files(&f, &next, Options{}); len(got.Changes) > 0 {
				t.Errorf("%s, seed %d:\n%s", f.Path, seed, tell(got.Changes))
			}
		}
		checked++
	}
	t.Logf("%d files", checked)
}

// rewriter writes a file another way: other order, layout, quotes, entities and
// line ends.
type rewriter struct {
	name string
	doc  *xmldoc.Document
	rand *rand.Rand
	b    strings.Builder
}

func (w *rewriter) file() string {
	w.element(w.doc.Root(), 0)
	text := w.b.String()
	if w.rand.Intn(2) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

func (w *rewriter) gap(depth int) string {
	return "\n" + strings.Repeat([]string{"\t", "  ", ""}[w.rand.Intn(3)], depth)
}

func (w *rewriter) element(e *xmldoc.Element, depth int) {
	w.b.WriteString("<" + e.QName())
	attrs := append([]xmldoc.Attr(nil), e.Attrs()...)
	w.rand.Shuffle(len(attrs), func(i, j int) { attrs[i], attrs[j] = attrs[j], attrs[i] })
	for _, a := range attrs {
		name := a.Name
		if a.Prefix != "" {
			name = a.Prefix + ":" + name
		}
		quote := []string{`"`, `'`}[w.rand.Intn(2)]
		w.b.WriteString([]string{" ", "\n  "}[w.rand.Intn(2)] + name + " = " + quote + escaped(a.Value) + quote)
	}
	parts, order := w.parts(e)
	text := e.Text()
	if len(parts) == 0 && text == "" && w.rand.Intn(2) == 0 {
		w.b.WriteString("/>")
		return
	}
	w.b.WriteString(">")
	if len(e.Children()) > 0 {
		text = strings.TrimSpace(text)
	}
	w.text(text, depth, len(e.Children()) > 0 || identity.BlanksOf(w.name, w.doc.Root().Name(), e.Name()) != identity.Kept)
	for _, i := range order {
		w.b.WriteString(w.gap(depth + 1))
		parts[i](depth + 1)
	}
	if len(parts) > 0 && (len(e.Children()) > 0 || text == "") {
		w.b.WriteString(w.gap(depth))
	}
	w.b.WriteString("</" + e.QName() + ">")
}

// text writes a text; with free, line breaks around it are no part of it.
func (w *rewriter) text(text string, depth int, free bool) {
	layout := free && text != "" && strings.TrimSpace(text) == text && w.rand.Intn(2) == 0
	if layout {
		w.b.WriteString(w.gap(depth + 1))
	}
	if w.rand.Intn(3) == 0 && !strings.Contains(text, "]]>") && text != "" {
		w.b.WriteString("<![CDATA[" + text + "]]>")
	} else {
		w.b.WriteString(escaped(text))
	}
	if layout {
		w.b.WriteString(w.gap(depth))
	}
}

func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err)
	}
	return b.String()
}

// parts are the children of e and, as one, comments that follow each other, and
// an order to write them in that leaves what counts as it is.
func (w *rewriter) parts(e *xmldoc.Element) (parts []func(depth int), order []int) {
	groups := map[string][]int{}
	comments := func(from, to int) {
		var list []string
		for _, c := range w.doc.Comments() {
			if c.Start >= from && c.End <= to {
				list = append(list, w.doc.Slice(c))
			}
		}
		if len(list) > 0 {
			parts = append(parts, func(depth int) { w.b.WriteString(strings.Join(list, w.gap(depth))) })
		}
	}
	at := e.Inner.Start
	for _, k := range e.Children() {
		comments(at, k.Span.Start)
		group := "named " + k.Name() + identity.Of(k).Key
		if identity.Group(k.Name(), "") != "" {
			group = k.Name()
		}
		groups[group] = append(groups[group], len(parts))
		parts = append(parts, func(depth int) { w.element(k, depth) })
		at = k.Span.End
	}
	comments(at, e.Inner.End)
	order = w.rand.Perm(len(parts))
	place := map[int]int{}
	for p, i := range order {
		place[i] = p
	}
	for _, members := range groups {
		var places []int
		for _, i := range members {
			places = append(places, place[i])
		}
		slices.Sort(places)
		for k, i := range members {
			order[places[k]] = i
		}
	}
	return parts, order
}

func FuzzLaws(f *testing.F) {
	for _, seed := range [][2]string{
		{"<a><b>1</b><!--c>2</c--></a>", "<a><c>2</c><b x='1'>2</b></a>"},
		{"a=1\\\n 2\n#b=3\n", "b=3\na = 12"},
		{"<a><Property name='x'>1</Property><Property name='x'>2</Property></a>", "<a><Property name='x'>2</Property></a>"},
		{"<Host><Valve className='a'/><Valve className='b'/></Host>", "<Host><Valve className='b'/><Valve className='a'/></Host>"},
		{"one\ntwo\n", "two\none\n"},
		{"<a>{% if x %}<b y={{z}}>{% else %}<b>{% endif %}{{- c }}<!--{% set d = 1 %}--></b></a>", "<% e %><a <%= f %> {% if x %}b='1'{% endif %}/>"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, old, new string) {
		for _, name := range []string{"a.xml", "a.properties", "a.ini", "a.sh"} {
			checkLaws(t, name, []byte(old), []byte(new))
			checkLaws(t, name, []byte(old), []byte(old))
		}
	})
}

func ExampleFiles() {
	old := &File{Path: "carbon.xml", Data: []byte("<Server><Ports><Offset>0</Offset></Ports></Server>")}
	new := &File{Path: "carbon.xml", Data: []byte("<Server>\n\t<Ports>\n\t\t<Offset>1</Offset>\n\t</Ports>\n</Server>\n")}
	for _, c := range Files(old, new, Options{}).Changes {
		fmt.Printf("%s %s: %s (line %d) -> %s (line %d)\n", c.Kind, c.Path(), c.Old.Value, c.Old.Line, c.New.Value, c.New.Line)
	}
	// Output: changed /Server/Ports/Offset: 0 (line 1) -> 1 (line 3)
}
