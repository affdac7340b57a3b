package config_test

import (
	"errors"
	"strings"
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
		{"{a,b{c,d}}/{x,y}/[{,]", []string{"a/x/{", "bd/y/,"}, []string{"b/x/{", "a/x/x"}},
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

// TestGlobsAreBounded: each brace multiplies what a path is held against.
func TestGlobsAreBounded(t *testing.T) {
	for _, glob := range []string{
		strings.Repeat("{a,b,c,d}", 13), strings.Repeat("{*,?}", 24) + "x", "{" + strings.Repeat("{a,b},", 100) + "c}" + strings.Repeat("{a,b}", 10),
	} {
		if _, err := config.ParseGlob(glob, "here"); err == nil || !strings.Contains(err.Error(), "too many texts") {
			t.Errorf("%s: %v", glob, err)
		}
	}
	for _, glob := range []string{"{a,b}{c,d}{e,f}/{g,h}", "{" + strings.Repeat("server,", 50) + "x}/**"} {
		if _, err := config.ParseGlob(glob, "here"); err != nil {
			t.Errorf("%s: %v", glob, err)
		}
	}
}

// TestAllGlobsAreBounded: many globs are as much work as large ones.
func TestAllGlobsAreBounded(t *testing.T) {
	text := "exclude:\n" + strings.Repeat("  - '"+strings.Repeat("*a", 200)+"'\n", 200)
	_, err := config.Parse("c.yaml", ".", ".", []byte(text), config.Names{})
	var e *config.Error
	if !errors.As(err, &e) || e.Line != 164 || e.Col != 5 {
		t.Errorf("error %v", err)
	}
	text = "suppress:\n" + strings.Repeat("  - {}\n", 5000)
	if _, err = config.Parse("c.yaml", ".", ".", []byte(text), config.Names{}); !strings.Contains(err.Error(), "more than 2000 suppressions") {
		t.Error("any number of suppressions is read")
	}
}
