package config_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/carbonlint/carbonlint/internal/config"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(config.Schema(names().RuleIDs())))
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
	return s
}

// value is src as an editor reads it: a day is a text.
func value(t *testing.T, src string) any {
	t.Helper()
	var n yaml.Node
	if err := yaml.Load([]byte(src), &n); err != nil {
		return nil
	}
	var untag func(n *yaml.Node)
	untag = func(n *yaml.Node) {
		if n.Tag == "!!timestamp" {
			n.Tag = "!!str"
		}
		for _, c := range n.Content {
			untag(c)
		}
	}
	untag(&n)
	var v any
	if err := n.Decode(&v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	v, err = jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSchemaAgreesWithParse(t *testing.T) {
	s := schema(t)
	for _, src := range []string{full, "{}", "exclude:\nsuppress:\noverrides:\nignore:\nunsafe-fixes:\n", "from: 4.4.9"} {
		parse(t, src)
		if err := s.Validate(value(t, src)); err != nil {
			t.Errorf("%s\n%v", src, err)
		}
	}
	for _, m := range mistakes {
		if !m.goOnly && s.Validate(value(t, m.src)) == nil {
			t.Errorf("%s: the schema takes\n%s", m.name, m.src)
		}
	}
}

func TestSchemaKnowsTheNames(t *testing.T) {
	var s struct {
		ID   string                             `json:"$id"`
		Defs map[string]struct{ Enum []string } `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(config.Schema(names().RuleIDs())), &s); err != nil {
		t.Fatal(err)
	}
	known := names()
	if ids := known.RuleIDs(); !slices.Equal(s.Defs["rule"].Enum, ids) {
		t.Errorf("the schema has the rules %v, want %v", s.Defs["rule"].Enum, ids)
	}
	for _, v := range known.Releases {
		for _, key := range []string{"target: ", "from: "} {
			if err := schema(t).Validate(value(t, key+v.String())); err != nil {
				t.Errorf("%s%s: %v", key, v, err)
			}
		}
	}
	if !strings.HasSuffix(s.ID, "/internal/config/carbonlint.schema.json") {
		t.Errorf("$id %s", s.ID)
	}
}
