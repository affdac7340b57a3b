package ignore

import (
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// File is the patterns of a .gitignore file, in its order.
type File []line

// line is a pattern of a .gitignore file.
type line struct {
	glob    glob
	keep    bool // !pattern
	dirOnly bool
	byPath  bool // matches the path, else the base name
}

// maxLines is how many patterns of a file count. Those after them are dropped:
// we then search more than git tracks, never less.
const maxLines = 2000

var braces = strings.NewReplacer(`\{`, `\{`, `\}`, `\}`, `{`, `\{`, `}`, `\}`)

// ParseFile reads a .gitignore file as gitignore(5) describes it.
func ParseFile(text string) File {
	var f File
	for l := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if len(f) == maxLines {
			break
		}
		if parsed, ok := parseLine(strings.TrimRight(l, "\r\n")); ok {
			f = append(f, parsed)
		}
	}
	return f
}

func parseLine(text string) (l line, ok bool) {
	trimmed := strings.TrimRight(text, " ")
	if strings.HasSuffix(trimmed, `\`) && len(trimmed) < len(text) {
		trimmed += " " // an escaped blank stays
	}
	if strings.HasPrefix(trimmed, "#") {
		return l, false
	}
	text, l.keep = strings.CutPrefix(trimmed, "!")
	text, l.dirOnly = strings.CutSuffix(text, "/")
	l.byPath = strings.Contains(text, "/")
	text = strings.TrimPrefix(text, "/")
	if head, found := strings.CutSuffix(text, "/**"); found {
		text = head + "/**/*" // what is inside, not the directory itself
	}
	// Braces are alternatives for doublestar and characters for git.
	text = braces.Replace(text)
	if text == "" || !doublestar.ValidatePattern(text) { // a malformed pattern matches nothing
		return l, false
	}
	l.glob = compile(text)
	return l, true
}

// Decision is what a file says about a path.
type Decision int

const (
	// Undecided is the decision of a file in which no pattern matches.
	Undecided Decision = iota
	// Ignored paths are left out.
	Ignored
	// Kept paths are not, whatever a file further up says.
	Kept
)

// Decide gives the decision of the last pattern that matches name, which is
// relative to the directory of the file and separated by slashes. It does not
// look at the directories that name is in.
func (f File) Decide(name string, isDir bool) Decision {
	base := name[strings.LastIndexByte(name, '/')+1:]
	for i := len(f) - 1; i >= 0; i-- {
		l := &f[i]
		if l.dirOnly && !isDir {
			continue
		}
		against := base
		if l.byPath {
			against = name
		}
		if !l.glob.matches(against) {
			continue
		}
		if l.keep {
			return Kept
		}
		return Ignored
	}
	return Undecided
}
