package rules

import (
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/template"
)

// place is where a file is: below the home, or at an absolute path.
type place struct {
	path   string
	inHome bool
}

const carbonHome = "${carbon.home}"

var absolutePath = lazy.MustCompile(`^(?:/|[A-Za-z]:/)`)

// placeOf reads a location such as "${carbon.home}/repository/x.jks". A relative
// one starts at base, a directory of the home. It is not ok when the location
// holds another placeholder or leads out of the home from within.
func placeOf(location, base string) (p place, ok bool) {
	s := strings.ReplaceAll(strings.TrimSpace(location), `\`, "/")
	if rest, found := strings.CutPrefix(s, carbonHome); found && (rest == "" || rest[0] == '/') {
		s, base = strings.TrimLeft(rest, "/"), ""
	}
	if template.Placeholder(s) {
		return place{}, false
	}
	if absolutePath.MatchString(s) {
		return place{path.Clean(s), false}, true
	}
	s = path.Join(base, s)
	return place{s, true}, s != "" && s != ".." && !strings.HasPrefix(s, "../")
}
