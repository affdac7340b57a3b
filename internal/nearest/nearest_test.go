package nearest_test

import (
	"testing"

	"github.com/carbonlint/carbonlint/internal/nearest"
)

func TestName(t *testing.T) {
	names := []string{"cascade-delete", "secure-vault", "xml-syntax"}
	for typed, want := range map[string]string{
		"cascade-delet": "cascade-delete",
		"securevault":   "secure-vault",
		"xml":           "",
		"":              "",
		"zzzzzzzz":      "",
	} {
		if got := nearest.Name(typed, names); got != want {
			t.Errorf("Name(%q) = %q, want %q", typed, got, want)
		}
	}
	if got := nearest.Hint("xml-sintax", names); got != "; did you mean xml-syntax?" {
		t.Errorf("Hint = %q", got)
	}
}
