package check

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/paths"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// dirsOf returns the directories, relative to the home, in which a killed run may
// have left temporary files.
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

// clean removes the temporary files of a killed run in the directories dirs of the
// home, and returns their paths. The caller holds the lock of the home: no other
// run is writing there.
func (w writer) clean(dirs []string) (removed []string, err error) {
	base := paths.Real(w.dir)
	var resolved []string
	for _, dir := range dirs {
		if dir = paths.Real(filepath.Join(base, filepath.FromSlash(dir))); paths.Inside(base, dir) { // no file is written elsewhere
			resolved = append(resolved, dir)
		}
	}
	slices.Sort(resolved)
	var failed []error
	for _, dir := range slices.Compact(resolved) {
		names, err := writefile.Leftovers(dir)
		if err != nil {
			failed = append(failed, fmt.Errorf("look for temporary files in %s: %w", dir, writefile.Reason(err)))
		}
		for _, name := range names {
			file := filepath.Join(dir, name)
			if err := os.Remove(file); err != nil {
				failed = append(failed, fmt.Errorf("remove %s, which an interrupted run left behind: %w", file, writefile.Cause(err)))
				continue
			}
			removed = append(removed, file)
		}
	}
	return removed, errors.Join(failed...)
}
