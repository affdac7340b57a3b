package xmldoc

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestSurvey holds the look at eight bytes at a time to one at each, at every place of a word.
func TestSurvey(t *testing.T) {
	for c := range 256 {
		for at := range 70 {
			text := strings.Repeat("x", at) + string([]byte{byte(c)}) + strings.Repeat("\t\n\r ~", 7)
			plain := c < utf8.RuneSelf
			legal := firstIllegal(text, false) < 0
			if p, l := survey(text); p != plain || l != legal {
				t.Fatalf("byte %#x at %d: plain %v, legal %v, want %v, %v", c, at, p, l, plain, legal)
			}
		}
	}
	for text, want := range map[string]bool{"a\ufffe": true, "\uffff": true, "\ufffd\uffee": false} {
		if hasNonCharacter(text) != want {
			t.Errorf("%q has a character that XML forbids: %v", text, !want)
		}
	}
}
