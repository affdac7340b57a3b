package ignore_test

import (
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/ignore"
)

func TestPattern(t *testing.T) {
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
		{"{a,b{c,d}}/{x,y}/[{,]", []string{"a/x/{", "bd/y/,"}, []string{"b/x/{", "a/x/x"}},
		{"[ab].xml", []string{"a.xml"}, []string{"c.xml"}},
		{"**", []string{".", "a", "a/b"}, nil},
		{"*", []string{".", "a", "a/b"}, nil},
		{".", []string{".", "a", "a/b"}, nil},
		{"/", []string{".", "a", "a/b"}, nil},
		{"ä/ö", []string{"ä/ö"}, []string{"a/o"}},
	} {
		p, err := ignore.Parse(test.glob)
		if err != nil {
			t.Errorf("%s: %v", test.glob, err)
			continue
		}
		for _, name := range test.yes {
			if !p.Covers(name) {
				t.Errorf("%s does not cover %s", test.glob, name)
			}
		}
		for _, name := range test.noes {
			if p.Covers(name) {
				t.Errorf("%s covers %s", test.glob, name)
			}
		}
	}
}

// TestPatternsAreBounded: each brace multiplies what a path is held against.
func TestPatternsAreBounded(t *testing.T) {
	for _, glob := range []string{
		strings.Repeat("{a,b,c,d}", 13), strings.Repeat("{*,?}", 24) + "x", "{" + strings.Repeat("{a,b},", 100) + "c}" + strings.Repeat("{a,b}", 10),
	} {
		if _, err := ignore.Parse(glob); err == nil || !strings.Contains(err.Error(), "too many alternatives") {
			t.Errorf("%s: %v", glob, err)
		}
	}
	for _, glob := range []string{"{a,b}{c,d}{e,f}/{g,h}", "{" + strings.Repeat("server,", 50) + "x}/**"} {
		if _, err := ignore.Parse(glob); err != nil {
			t.Errorf("%s: %v", glob, err)
		}
	}
}
