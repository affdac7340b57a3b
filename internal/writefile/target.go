// Package writefile gives files new bytes: each file whole or not at all, with
// the access it had, and all files of a batch prepared before the first of them
// changes. It knows no flags and prints nothing; its errors do not repeat the
// path that the caller gave.
package writefile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Errors about files that are not replaced.
var (
	ErrReadOnly = errors.New("it is read-only")
	ErrLinked   = errors.New("it has several names (hard links), and replacing it under one of them would leave the others with the old bytes")
	ErrChanged  = errors.New("the file changed since it was read")
	ErrTwice    = errors.New("it is changed under another of its names too, and the changes differ")
)

// Target is a regular file that is there. Symbolic links are followed once, when
// it is found.
type Target struct {
	path string // without symbolic links
	info fs.FileInfo
}

// Find is the file called name in the directory base. It is an error when
// symbolic links lead out of base, or to anything but a regular file.
func Find(base, name string) (Target, error) {
	base, err := filepath.EvalSymlinks(base)
	if err != nil {
		return Target{}, Reason(err)
	}
	path, err := filepath.EvalSymlinks(filepath.Join(base, name))
	if err != nil {
		return Target{}, Reason(err)
	}
	if rel, err := filepath.Rel(base, path); err != nil || !filepath.IsLocal(rel) {
		return Target{}, fmt.Errorf("a symbolic link leads out of the home, to %s: run carbonlint there, or change it by hand", path)
	}
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return Target{}, Reason(err)
	case !info.Mode().IsRegular():
		return Target{}, fmt.Errorf("not a regular file (%s)", info.Mode().Type())
	}
	return Target{path, info}, nil
}

// Path is the path of the file without symbolic links.
func (t Target) Path() string { return t.path }

// Replaceable reports why the file is not to be replaced, whoever runs the
// program: ErrReadOnly or ErrLinked.
func (t Target) Replaceable() error {
	if mode := t.info.Mode().Perm(); mode&0o222 == 0 {
		return fmt.Errorf("%w (mode %04o): make it writable first, such as with chmod u+w", ErrReadOnly, mode)
	}
	if Names(t.info) > 1 {
		return ErrLinked
	}
	return nil
}

// Writable reports why this user cannot replace the file, as far as that can be
// seen without writing.
func (t Target) Writable() error {
	f, err := os.OpenFile(t.path, os.O_WRONLY, 0)
	if err != nil {
		return Reason(err)
	}
	if err := f.Close(); err != nil {
		return Reason(err)
	}
	if err := mayWrite(filepath.Dir(t.path)); err != nil {
		return fmt.Errorf("its directory cannot be written: %w", err)
	}
	return nil
}

// holds reports whether the file holds the bytes.
func (t Target) holds(data []byte) (bool, error) {
	info, err := os.Lstat(t.path)
	if err != nil {
		return false, Reason(err)
	}
	if !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false, nil
	}
	now, err := os.ReadFile(t.path)
	return bytes.Equal(now, data), Reason(err)
}
