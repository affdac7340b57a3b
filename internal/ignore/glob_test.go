package ignore

import (
	"testing"

	"github.com/bmatcuk/doublestar/v4"
)

// FuzzGlob holds the short ways of matching to what doublestar says.
func FuzzGlob(f *testing.F) {
	for _, seed := range [][2]string{
		{"target", "target"},
		{"a/b", "a/b"},
		{"*.bak", "x.bak"},
		{"*.bak", "a/x.bak"},
		{"*", "x"},
		{"*", ""},
		{"*x", "x"},
		{"*/b", "a/b"},
		{"**", "a/b"},
		{"a*", "ab"},
		{`\*`, "*"},
		{"{a,b}", "a"},
		{"a]", "a]"},
		{"a}", "a}"},
		{"", ""},
		{"\x90", "\x89"},
		{"\ufffd", "\x89"},
		{"*\x90", "\x89"},
		{"*a*", "bab"},
		{"ä", "ä"},
		{"*ä", "ö/ä"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, name string) {
		if !doublestar.ValidatePattern(pattern) {
			return
		}
		g := compile(pattern)
		if got, want := g.matches(name), doublestar.MatchUnvalidated(pattern, name); got != want {
			t.Errorf("%q %v: %t, doublestar says %t", pattern, g, got, want)
		}
	})
}

// TestShortWays: the usual patterns of a .gitignore file need no doublestar.
func TestShortWays(t *testing.T) {
	for pattern, want := range map[string]how{"target": exactly, "a/b": exactly, "*.class": byEnd, "*": byEnd, "a*": byGlob, "**/x": byGlob} {
		if got := compile(pattern).how; got != want {
			t.Errorf("%s is matched in way %d, want %d", pattern, got, want)
		}
	}
}
