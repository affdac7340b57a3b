package rules

import (
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// gapWords says why files may be missing from a home; "" for the zero Gap.
func gapWords(g home.Gap) string {
	switch g.Kind {
	case home.Missing:
		return g.Path + " is missing"
	case home.Unreadable:
		return g.Path + " cannot be read"
	case home.LeftOut:
		return g.Path + " was left out"
	case home.SingleFile:
		return "only this file of the configuration was given"
	case home.OutsideTree:
		return g.Path + " is not part of this tree"
	case home.NoGap:
	}
	return ""
}

// filesUnread says which of files, as paths below the configuration directory, are
// missing or damaged; "" when all were read.
func filesUnread(h *home.Home, files ...string) string {
	var missing, damaged []string
	for _, conf := range files {
		switch f := h.File(conf); {
		case f == nil:
			missing = append(missing, conf)
		case f.Err != nil:
			damaged = append(damaged, conf)
		}
	}
	switch {
	case len(damaged) > 0:
		return phrase.List(damaged) + " cannot be read"
	case len(missing) == 1:
		return missing[0] + " is missing"
	case len(missing) > 1:
		return phrase.List(missing) + " are missing"
	}
	return ""
}
