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
type configUse []fileUse

type fileUse struct {
	file *config.File
	use  suppress.Use
	home int // the first that the file applies to
}

func (u *configUse) add(file *config.File, use suppress.Use, home int) {
	if file == nil {
		return
	}
	for i := range *u {
		if o := &(*u)[i]; o.file == file {
			o.use = o.use.Add(use)
			return
		}
	}
	*u = append(*u, fileUse{file, use, home})
}

// attach puts findings about suppressions in configuration files into the reports:
// each file's into the first home that it applies to.
func (u configUse) attach(homes []audit, today string) {
	for _, o := range u {
		a := &homes[o.home]
		name := o.file.Path
		dir, err1 := filepath.Abs(a.subject.dir())
		abs, err2 := filepath.Abs(o.file.Path)
		if rel, err := filepath.Rel(dir, abs); err1 == nil && err2 == nil && err == nil {
			name = rel
		}
		a.report.Attach(o.use.Review(o.file, today), filepath.ToSlash(name))
	}
}
