package check

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/carbonlint/carbonlint/internal/paths"
	"github.com/carbonlint/carbonlint/internal/writefile"
	"github.com/carbonlint/carbonlint/rules"
)

// writer puts proved changes of one home on disk: each file whole or not at
// all, only if it still holds the bytes that were judged, and none before all
// are prepared.
type writer struct {
	dir     string // of the home
	backups string // the directory of --backup; "" for none
	backup  string // where in it the originals of this home are kept
	inPlace bool   // write into files that have several names
	journal *writefile.Journal
}

// writer returns the writer for a home.
func (r *run) writer(s subject) writer {
	w := writer{dir: s.dir(), backups: r.Backup, backup: r.Backup, inPlace: r.InPlace, journal: r.Journal}
	if r.Backup != "" && len(r.subjects) > 1 {
		dir := s.dir()
		if here, err := filepath.Abs("."); err == nil && paths.Inside(here, dir) {
			dir, _ = filepath.Rel(here, dir)
		}
		w.backup = filepath.Join(r.Backup, strings.TrimPrefix(dir, filepath.VolumeName(dir)))
	}
	return w
}

// write writes the changes of a home, and removes temporary files that an
// interrupted run left in it.
func (r *run) write(a *audit) error {
	if len(a.changes) == 0 && len(a.dirs) == 0 {
		return nil
	}
	w := r.writer(a.subject)
	unlock, ok := writefile.Lock(w.dir)
	if !ok {
		return fmt.Errorf("fix %s: another carbonlint is writing there: run carbonlint again when it is done", a.report.Path)
	}
	defer unlock()
	removed, err := w.clean(a.dirs)
	r.outcome.Removed = append(r.outcome.Removed, removed...)
	for _, name := range removed {
		for i := range a.report.Skipped {
			if s := &a.report.Skipped[i]; paths.Real(filepath.Join(w.dir, s.File)) == name {
				s.Reason = "left behind by an interrupted run of carbonlint: removed"
			}
		}
	}
	if failed := w.write(a.changes); failed != nil {
		err = errors.Join(err, fmt.Errorf("%s: %w", a.report.Path, failed))
	}
	return err
}

func (w writer) find(rel string) (writefile.Target, error) {
	return writefile.Find(w.dir, filepath.FromSlash(rel))
}

// refuses reports why the file rel of the home is left alone, whoever runs
// carbonlint.
func (w writer) refuses(rel string) error {
	t, err := w.find(rel)
	if err == nil {
		err = t.Replaceable()
	}
	if !errors.Is(err, writefile.ErrLinked) {
		return err
	}
	if w.inPlace {
		return nil
	}
	return fmt.Errorf("%w: with --in-place and --backup it is written under all of them", err)
}

// unwritable reports which of the changes this user cannot write, as far as that
// can be seen before anything is written. Name is that of the home.
func (w writer) unwritable(name string, changes []rules.Change) []error {
	var failed []error
	for _, c := range changes {
		t, err := w.find(c.File)
		if err == nil {
			err = t.Writable()
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("fix %s: %w", filepath.Join(name, c.File), writefile.Cause(err)))
		}
	}
	return failed
}

// write makes the changes of the home: the originals are backed up first, and
// all files prepared before the first is changed.
func (w writer) write(changes []rules.Change) error {
	for _, c := range changes {
		if err := w.prepare(c); err != nil {
			return fmt.Errorf("%w: no file of this home was changed", err)
		}
	}
	written, err := w.journal.Commit()
	if err == nil {
		return nil
	}
	err = fmt.Errorf("fix %s: %w", w.dir, writefile.Cause(err))
	if len(written) > 0 {
		return fmt.Errorf("%w: already written: %s", err, strings.Join(written, ", "))
	}
	return fmt.Errorf("%w: no file of this home was changed", err)
}

// prepare prepares a change, and the backup of the original.
func (w writer) prepare(c rules.Change) error {
	t, err := w.find(c.File)
	if err == nil {
		err = w.journal.Prepare(func(b *writefile.Batch) error { return w.keep(b, t, c) })
	}
	if err != nil {
		return fmt.Errorf("fix %s: %w", c.File, writefile.Cause(err))
	}
	err = w.journal.Prepare(func(b *writefile.Batch) error {
		if w.inPlace && errors.Is(t.Replaceable(), writefile.ErrLinked) {
			return b.Overwrite(t, c.Old.Bytes(), c.New.Bytes())
		}
		return b.Replace(t, c.Old.Bytes(), c.New.Bytes())
	})
	if errors.Is(err, writefile.ErrChanged) {
		err = fmt.Errorf("%w: run carbonlint again", err)
	}
	if err != nil {
		return fmt.Errorf("fix %s: %w", c.File, writefile.Cause(err))
	}
	return nil
}

// keep adds a copy of the original of a change in the backup directory. A backup
// that is already there is never overwritten by other bytes.
func (w writer) keep(b *writefile.Batch, t writefile.Target, c rules.Change) error {
	if w.backup == "" {
		return nil
	}
	to := filepath.Join(w.backup, filepath.FromSlash(c.File))
	if link := paths.Link(w.backups, to); link != "" {
		return fmt.Errorf("the backup would be written through the symbolic link %s: choose another --backup directory", link)
	}
	switch have, err := os.ReadFile(to); {
	case err == nil && bytes.Equal(have, c.Old.Bytes()):
		return nil
	case err == nil:
		return fmt.Errorf("%s is already there and differs: choose another --backup directory", to)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("read the backup %s: %w", to, writefile.Reason(err))
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("make the directory for the backup %s: %w", to, writefile.Cause(err))
	}
	if err := b.Copy(t, to, c.Old.Bytes()); err != nil {
		return fmt.Errorf("back it up to %s: %w", to, writefile.Cause(err))
	}
	return nil
}
