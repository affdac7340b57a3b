// Package nearest is an old name of phrase, until the command uses that.
package nearest

import "github.com/carbonlint/carbonlint/internal/phrase"

// Hint is phrase.DidYouMean.
func Hint(typed string, names []string) string { return phrase.DidYouMean(typed, names) }
