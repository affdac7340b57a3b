package config

import "github.com/carbonlint/carbonlint/internal/ignore"

// Glob is a pattern of a configuration file.
type Glob struct {
	ignore.Pattern
	// From says where in the file the pattern is, as in Value.
	From string
}

func anyCovers(list []Glob, p string) bool {
	for _, g := range list {
		if g.Covers(p) {
			return true
		}
	}
	return false
}
