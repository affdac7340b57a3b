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

const (
	// maxGlob bounds the length of a pattern in bytes.
	maxGlob = 1024
	// maxGlobText bounds the bytes that the globs of a file come to once their
	// braces are expanded, and so what it takes to hold a path against them.
	maxGlobText = 64 << 10
)

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
	case textOf(pattern) > maxGlobText:
		return Glob{}, errors.New("the braces of the glob stand for too many texts: write fewer, or several globs")
	}
	if !anchored && !strings.Contains(pattern, "/") && pattern != "." {
		pattern = "**/" + pattern
	}
	return Glob{Value[string]{text, from}, pattern}, nil
}

// textOf is the number of bytes that a pattern comes to once its braces are
// expanded, or some number above maxGlobText.
func textOf(pattern string) int {
	// Of each brace that is open: how many texts the alternatives before this one
	// stand for, and this one so far.
	type level struct{ before, texts int }
	open := []level{{0, 1}}
	class := false
	for _, c := range pattern {
		top := &open[len(open)-1]
		switch {
		case class:
			class = c != ']'
		case c == '[':
			class = true
		case c == '{':
			open = append(open, level{0, 1})
		case c == ',' && len(open) > 1:
			*top = level{top.before + top.texts, 1}
		case c == '}' && len(open) > 1:
			n := top.before + top.texts
			open = open[:len(open)-1]
			top = &open[len(open)-1]
			top.texts = min(top.texts*n, maxGlobText+1)
		}
	}
	return open[0].texts * len(pattern)
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
