// Package nearest finds the name somebody most likely meant.
package nearest

import "github.com/xrash/smetrics"

// Name is the one of names that is closest to typed, "" when none is close.
func Name(typed string, names []string) string {
	best, least := "", len(typed)/2+1
	for _, n := range names {
		if d := smetrics.WagnerFischer(typed, n, 1, 1, 1); d < least {
			best, least = n, d
		}
	}
	return best
}

// Hint is "; did you mean x?" for the closest of names, "" when none is close.
func Hint(typed string, names []string) string {
	if n := Name(typed, names); n != "" {
		return "; did you mean " + n + "?"
	}
	return ""
}
