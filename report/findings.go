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

// remaining yields the findings that --fix did not fix.
func (h *Home) remaining() iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		for i := range h.Findings {
			if f := &h.Findings[i]; f.State() != Fixed && !yield(f) {
				return
			}
		}
	}
}

// open yields the findings that still need attention.
func (h *Home) open() iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		for i := range h.Findings {
			if f := &h.Findings[i]; f.State() == Open && !yield(f) {
				return
			}
		}
	}
}

// shown returns h without the findings that the options hide.
func (h *Home) shown(opt Options) *Home {
	hidden := func(f Finding) bool { return f.State() == Suppressed || f.State() == Known }
	if opt.All || !slices.ContainsFunc(h.Findings, hidden) {
		return h
	}
	c := *h
	c.Findings = slices.DeleteFunc(slices.Clone(h.Findings), hidden)
	return &c
}

// file is the path of one of the home's files as seen from where the home's own
// path is seen, slash-separated.
func (h *Home) file(rel string) string { return path.Join(filepath.ToSlash(h.Path), rel) }

// sentence is the whole finding as running text.
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
