package report

import (
	"fmt"
	"iter"
	"path"
	"path/filepath"
	"slices"
)

// homepage is where carbonlint comes from.
const homepage = "https://github.com/carbonlint/carbonlint"

// docsURL is where the rules are explained, to be followed by the ID of one.
const docsURL = homepage + "/blob/main/docs/rules.md#"

// remaining yields the findings that --fix did not fix, home by home.
func (r *Report) remaining() iter.Seq2[*Home, *Finding] {
	return func(yield func(*Home, *Finding) bool) {
		for i := range r.Homes {
			h := &r.Homes[i]
			for j := range h.Findings {
				if f := &h.Findings[j]; f.State() != Fixed && !yield(h, f) {
					return
				}
			}
		}
	}
}

// open yields the findings that still need attention, home by home.
func (r *Report) open() iter.Seq2[*Home, *Finding] {
	return func(yield func(*Home, *Finding) bool) {
		for h, f := range r.remaining() {
			if f.State() == Open && !yield(h, f) {
				return
			}
		}
	}
}

// shown is r without the findings that opt leaves out.
func (r *Report) shown(opt Options) *Report {
	if opt.All || r.Summary.Suppressed+r.Summary.Known == 0 {
		return r
	}
	c := *r
	c.Homes = slices.Clone(r.Homes)
	for i := range c.Homes {
		h := &c.Homes[i]
		h.Findings = slices.DeleteFunc(slices.Clone(h.Findings), func(f Finding) bool {
			return f.State() == Suppressed || f.State() == Known
		})
	}
	return &c
}

// file is the path of one of the home's files as seen from where the home's own
// path is seen, slash-separated.
func (h *Home) file(rel string) string { return path.Join(filepath.ToSlash(h.Path), rel) }

// sentence is all that is said of a finding in running text.
func (f *Finding) sentence() string {
	s := f.Message
	if f.Fix != nil {
		s += " " + f.Fix.sentence()
	}
	if f.Hint != "" {
		s += " " + f.Hint
	}
	return s
}

// sentence is what a fix does, and whether it is safe.
func (f *Fix) sentence() string { return fmt.Sprintf("Fix (%s): %s.", f.Safety, f.Title) }
