package config

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Glob is a pattern for paths. It covers what it matches and, where that is a
// directory, everything below it. Without a slash it matches at any depth.
type Glob struct {
	Value[string]
	pattern string
}

// maxGlob bounds the length of a pattern in bytes.
const maxGlob = 1024

// ParseGlob reads a pattern such as "servers/*/repository/conf", "**/old" or
// "*.bak.xml". An asterisk stands for any characters but a slash, two for any
// directories, a question mark for one character, [ab] for one of several
// characters and {a,b} for one of several texts.
func ParseGlob(text, from string) (Glob, error) {
	pattern, anchored := strings.CutPrefix(strings.TrimPrefix(text, "./"), "/")
	pattern = strings.TrimSuffix(pattern, "/")
	switch {
	case text == "":
		return Glob{}, errors.New("a glob cannot be empty")
	case len(text) > maxGlob:
		return Glob{}, fmt.Errorf("a glob cannot be longer than %d characters", maxGlob)
	case strings.Contains(text, `\`):
		return Glob{}, errors.New(`\ parts no directories: write /, as on every system`)
	case strings.HasPrefix(text, "!"):
		return Glob{}, errors.New("a leading ! does not negate a glob")
	case pattern == "":
		pattern = "**"
	case path.Clean("/"+pattern) != "/"+pattern && pattern != ".":
		return Glob{}, errors.New("a glob is seen from the directory of the file and cannot hold . or .. or // in its path")
	case !doublestar.ValidatePattern(pattern):
		return Glob{}, errors.New("not a glob: a [ or { is not closed, or closes nothing")
	}
	if !anchored && !strings.Contains(pattern, "/") && pattern != "." {
		pattern = "**/" + pattern
	}
	return Glob{Value[string]{text, from}, pattern}, nil
}

// Match reports whether the glob covers p, a slash-separated path without dots
// or "." for the base itself.
func (g *Glob) Match(p string) bool {
	for {
		if ok, _ := doublestar.Match(g.pattern, p); ok || g.pattern == "." {
			return true
		}
		if p = path.Dir(p); p == "." || p == "/" {
			return false
		}
	}
}

func anyMatch(list []Glob, p string) bool {
	for i := range list {
		if list[i].Match(p) {
			return true
		}
	}
	return false
}
