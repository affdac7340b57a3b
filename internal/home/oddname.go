package home

import (
	"strings"
	"unicode/utf8"
)

// The expressions of skipReason are for the few names that look odd at first sight.
// To compile and try them on every name takes longer than to list the directory.

// oddStart is true for each name that editorFile matches.
func oddStart(name string) bool {
	return name != "" && strings.IndexByte("#.", name[0]) >= 0 || strings.HasSuffix(name, "~") || strings.Contains(name, ".sw")
}

// oddName is true for each name that longName, copyOf or a form of a copy matches.
func oddName(name string) bool {
	name = strings.ToLower(name)
	if strings.ContainsAny(name, " (") || !isASCII(name) {
		return true
	}
	for _, word := range []string{"old", "orig", "bak", "bck", "bkp", "backup", "copy", "save", "prev"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	for _, ending := range []string{".xml", ".properties", ".ini", ".toml"} {
		i := strings.Index(name, ending)
		if i < 0 {
			continue
		}
		if i+len(ending) < len(name) || i > 0 && name[i-1] >= '0' && name[i-1] <= '9' {
			return true
		}
	}
	return false
}

// mayBeCopy is true for each name that copyName matches.
func mayBeCopy(name string) bool {
	if !isASCII(name) {
		return true
	}
	for _, of := range []string{"conf", "repository"} {
		if len(name) > len(of) && strings.EqualFold(name[:len(of)], of) {
			return true
		}
	}
	if len(name) < 3 {
		return false
	}
	switch strings.ToLower(name[:3]) {
	case "old", "ori", "bak", "bck", "bkp", "bac", "cop", "sav", "pre":
		return true
	}
	return name[0] >= '0' && name[0] <= '9'
}

// isASCII: letters such as \u017f are equal to ASCII letters where case does not
// count.
func isASCII(name string) bool {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
