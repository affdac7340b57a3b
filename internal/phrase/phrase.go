// Package phrase holds the small pieces that messages are made of: lists,
// numbers with a noun, quoted values and suggestions.
package phrase

import (
	"strconv"
	"strings"
)

// MaxCut is how many characters of a value Cut keeps.
const MaxCut = 60

// Cut is the first MaxCut characters of s, with "..." after them if there are
// more.
func Cut(s string) string {
	n := 0
	for i := range s {
		if n == MaxCut {
			return s[:i] + "..."
		}
		n++
	}
	return s
}

// Quote is Cut in double quotes, with what does not print as escapes of Go.
func Quote(s string) string { return strconv.Quote(Cut(s)) }

// Bare is Quote without the quotes, for names and numbers.
func Bare(s string) string { return strings.Trim(Quote(s), `"`) }

// List joins items as a sentence does: "a, b and c".
func List(items []string) string {
	if n := len(items) - 1; n > 0 {
		return strings.Join(items[:n], ", ") + " and " + items[n]
	}
	return strings.Join(items, "")
}

// Count is a number with its noun: "1 error", "2 errors", "2 aliases". The plural
// of the noun takes an s, or es after an s.
func Count(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "s"):
		noun += "es"
	default:
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
