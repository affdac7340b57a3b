package home

import (
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/template"
)

// Gap says why files that the server reads may be missing from a Home. The zero
// Gap says that none are.
type Gap struct {
	Kind GapKind
	// Path is the file or directory in question, relative to the home; "" for
	// SingleFile.
	Path string
}

// GapKind is a kind of Gap.
type GapKind int

// The kinds of a Gap.
const (
	NoGap       GapKind = iota
	Missing             // Path does not exist
	Unreadable          // Path exists and could not be read
	LeftOut             // Path exists and was left out, see Home.Skipped
	SingleFile          // only one file was given
	OutsideTree         // the directory Path is not part of the tree that was given
)

// DatasourceFiles returns the files of datasources, in the order in which the server
// loads them as far as that is known: master-datasources.xml first. The Gap says
// why there may be more. Source: DataSourceManager.java:149-165.
func (h *Home) DatasourceFiles() ([]*File, Gap) {
	const pattern, master = "datasources/*-datasources.xml", "datasources/master-datasources.xml"
	files := slices.Clone(h.Match(master))
	var gap Gap
	switch {
	case h.Layout == LayoutFile:
		gap.Kind = SingleFile
	case len(files) == 0:
		gap = Gap{Missing, path.Join(h.ConfDir, master)}
	default:
		gap = h.gap(h.ConfDir, pattern)
	}
	for _, f := range h.Match(pattern) {
		if !slices.Contains(files, f) {
			files = append(files, f)
		}
	}
	return files, gap
}

// GapAt says why the file that the server reads as conf is not part of the home
// although it may exist. It is the zero Gap when the file does not exist.
func (h *Home) GapAt(conf string) Gap { return h.gap(h.ConfDir, conf) }

// gap looks for a file that the pattern below base matches and that may not have
// been read: it is damaged, or it or a directory on the way to it was left out.
func (h *Home) gap(base, pattern string) Gap {
	may := func(name string) bool {
		rest := strings.TrimPrefix(template.TrimSuffix(name), base+"/")
		for p := pattern; p != "."; p = path.Dir(p) {
			if ok, _ := path.Match(p, rest); ok {
				return true
			}
		}
		return within(base, name)
	}
	for _, p := range h.Problems {
		if may(p.Path) {
			return Gap{Unreadable, p.Path}
		}
	}
	for _, s := range h.Skipped {
		if may(s.Path) && s.Reason.Kind != SameFile {
			return Gap{LeftOut, s.Path}
		}
	}
	for _, f := range h.Match(pattern) {
		if f.Err != nil {
			return Gap{Unreadable, f.Path}
		}
	}
	return Gap{}
}
