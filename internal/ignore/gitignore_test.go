package ignore_test

import (
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/ignore"
)

func TestFile(t *testing.T) {
	f := ignore.ParseFile("\ufeff# comment\n\n/\n*.bak\n!keep.bak\r\n/top\nbuild/\ndoc/**\n{a,b}\nend\\ \n[\n")
	for name, want := range map[string]ignore.Decision{
		"a.bak": ignore.Ignored, "x/a.bak": ignore.Ignored, "x/keep.bak": ignore.Kept, "top": ignore.Ignored, "x/top": ignore.Undecided,
		"build": ignore.Undecided, "doc": ignore.Undecided, "doc/x": ignore.Ignored, "a": ignore.Undecided, "{a,b}": ignore.Ignored,
		"end ": ignore.Ignored, "# comment": ignore.Undecided,
	} {
		if got := f.Decide(name, false); got != want {
			t.Errorf("%q: decision %d, want %d", name, got, want)
		}
	}
	if f.Decide("x/build", true) != ignore.Ignored {
		t.Error("a pattern with / at its end ignores no directory")
	}
}

func TestFileIsBounded(t *testing.T) {
	if f := ignore.ParseFile(strings.Repeat("*.a\n", 100_000)); len(f) != 2000 {
		t.Errorf("%d patterns are read", len(f))
	}
}
