package report

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/printable"
)

// fileState says in a few words how a file differs.
func fileState(f *diff.FileDiff, r *diff.Report) string {
	var parts []string
	switch f.Status {
	case diff.FileAdded:
		if f.New.Path == r.New { // the file itself is the side
			parts = append(parts, "new")
		} else {
			parts = append(parts, "only in "+r.New)
		}
	case diff.FileRemoved:
		if f.Old.Path == r.Old {
			parts = append(parts, "gone")
		} else {
			parts = append(parts, "only in "+r.Old)
		}
	case diff.FileMoved:
		parts = append(parts, "moved from "+f.Old.Path)
	case diff.FileChanged, diff.FileSame:
		if f.Old.Path != f.New.Path && (f.Old.Path != r.Old || f.New.Path != r.New) {
			parts = append(parts, "was "+f.Old.Path)
		}
	}
	if len(f.Changes) > 0 {
		parts = append(parts, counts(f.Count()))
	}
	if f.Note != "" {
		parts = append(parts, f.Note)
	}
	if f.Status == diff.FileSame {
		parts = append(parts, "different text, same settings")
	}
	return printable.Line(strings.Join(parts, "; "))
}

// diffTotals sums up all differences in one line, "" when there are none.
func diffTotals(r *diff.Report) string {
	var n diff.Counts
	var in, added, removed, moved int
	for i := range r.Files {
		f := &r.Files[i]
		n = n.Plus(f.Count())
		if len(f.Changes) > 0 || f.Status == diff.FileChanged {
			in++
		}
		switch f.Status {
		case diff.FileAdded:
			added++
		case diff.FileRemoved:
			removed++
		case diff.FileMoved:
			moved++
		case diff.FileChanged, diff.FileSame:
		}
	}
	var parts []string
	switch {
	case n != diff.Counts{}:
		parts = append(parts, fmt.Sprintf("%s in %s (%s)", phrase.Count(n.Total(), "change"), phrase.Count(in, "file"), counts(n)))
	case in > 0:
		parts = append(parts, phrase.Count(in, "file")+" changed")
	}
	for _, p := range []struct {
		n    int
		what string
	}{{removed, "only in " + printable.Line(r.Old)}, {added, "only in " + printable.Line(r.New)}, {moved, "moved"}} {
		if p.n > 0 {
			parts = append(parts, phrase.Count(p.n, "file")+" "+p.what)
		}
	}
	return strings.Join(parts, ", ")
}

// sameSettings are the files in which bytes differ, but no setting.
func sameSettings(r *diff.Report) []string {
	var names []string
	for i := range r.Files {
		if r.Files[i].Status == diff.FileSame {
			names = append(names, printable.Line(r.Files[i].Path()))
		}
	}
	return names
}
