package phrase_test

import (
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/phrase"
)

func TestCut(t *testing.T) {
	long := strings.Repeat("ä", 60)
	for s, want := range map[string]string{"": "", "a": "a", long: long, long + "x": long + "..."} {
		if got := phrase.Cut(s); got != want {
			t.Errorf("Cut(%q) = %q", s, got)
		}
	}
	if got, want := phrase.Quote("a\n"+long), `"a\n`+long[:58*len("ä")]+`..."`; got != want {
		t.Errorf("Quote = %s, want %s", got, want)
	}
}

func TestBare(t *testing.T) {
	if got := phrase.Bare("a\nb"); got != `a\nb` {
		t.Errorf("Bare = %s", got)
	}
}

func TestList(t *testing.T) {
	for want, items := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := phrase.List(items); got != want {
			t.Errorf("List(%q) = %q", items, got)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 errors", 1: "1 error", 2: "2 errors"} {
		if got := phrase.Count(n, "error"); got != want {
			t.Errorf("Count(%d) = %q", n, got)
		}
	}
	if got := phrase.Count(2, "alias"); got != "2 aliases" {
		t.Errorf("Count = %q", got)
	}
}
