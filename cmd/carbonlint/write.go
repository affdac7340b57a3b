package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/carbonlint/carbonlint/rules"
)

// writer puts proved changes of one home on disk: each file whole or not at
// all, only if it still holds the bytes that were judged.
type writer struct {
	dir    string // of the home
	backup string // where originals are kept; "" for nowhere
}

// backupOf is the directory for the originals of one home: --backup itself, or
// one of its own in it where several homes are fixed.
func (j *checkJob) backupOf(s subject) string {
	if j.backup == "" || j.homes == 1 {
		return j.backup
	}
	dir := s.dir()
	if here, err := filepath.Abs("."); err == nil && inside(here, dir) {
		dir, _ = filepath.Rel(here, dir)
	}
	return filepath.Join(j.backup, strings.TrimPrefix(dir, filepath.VolumeName(dir)))
}

// destination is the real file behind the home's file rel. It must lie in the
// home: a symbolic link that leads out of it is never written through.
func (w writer) destination(rel string) (string, error) {
	base, err := filepath.EvalSymlinks(w.dir)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(filepath.Join(w.dir, filepath.FromSlash(rel)))
	if err != nil {
		return "", err
	}
	if out, err := filepath.Rel(base, real); err != nil || out == ".." || strings.HasPrefix(out, ".."+string(filepath.Separator)) {
		return "", fmt.Errorf("a symbolic link leads out of the home, to %s: run carbonlint there, or change it by hand", real)
	}
	return real, nil
}

// check reports why a change could not be written, without writing it.
func (w writer) check(c rules.Change) error {
	real, err := w.destination(c.File)
	if err != nil {
		return fmt.Errorf("fix %s: %w", c.File, err)
	}
	now, err := os.ReadFile(real)
	if err != nil {
		return fmt.Errorf("fix %s: read it again: %w", c.File, err)
	}
	if !bytes.Equal(now, c.Old.Bytes()) {
		return fmt.Errorf("fix %s: the file changed since it was read: run carbonlint again", c.File)
	}
	return nil
}

// keep copies the original of a change to the backup directory. A backup that
// is already there is never overwritten by other bytes.
func (w writer) keep(c rules.Change) error {
	if w.backup == "" {
		return nil
	}
	real, err := w.destination(c.File)
	if err != nil {
		return err
	}
	info, err := os.Stat(real)
	if err != nil {
		return err
	}
	to := filepath.Join(w.backup, filepath.FromSlash(c.File))
	switch have, err := os.ReadFile(to); {
	case err == nil && bytes.Equal(have, c.Old.Bytes()):
		return nil
	case err == nil:
		return fmt.Errorf("back up %s: %s is already there and differs: choose another --backup directory", c.File, to)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("back up %s: %w", c.File, err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("back up %s: %w", c.File, err)
	}
	if err := replaceFile(to, c.Old.Bytes(), real, info); err != nil {
		return fmt.Errorf("back up %s to %s: %w", c.File, to, cause(err))
	}
	return nil
}

// write makes a change. The file keeps its mode and its owner.
func (w writer) write(c rules.Change) error {
	if err := w.check(c); err != nil {
		return err
	}
	real, err := w.destination(c.File)
	if err != nil {
		return fmt.Errorf("fix %s: %w", c.File, err)
	}
	info, err := os.Stat(real)
	if err != nil {
		return fmt.Errorf("fix %s: %w", c.File, err)
	}
	if err := replaceFile(real, c.New.Bytes(), real, info); err != nil {
		return fmt.Errorf("fix %s: %w (the file is as it was)", c.File, cause(err))
	}
	return nil
}

// cause is why something could not be done with a file, without the file's
// name, which may be that of a temporary one, and with what may help.
func cause(err error) error {
	switch e := err.(type) { //nolint:errorlint // what is wrapped says more than these two
	case *fs.PathError:
		err = e.Err
	case *os.LinkError:
		err = e.Err
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: run carbonlint as a user who may write there", err)
	}
	return err
}
