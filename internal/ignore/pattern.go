// Package ignore matches paths with patterns. Pattern is for those that users
// write: in .carbonlint.yaml and behind --exclude and --only. File is for the
// patterns of a .gitignore file.
package ignore

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Pattern is a pattern for paths. It covers the paths that match and everything
// below them. Without a slash it matches at any depth.
type Pattern struct {
	text string // as it was written
	glob glob   // "." covers every path
	base bool   // the glob is for the base name alone
	cost int
}

// MaxLength is the greatest length of a pattern in bytes.
const MaxLength = 1024

// MaxCost is the greatest Cost of a pattern, and of all patterns of a file.
const MaxCost = 64 << 10

// Parse reads a pattern such as "servers/*/repository/conf", "**/old" or
// "*.bak.xml". * matches any characters but a slash, ** any directories, ? one
// character, [ab] one of several characters, and {a,b} one of several texts. The
// error says what is wrong, without the pattern.
func Parse(text string) (Pattern, error) {
	glob, anchored := strings.CutPrefix(strings.TrimPrefix(text, "./"), "/")
	glob = strings.TrimSuffix(glob, "/")
	switch {
	case text == "":
		return Pattern{}, errors.New("the pattern is empty")
	case len(text) > MaxLength:
		return Pattern{}, fmt.Errorf("the pattern is longer than %d bytes", MaxLength)
	case strings.Contains(text, `\`):
		return Pattern{}, errors.New(`write / between directories, not \`)
	case strings.HasPrefix(text, "!"):
		return Pattern{}, errors.New("! cannot negate a pattern")
	case glob == "":
		glob = "**"
	case path.Clean("/"+glob) != "/"+glob && glob != ".":
		return Pattern{}, errors.New("a pattern cannot contain . or .. as a directory, or //")
	case !doublestar.ValidatePattern(glob):
		return Pattern{}, errors.New("[ or { is not closed, or } is not opened")
	case cost(glob) > MaxCost:
		return Pattern{}, errors.New("the braces give too many alternatives; use fewer, or several patterns")
	}
	if anchored || strings.Contains(glob, "/") || glob == "." {
		return Pattern{text, compile(glob), false, cost(glob)}, nil
	}
	deep := "**/" + glob
	if strings.ContainsAny(glob, "{*") && compile(glob).how == byGlob { // it may hold ** in braces
		return Pattern{text, compile(deep), false, cost(deep)}, nil
	}
	return Pattern{text, compile(glob), true, cost(deep)}, nil
}

// String is the pattern as it was written.
func (p Pattern) String() string { return p.text }

// Covers reports whether the pattern matches name or a directory that name is
// in. name is relative and separated by slashes; "." is the top directory.
func (p Pattern) Covers(name string) bool {
	for p.text != "" {
		against := name
		if p.base {
			against = path.Base(name)
		}
		if p.glob.text == "." || p.glob.matches(against) {
			return true
		}
		if name = path.Dir(name); name == "." || name == "/" {
			return false
		}
	}
	return false
}

// Cost is the length of all texts that the braces of the pattern expand to, in
// bytes. The time to match a path is in proportion to it.
func (p Pattern) Cost() int { return p.cost }

// cost is a number above MaxCost if the exact one is.
func cost(glob string) int {
	// For each open brace: the alternatives before this one, and the expansions of
	// this one so far.
	type level struct{ before, texts int }
	open := []level{{0, 1}}
	class := false
	for _, c := range glob {
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
			top.texts = min(top.texts*n, MaxCost+1)
		}
	}
	return open[0].texts * len(glob)
}
