package ignore

import (
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
)

// glob is a pattern of doublestar, and how it is matched: most are simple enough to
// be compared with.
type glob struct {
	text string // without the stars of how
	how  how
}

type how int

const (
	byGlob  how = iota // by doublestar
	exactly            // name
	byEnd              // *.bak
)

// compile makes a glob of a pattern that doublestar takes for valid.
func compile(pattern string) glob {
	switch rest, starred := strings.CutPrefix(pattern, "*"); {
	case strings.ContainsAny(rest, `*?[]{}\`), strings.ContainsRune(rest, utf8.RuneError): // any invalid byte is one to doublestar
		return glob{pattern, byGlob}
	case !starred:
		return glob{pattern, exactly}
	case strings.Contains(rest, "/"):
		return glob{pattern, byGlob}
	default:
		return glob{rest, byEnd}
	}
}

// matches reports whether the glob matches name.
func (g glob) matches(name string) bool {
	switch g.how {
	case exactly:
		return name == g.text
	case byEnd:
		return strings.HasSuffix(name, g.text) && !strings.Contains(name[:len(name)-len(g.text)], "/")
	}
	return doublestar.MatchUnvalidated(g.text, name)
}
