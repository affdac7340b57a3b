package config_test

import (
	"testing"

	"github.com/carbonlint/carbonlint/internal/config"
)

func TestGlob(t *testing.T) {
	for _, test := range []struct {
		glob      string
		yes, noes []string
	}{
		{"carbon.xml", []string{"carbon.xml", "a/b/carbon.xml", "carbon.xml/x"}, []string{"xcarbon.xml", "carbon.xml.old", "."}},
		{"/carbon.xml", []string{"carbon.xml"}, []string{"a/carbon.xml"}},
		{"./a", []string{"a", "a/b"}, []string{"b"}},
		{"*.xml", []string{"a.xml", "x/y.xml"}, []string{"a.xml.bak"}},
		{"a/b", []string{"a/b", "a/b/c/d"}, []string{"x/a/b", "a", "a/bc"}},
		{"a/b/", []string{"a/b", "a/b/c"}, []string{"a"}},
		{"a/*", []string{"a/b", "a/b/c"}, []string{"a", "b/a"}},
		{"a/**", []string{"a", "a/b", "a/b/c"}, []string{"b", "ab"}},
		{"**/old", []string{"old", "a/old", "a/old/b"}, []string{"a/older"}},
		{"a/**/z", []string{"a/z", "a/b/c/z"}, []string{"z"}},
		{"is-{4,5}.?", []string{"is-5.0/x", "y/is-4.6"}, []string{"is-6.0"}},
		{"[ab].xml", []string{"a.xml"}, []string{"c.xml"}},
		{"**", []string{".", "a", "a/b"}, nil},
		{"*", []string{".", "a", "a/b"}, nil},
		{".", []string{".", "a", "a/b"}, nil},
		{"/", []string{".", "a", "a/b"}, nil},
		{"ä/ö", []string{"ä/ö"}, []string{"a/o"}},
	} {
		g, err := config.ParseGlob(test.glob, "here")
		if err != nil {
			t.Errorf("%s: %v", test.glob, err)
			continue
		}
		for _, p := range test.yes {
			if !g.Match(p) {
				t.Errorf("%s does not cover %s", test.glob, p)
			}
		}
		for _, p := range test.noes {
			if g.Match(p) {
				t.Errorf("%s covers %s", test.glob, p)
			}
		}
	}
}
