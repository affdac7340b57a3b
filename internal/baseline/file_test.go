package baseline_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/golden"
)

const secrets = `<S><datasource><name>jdbc:mysql://root:CANARY1@db.example.com/x</name><P name="password=CANARY2" bad="error:The value &quot;CANARY3&quot; is not known."/></datasource>
<A bad="info:b"/><A bad="info:b"/><A bad="warning:b"/></S>`

func TestWrite(t *testing.T) {
	list := findings(t, map[string]string{"x.xml": secrets, "a.xml": `<S><B name="&lt;&amp;&gt;" bad="info:a"/></S>`}, marked)
	entries := append(baseline.Of("servers/b", list, nil), baseline.Of(".", list[:1], nil)...)
	var out strings.Builder
	if err := baseline.New(entries).Write(&out); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "CANARY") {
		t.Errorf("it contains a secret:\n%s", out.String())
	}
	const file = "../../testdata/baseline/baseline.json"
	golden.Equal(t, file, []byte(out.String()))
	for i := range entries { // whatever the order they were found in
		var again strings.Builder
		if err := baseline.New(append(entries[i:len(entries):len(entries)], entries[:i]...)).Write(&again); err != nil || again.String() != out.String() {
			t.Fatalf("%v, got\n%s", err, again.String())
		}
	}
}

func TestWriteOfNothing(t *testing.T) {
	var out strings.Builder
	if err := baseline.New(nil).Write(&out); err != nil || out.String() != "{\n  \"schemaVersion\": 1,\n  \"entries\": []\n}\n" {
		t.Errorf("%v, %q", err, out.String())
	}
	reread(t, baseline.New(nil))
}

const entry = `{"home":".","file":"f","element":"/a","rule":"r","problem":"p","severity":"info","count":1}`

func TestReadOfAMerge(t *testing.T) {
	twice := strings.Replace(entry, `"count":1`, `"count":3`, 1)
	b, err := baseline.Read("b.json", []byte(`{"schemaVersion":1,"entries":[`+entry+",\n"+twice+",\n"+entry+`]}`))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := b.Write(&out); err != nil || strings.Count(out.String(), `"rule"`) != 1 || !strings.Contains(out.String(), `"count":3`) {
		t.Errorf("%v, %s", err, out.String())
	}
}

func TestReadFails(t *testing.T) {
	one := func(old, new string) string {
		return "{\"schemaVersion\":1,\n\"entries\":[" + strings.Replace(entry, old, new, 1) + "]}"
	}
	for _, test := range []struct{ name, src, want string }{
		{"empty", "", "b.json:1:1: not a baseline: unexpected end of JSON input"},
		{"cut off", "{\"schemaVersion\":1,\n\"entries\":[", "b.json:2:11: not a baseline: unexpected end of JSON input"},
		{"conflict", "{\n<<<<<<< HEAD\n", "b.json:2:1: not a baseline: invalid character '<' looking for beginning of object key string"},
		{"a report", `{"tool": {}}`, "b.json: not a baseline: no schemaVersion"},
		{"a list", `[]`, "b.json:1:1: not a baseline:  cannot be array"},
		{"newer", `{"schemaVersion":2}`, "b.json: schemaVersion 2 is not supported (write the baseline again with --write-baseline)"},
		{"unknown key", one(`"file"`, `"line":3,"file"`), `b.json: json: unknown field "line"`},
		{"wrong type", one(`"count":1`, `"count":"1"`), "b.json:2:103: entries.count cannot be string"},
		{"count", one(`"count":1`, `"count":0`), "b.json: entry 1: count is 0, not at least 1"},
		{"no rule", one(`"rule":"r",`, ``), "b.json: entry 1: home, file, element, rule or problem is missing"},
		{"severity", one("info", "fatal"), `b.json: entry 1: "fatal" is not a severity: write error, warning or info`},
		{"more behind", one("", "") + "{}", "b.json:2:105: not a baseline: invalid character '{' after top-level value"},
		{"too large", strings.Repeat(" ", baseline.MaxFile+1), "b.json: larger than 64 MiB"},
	} {
		_, err := baseline.Read("b.json", []byte(test.src))
		if err == nil || err.Error() != "read the baseline "+test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
}

func TestSchema(t *testing.T) {
	schema, err := os.Open("baseline.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer schema.Close()
	doc, err := jsonschema.UnmarshalJSON(schema)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("s.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("s.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(src string) error {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(src))
		if err != nil {
			return err
		}
		return s.Validate(v)
	}
	src, err := os.ReadFile("../../testdata/baseline/baseline.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := valid(string(src)); err != nil {
		t.Error(err)
	}
	for _, change := range [][2]string{{`"count":1`, `"count":0`}, {`"rule":"r",`, ""}, {"info", "fatal"}, {`"/a"`, `"a"`}, {`"file"`, `"line":3,"file"`}} {
		if valid(`{"schemaVersion":1,"entries":[`+strings.Replace(entry, change[0], change[1], 1)+`]}`) == nil {
			t.Errorf("the schema takes %s", change[1])
		}
	}
}

func TestHome(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, test := range []struct{ file, dir, want string }{
		{"b.json", ".", "."},
		{"b.json", "servers/a/", "servers/a"},
		{"ci/b.json", "servers/a", "../servers/a"},
		{filepath.Join(dir, "servers", "b.json"), "servers/a", "a"},
		{"b.json", filepath.Join(dir, "a"), "a"},
	} {
		if got := baseline.Home(test.file, test.dir); got != test.want {
			t.Errorf("%s seen from %s is %s, want %s", test.dir, test.file, got, test.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"schemaVersion":1,"entries":[` + entry + "," + entry + "]}"))
	f.Add([]byte(`{"schemaVersion":2}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		if b, err := baseline.Read("b.json", src); err == nil {
			reread(t, b)
		}
	})
}
