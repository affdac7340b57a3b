package report

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/golden"
)

// sampleDiff compares the two homes of testdata/diff.
func sampleDiff(t *testing.T) *diff.Report {
	t.Helper()
	opt := diff.Options{Rules: func(_, path string) []string {
		if strings.Contains(path, "isCascadeDeleteEnabled") {
			return []string{"cascade-delete"}
		}
		return nil
	}}
	return &diff.Report{Old: "old", New: "new", Files: diff.Sides(homeFiles(t, "old"), homeFiles(t, "new"), opt)}
}

func homeFiles(t *testing.T, side string) []diff.File {
	t.Helper()
	root := os.DirFS(filepath.Join("..", "testdata", "diff", side))
	var files []diff.File
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files = append(files, diff.File{Path: name, Name: strings.TrimPrefix(name, "repository/conf/"), Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func renderDiff(t *testing.T, name string, r *diff.Report, opt Options) string {
	t.Helper()
	for _, f := range DiffFormats() {
		if f.Name == name {
			var b bytes.Buffer
			if err := f.Write(&b, r, opt); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return b.String()
		}
	}
	t.Fatalf("no format %s", name)
	return ""
}

func TestDiffFormats(t *testing.T) {
	r := sampleDiff(t)
	for _, f := range DiffFormats() {
		out := renderDiff(t, f.Name, r, Options{})
		if strings.Contains(out, "canary") {
			t.Errorf("%s: a secret is in the output:\n%s", f.Name, out)
		}
		if again := renderDiff(t, f.Name, sampleDiff(t), Options{}); again != out {
			t.Errorf("%s: another output for the same files", f.Name)
		}
		if f.Name != "html" { // its style is another's
			golden.Equal(t, "../testdata/diff/diff."+f.Name, []byte(out))
		}
		if f.Doc == "" || strings.HasSuffix(f.Doc, ".") {
			t.Errorf("%s: documented as %q", f.Name, f.Doc)
		}
	}
	golden.Equal(t, "../testdata/diff/diff.all", []byte(renderDiff(t, "text", r, Options{All: true})))
	golden.Equal(t, "../testdata/diff/diff.color", []byte(renderDiff(t, "text", r, Options{Color: true, Width: 140})))
}

func TestDiffOfNothing(t *testing.T) {
	same := &diff.Report{Old: "a", New: "b", Files: []diff.FileDiff{{Status: diff.FileSame, Old: &diff.File{Path: "x.xml"}, New: &diff.File{Path: "x.xml"}}}}
	for name, want := range map[string]string{
		"text": "No setting differs between a and b.\nDifferent text, same settings: x.xml.\n",
		"stat": "", "unified": "",
		"json":     "{\n  \"schemaVersion\": 1,\n  \"old\": \"a\",\n  \"new\": \"b\",\n  \"files\": []\n}\n",
		"markdown": "## <code>a</code> and <code>b</code>: no setting differs\n\nDifferent text, same settings: <code>x.xml</code>.\n",
	} {
		if got := renderDiff(t, name, same, Options{}); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
	if got := renderDiff(t, "html", same, Options{}); !strings.Contains(got, `<p class="verdict ok">No setting differs</p>`) {
		t.Errorf("html:\n%s", got)
	}
}

func TestDiffSchema(t *testing.T) {
	schema := compileDiffSchema(t)
	good := renderDiff(t, "json", sampleDiff(t), Options{})
	if err := schema.Validate(decode(t, good)); err != nil {
		t.Errorf("the sample: %v", err)
	}
	for _, change := range [][2]string{
		{`"schemaVersion": 1`, `"schemaVersion": 2`},
		{`"kind": "moved"`, `"kind": "shuffled"`},
		{`"kind": "moved"`, `"kind": "added"`},
		{`"old": "absent"`, `"old": "active"`},
		{`"new": "commented out"`, `"new": "commented-out"`},
		{`"status": "moved"`, `"status": "same"`},
		{`"status": "changed"`, `"status": "added"`},
		{`"settings": 2`, `"settings": 1`},
		{`"rules": [`, `"about": [`},
		{`"newLine": 0`, `"newLine": -1`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Errorf("the sample has no %s", change[0])
		} else if schema.Validate(decode(t, bad)) == nil {
			t.Errorf("the schema lets %s through", change[1])
		}
	}
}

func compileDiffSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("schema/diff.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("diff.schema.json", decode(t, string(data))); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("diff.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestDiffHTML(t *testing.T) {
	page := renderDiff(t, "html", sampleDiff(t), Options{})
	for _, want := range []string{
		`<tr class="moved">`, `<mark>gson.JsonFormatter</mark>`, `<code title="/UserManager/Realm/Configuration/Property[@name=&#39;isCascadeDeleteEnabled&#39;]">`,
		`<span class="badge info">cascade-delete</span>`, `only in old`, `prefers-color-scheme: dark`, `@media print`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	for _, banned := range []string{"<script", "<link", "src=", "url(", "@import", "href="} {
		if strings.Contains(page, banned) {
			t.Errorf("the page has %s", banned)
		}
	}
}

// TestDiffHostile puts what formats could take for their own into every place.
func TestDiffHostile(t *testing.T) {
	bad := strings.ReplaceAll(hostile, "\x00", "")
	key := "is=" + bad
	r := &diff.Report{Old: bad, New: bad + "2", Files: []diff.FileDiff{{
		Status: diff.FileChanged, Old: &diff.File{Path: bad}, New: &diff.File{Path: bad},
		Changes: []diff.Change{
			{Kind: diff.Changed, Old: diff.Side{State: diff.Active, Path: key, Value: bad, Line: 1}, New: diff.Side{State: diff.Active, Path: key, Value: bad + "\n\r\t\u202e", Line: 2}, Rules: []string{"r"}},
			{Kind: diff.Added, New: diff.Side{State: diff.Active, Path: "/a/b[@name='x/y']", Value: bad, Line: 2}},
		},
	}}}
	for _, f := range DiffFormats() {
		out := renderDiff(t, f.Name, r, Options{})
		if f.Name != "json" && strings.ContainsAny(out, "\x1b\u202e") {
			t.Errorf("%s: control characters in\n%q", f.Name, out)
		}
		switch f.Name {
		case "html":
			if strings.Contains(out, "<b> &") {
				t.Errorf("html is not escaped:\n%s", out)
			}
		case "markdown":
			if strings.Contains(out, "a|b") || strings.Contains(out, "_z_") || strings.Contains(out, "@team") && !strings.Contains(out, "<code>") {
				t.Errorf("markdown is not escaped:\n%s", out)
			}
		case "text":
			if n := strings.Count(out, "\n"); n != 5 {
				t.Errorf("text has %d lines:\n%s", n, out)
			}
		}
	}
}

// oneSided compares a file with none.
func oneSided() *diff.Report {
	file := &diff.File{Path: "b.xml", Name: "b.xml", Data: []byte(`<a><p x="1">2</p><!-- <q>3</q> --></a>`)}
	opt := diff.Options{Rules: func(_, path string) []string {
		if path == "" {
			return []string{"some-rule"}
		}
		return nil
	}}
	return &diff.Report{Old: "a", New: "b", Files: []diff.FileDiff{diff.Files(nil, file, opt)}}
}

func TestDiffOneSided(t *testing.T) {
	for format, want := range map[string]string{
		"text":     "b.xml  only in b; 2 added, 1 in comments [some-rule]\n   1 + p: 2 (@x: 1)\n   1 + q: (absent -> commented out) 3\n",
		"stat":     " b.xml  only in b; 2 added, 1 in comments\n",
		"markdown": "only in b; 2 added, 1 in comments (rule <code>some-rule</code>)</summary>",
		"html":     `<span class="quiet">only in b; 2 added, 1 in comments</span> <span class="badge info">some-rule</span>`,
		"json":     "\"rules\": [\n        \"some-rule\"\n      ]\n    }",
		"unified":  "--- /dev/null\n+++ b/b.xml\n",
	} {
		if out := renderDiff(t, format, oneSided(), Options{}); !strings.Contains(out, want) {
			t.Errorf("%s: no %q in\n%s", format, want, out)
		}
	}
	r := oneSided()
	r.New = "b.xml"
	if out := renderDiff(t, "stat", r, Options{}); !strings.HasPrefix(out, " b.xml  new; 2 added") {
		t.Errorf("a side that is the file:\n%s", out)
	}
	schema := compileDiffSchema(t)
	good := renderDiff(t, "json", oneSided(), Options{})
	if err := schema.Validate(decode(t, good)); err != nil {
		t.Error(err)
	}
	if bad := strings.Replace(good, `"status": "added"`, `"status": "removed"`, 1); schema.Validate(decode(t, bad)) == nil {
		t.Error("the schema lets a removed file have added settings")
	}
}

func TestDiffTextFiles(t *testing.T) {
	same := &diff.File{Path: "c.xml"}
	r := oneSided()
	r.Files = append(r.Files, diff.FileDiff{Status: diff.FileSame, Old: same, New: same})
	var b bytes.Buffer
	if err := DiffTextFiles(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	if want := "q: (absent -> commented out) 3\nc.xml  different text, same settings\n"; !strings.HasSuffix(b.String(), want) {
		t.Errorf("got\n%s", b.String())
	}
}

func TestDiffSettings(t *testing.T) {
	var b bytes.Buffer
	err := DiffSettings(&b, []diff.Side{
		{Path: "/Server/Ports/Offset", Value: "0"},
		{Path: "/a/b[@class='org.example.C']/@x", Value: "one\n\x1b"},
		{Value: "\tline"},
	})
	if want := "Ports/Offset = 0\nb[C]/@x = one\\n\\x1b\n    line\n"; err != nil || b.String() != want {
		t.Errorf("%v, got\n%s", err, b.String())
	}
}
