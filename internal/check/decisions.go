package check

import (
	"path/filepath"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/suppress"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// decisions say which findings of a home are suppressed, or known from a baseline.
type decisions struct {
	suppressions *suppress.Set
	known        map[*rules.Finding]bool
}

// isOpen reports whether a finding is not suppressed.
func (d decisions) isOpen(f *rules.Finding) bool {
	_, suppressed := d.suppressions.Of(f)
	return !suppressed
}

// of returns the suppression of a finding, nil for none, and whether it is known.
func (d decisions) of(f *rules.Finding) (*report.Suppression, bool) {
	if by, ok := d.suppressions.Of(f); ok {
		return &report.Suppression{Kind: report.SuppressionKind(by.Kind), Reason: by.Reason, Until: by.Until}, false
	}
	return nil, d.known[f]
}

// configUse adds up how the homes used the suppressions of each configuration
// file, in the order of the homes.
type configUse struct {
	list []*fileUse
	of   map[*config.File]*fileUse
}

type fileUse struct {
	file   *config.File
	use    suppress.Use
	home   int    // the first that the file applies to
	dir    string // of that home
	failOn rules.Severity
}

// add adds the home a, which is number i of those that were judged.
func (u *configUse) add(a *audit, i int) {
	file := a.conf.File
	if file == nil || len(file.Suppress) == 0 {
		return
	}
	if o := u.of[file]; o != nil {
		o.use = o.use.Add(a.use)
		return
	}
	if u.of == nil {
		u.of = map[*config.File]*fileUse{}
	}
	u.of[file] = &fileUse{file, a.use, i, a.subject.dir(), a.conf.FailOn.V}
	u.list = append(u.list, u.of[file])
}

// findings are those about the suppressions in the file, for the first home that it
// applies to.
func (u *fileUse) findings(today string) []report.Finding {
	name := u.file.Path
	dir, err1 := filepath.Abs(u.dir)
	abs, err2 := filepath.Abs(u.file.Path)
	if rel, err := filepath.Rel(dir, abs); err1 == nil && err2 == nil && err == nil {
		name = rel
	}
	return report.Outside(u.use.Review(u.file, today), filepath.ToSlash(name))
}
