package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// dirsOf are the directories, relative to the home, in which a run that was
// killed may have left temporary files.
func dirsOf(h *home.Home) []string {
	var dirs []string
	for _, f := range h.Files() {
		dirs = append(dirs, path.Dir(f.Path))
	}
	for _, s := range h.Skipped {
		if writefile.IsTemporary(path.Base(s.Path)) {
			dirs = append(dirs, path.Dir(s.Path))
		}
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

// clean removes the temporary files that a run that was killed has left in the
// directories dirs of the home, and gives their paths. No other run may be writing
// there.
func (w writer) clean(dirs []string) (removed []string, err error) {
	base := realPath(w.dir)
	var real []string
	for _, dir := range dirs {
		if dir = realPath(filepath.Join(base, filepath.FromSlash(dir))); inside(base, dir) { // we write nowhere else
			real = append(real, dir)
		}
	}
	slices.Sort(real)
	var failed []error
	for _, dir := range slices.Compact(real) {
		names, err := writefile.Leftovers(dir)
		if err != nil {
			failed = append(failed, fmt.Errorf("look for temporary files in %s: %w", dir, cause(err)))
		}
		for _, name := range names {
			left := filepath.Join(dir, name)
			if err := os.Remove(left); err != nil {
				failed = append(failed, fmt.Errorf("remove %s, which an interrupted run left behind: %w", left, cause(err)))
				continue
			}
			removed = append(removed, left)
		}
	}
	return removed, errors.Join(failed...)
}
