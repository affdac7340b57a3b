package rules

import "testing"

func TestParseJAXB(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want jaxbBoolean
	}{
		{"true", jaxbBoolean{set: true, value: true, exact: true}},
		{"1", jaxbBoolean{set: true, value: true, exact: true}},
		{"false", jaxbBoolean{set: true, exact: true}},
		{"0", jaxbBoolean{set: true, exact: true}},
		{"\n\t true \r\n", jaxbBoolean{set: true, value: true, exact: true}},

		// Read as if nothing was set.
		{"", jaxbBoolean{}},
		{"True", jaxbBoolean{}},
		{"TRUE", jaxbBoolean{}},
		{"FALSE", jaxbBoolean{}},
		{"yes", jaxbBoolean{}},
		{"true false", jaxbBoolean{}},
		{"\u00a0true", jaxbBoolean{}},
		{"éé1", jaxbBoolean{}},

		// Misspelt, and yet a value.
		{"tr", jaxbBoolean{set: true}},
		{"tru", jaxbBoolean{set: true}},
		{"ture", jaxbBoolean{set: true}},
		{"flase", jaxbBoolean{set: true}},
		{"no", jaxbBoolean{set: true}},
		{"é1", jaxbBoolean{set: true}},
		{" ", jaxbBoolean{set: true}},
		{"trux", jaxbBoolean{set: true, value: true}},
		{"true.", jaxbBoolean{set: true, value: true}},
		{"10", jaxbBoolean{set: true, value: true}},
		{"falsy", jaxbBoolean{set: true}},

		// Out of bounds.
		{"t", jaxbBoolean{fails: true}},
		{"  f", jaxbBoolean{fails: true}},
	} {
		if got := parseJAXB(tt.in); got != tt.want {
			t.Errorf("parseJAXB(%q) = %+v, want %+v", tt.in, got, tt.want)
		}
	}
}

func FuzzParseJAXB(f *testing.F) {
	for _, s := range []string{"true", " 0 ", "t", "é", "\xff", "FALSE"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if b := parseJAXB(s); b.exact && !b.set || b.fails && b.set || b.value && !b.set {
			t.Errorf("parseJAXB(%q) = %+v", s, b)
		}
	})
}
