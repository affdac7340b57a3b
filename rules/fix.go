package rules

import (
	"fmt"
	"slices"
	"sort"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Change is a proved change of one file.
type Change struct {
	File string // relative to the home
	// Old and New are the file before and after.
	Old, New *xmldoc.Document
}

// Fixed is what a Fix would make of a home. Nothing is written yet.
type Fixed struct {
	// Changes are the files to write, in the order of their paths.
	Changes []Change
	// Applied are the findings that the changes fix.
	Applied []Finding
	// After is the result of the rules for the home after the changes.
	After *Result
	// Refused are changes that could not be proved; their files are left alone.
	Refused []error
}

// maxRounds bounds how often a home is judged and fixed again. Fixes that
// overlap take one round each.
const maxRounds = 8

// Fix applies the fixes that allow accepts, judges the outcome, and repeats until
// no fix is left. A change that cannot be proved is refused: every changed file
// is read again from its new bytes, may differ only where the edits are, and may
// have no finding that it did not have before.
func (r *Result) Fix(opt Options, allow func(*Finding) bool) *Fixed {
	fixed := &Fixed{After: r}
	frozen := map[string]bool{} // files left alone
	for range maxRounds {
		before := fixed.After
		applied, edits := before.choose(allow, frozen)
		if len(applied) == 0 {
			fixed.Changes = changes(r.Home, fixed.After.Home)
			return fixed
		}
		changed := map[string]*xmldoc.Document{}
		for _, file := range sortedKeys(edits) {
			out, err := applyProved(before.Home.ByPath(file).Doc, edits[file])
			if err != nil {
				frozen[file] = true
				fixed.Refused = append(fixed.Refused, err)
				continue
			}
			changed[file] = out
		}
		after := Run(before.Home.WithDocs(changed), opt)
		for _, file := range worse(before, after) {
			frozen[file] = true
			fixed.Refused = append(fixed.Refused, fmt.Errorf("fix %s: the change would cause new findings", file))
			delete(changed, file)
		}
		if len(frozen) > 0 {
			after = Run(before.Home.WithDocs(changed), opt)
		}
		for _, f := range applied {
			if !frozen[f.Doc.Path] {
				fixed.Applied = append(fixed.Applied, f)
			}
		}
		fixed.After = after
	}
	// Fixes that do not converge prove nothing: change no file.
	return &Fixed{After: r, Refused: append(fixed.Refused, fmt.Errorf("fix %s: the fixes did not converge after %d rounds", r.Home.Path, maxRounds))}
}

// choose picks the findings to fix now, and the edits by file. A fix that
// overlaps one already picked waits for the next round.
func (r *Result) choose(allow func(*Finding) bool, frozen map[string]bool) ([]Finding, map[string][]xmldoc.Edit) {
	var chosen []Finding
	edits := map[string][]xmldoc.Edit{}
	taken := map[string]*takenSpans{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Fix == nil || frozen[f.Doc.Path] || !allow(f) {
			continue
		}
		file := f.Doc.Path
		if taken[file] == nil {
			taken[file] = &takenSpans{}
		}
		if !taken[file].take(f.Fix.Edits) {
			continue
		}
		edits[file] = append(edits[file], f.Fix.Edits...)
		chosen = append(chosen, *f)
	}
	return chosen, edits
}

// takenSpans are what the edits picked for one file replace, in order.
type takenSpans []xmldoc.Span

// take adds the spans of edits, unless one of them overlaps a span already taken.
// Whether they overlap each other shows when they are applied.
func (t *takenSpans) take(edits []xmldoc.Edit) bool {
	for _, e := range edits {
		i := t.after(e.Span)
		if i > 0 && (*t)[i-1].End > e.Span.Start || i < len(*t) && (*t)[i].Start < e.Span.End {
			return false
		}
	}
	for _, e := range edits {
		*t = slices.Insert(*t, t.after(e.Span), e.Span)
	}
	return true
}

// after is the index of the first span that starts after the start of s.
func (t *takenSpans) after(s xmldoc.Span) int {
	return sort.Search(len(*t), func(i int) bool { return (*t)[i].Start > s.Start })
}

// applyProved is a file after edits that are proved in each reading of it.
func applyProved(doc *xmldoc.Document, edits []xmldoc.Edit) (*xmldoc.Document, error) {
	out, err := doc.Apply(edits)
	if err != nil {
		return nil, err
	}
	return doc.ProveAll(edits, out)
}

// worse lists the files that have a finding in after that they lack in before.
func worse(before, after *Result) []string {
	count := map[string]int{}
	for i := range before.Findings {
		count[before.Findings[i].key()]++
	}
	files := map[string]bool{}
	for i := range after.Findings {
		f := &after.Findings[i]
		if count[f.key()]--; count[f.key()] < 0 {
			files[f.Doc.Path] = true
		}
	}
	return sortedKeys(files)
}

// key names a finding by what it is about, not by its position.
func (f *Finding) key() string {
	return f.Rule.ID + "\x00" + f.Doc.Path + "\x00" + f.Path() + "\x00" + f.Item
}

func changes(was, is *home.Home) []Change {
	var list []Change
	for i, f := range was.Files() {
		if g := is.Files()[i]; f.Doc != g.Doc {
			list = append(list, Change{File: f.Path, Old: f.Doc, New: g.Doc})
		}
	}
	return list
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
