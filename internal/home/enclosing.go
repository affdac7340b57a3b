package home

import (
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/template"
)

// enclosing finds the home that name, a file or directory, is a part of. Of several
// directories that look like its configuration directory, the outermost counts:
// a folder tomcat with catalina-server.xml may be part of a larger tree.
func (f *finder) enclosing(name string) (Location, bool) {
	const levels = 6
	var location Location
	found := false
	dir := name
	for range levels {
		if dir == "." {
			break
		}
		dir = path.Dir(dir)
		at, err := f.list(nil, dir, dir)
		if err != nil {
			break
		}
		s, ok := f.recognise(dir, &at)
		at.close()
		if !ok || !s.holds(relative(dir, name)) {
			continue
		}
		s.Only = []string{relative(s.Dir, name)}
		s.filter = filter{start: f.start}
		location, found = s, true
	}
	return location, found
}

// holds reports whether what lies at conf, below the configuration directory, is
// part of the home.
func (s Location) holds(conf string) bool {
	if skipReason(path.Dir(conf), path.Base(conf)) != (Reason{}) {
		return false
	}
	if s.Layout <= LayoutProfile {
		return true
	}
	top, _, _ := strings.Cut(conf, "/")
	if isSubdir(top) {
		return true
	}
	_, known := lookupBase(template.TrimSuffix(conf))
	return known
}

// Wants reports whether findings in the file rel, relative to the home, are
// asked for.
func (h *Home) Wants(rel string) bool {
	for _, o := range h.Only {
		if within(rel, o) {
			return true
		}
	}
	return len(h.Only) == 0
}
