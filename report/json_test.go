package report

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestSchema(t *testing.T) {
	schema := compileSchema(t)
	for name, r := range map[string]*Report{"sample": sample(t), "none": New("dev", "4.4.3", nil), "500": large(t, 500)} {
		if err := schema.Validate(decode(t, render(t, named("json"), r, Options{}))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaRefuses makes sure that the schema says something.
func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	good := render(t, named("json"), sample(t), Options{})
	for _, change := range [][2]string{
		{`"schemaVersion": 1`, `"schemaVersion": 2`},
		{`"severity": "error"`, `"severity": "fatal"`},
		{`"line": 2`, `"line": 0`},
		{`"safety": "safe"`, `"safety": "perhaps"`},
		{`"status": "not checked"`, `"status": "fine"`},
		{`"kind": "external"`, `"kind": "other"`},
		{`"known": 1`, `"known": -1`},
		{`"checked": [`, `"judged": [`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Errorf("the sample has no %s", change[0])
		} else if schema.Validate(decode(t, bad)) == nil {
			t.Errorf("the schema lets %s through", change[1])
		}
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("schema/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("report.schema.json", decode(t, string(data))); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decode(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
