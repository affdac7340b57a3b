package report

import (
	"cmp"
	"fmt"
	"iter"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/rules"
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

// Fails reports whether the finding fails a run, from the severity failOn on; 0 for
// never.
func (f *Finding) Fails(failOn rules.Severity) bool {
	return f.State() == Open && failOn > 0 && f.Severity >= failOn
}

// label is the severity of the finding, and its state if it is not open.
func (f *Finding) label() string {
	if s := f.State(); s != Open {
		return f.Severity.String() + ", " + string(s)
	}
	return f.Severity.String()
}

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

// findingGroup are findings of one severity in one file.
type findingGroup struct {
	File     string
	Severity rules.Severity
	Findings []*Finding
}

// count is the number of findings in words: "2 warnings".
func (g *findingGroup) count() string { return phrase.Count(len(g.Findings), g.Severity.String()) }

// worstFirst returns the findings as people read them: by severity, file and line.
func (h *Home) worstFirst() []findingGroup {
	list := make([]*Finding, len(h.Findings))
	for i := range h.Findings {
		list[i] = &h.Findings[i]
	}
	slices.SortStableFunc(list, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	var groups []findingGroup
	for _, f := range list {
		if n := len(groups); n == 0 || groups[n-1].File != f.File || groups[n-1].Severity != f.Severity {
			groups = append(groups, findingGroup{File: f.File, Severity: f.Severity})
		}
		g := &groups[len(groups)-1]
		g.Findings = append(g.Findings, f)
	}
	return groups
}
