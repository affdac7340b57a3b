package phrase_test

import (
	"testing"

	"github.com/carbonlint/carbonlint/internal/phrase"
)

func TestNearest(t *testing.T) {
	names := []string{"cascade-delete", "secure-vault", "xml-syntax"}
	for typed, want := range map[string]string{
		"cascade-delet": "cascade-delete",
		"securevault":   "secure-vault",
		"xml":           "",
		"":              "",
		"zzzzzzzz":      "",
	} {
		if got := phrase.Nearest(typed, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", typed, got, want)
		}
	}
	if got := phrase.DidYouMean("xml-sintax", names); got != "; did you mean xml-syntax?" {
		t.Errorf("DidYouMean = %q", got)
	}
}
