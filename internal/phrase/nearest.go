package phrase

import "github.com/xrash/smetrics"

// Nearest is the one of names that is closest to typed, "" if none is close.
func Nearest(typed string, names []string) string {
	best, least := "", len(typed)/2+1
	for _, n := range names {
		if d := smetrics.WagnerFischer(typed, n, 1, 1, 1); d < least {
			best, least = n, d
		}
	}
	return best
}

// DidYouMean is "; did you mean x?" with the nearest of names, "" if none is
// close.
func DidYouMean(typed string, names []string) string {
	if n := Nearest(typed, names); n != "" {
		return "; did you mean " + n + "?"
	}
	return ""
}
