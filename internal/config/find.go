package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/carbonlint/carbonlint/internal/writefile"
)

// Loader finds and reads configuration files, each of them once. Several
// goroutines may use it at the same time.
type Loader struct {
	Names Names
	// File is the file of --config, seen from the current directory as its globs
	// are; "" to find one for each home.
	File string

	mu     sync.Mutex
	byDir  map[string]string // directory -> file, "" for none
	byFile map[string]loaded
}

type loaded struct {
	file *File
	err  error
}

// For is the configuration file for what lies in the directory dir: that of
// --config, else the first .carbonlint.yaml in dir or above it, up to the top of
// a git work tree. It is nil when there is none. What the file says wrong is an
// error that joins one *Error each; others say why it could not be read.
func (l *Loader) For(dir string) (*File, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.File != "" {
		return l.load(l.File, ".")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find the configuration for %s: %w", dir, err)
	}
	path, err := l.find(dir)
	if err != nil || path == "" {
		return nil, err
	}
	return l.load(path, filepath.Dir(path))
}

// find is the file for the absolute path dir.
func (l *Loader) find(dir string) (string, error) {
	if path, ok := l.byDir[dir]; ok {
		return path, nil
	}
	path := filepath.Join(dir, Name)
	info, err := os.Lstat(path)
	missing := errors.Is(err, fs.ErrNotExist)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		info, err = os.Stat(path) // an error for a link to nowhere
	}
	switch {
	case err == nil && !info.Mode().IsRegular():
		return "", fmt.Errorf("read %s: not a regular file", path)
	case missing:
		path = ""
		if other := filepath.Join(dir, ".carbonlint.yml"); exists(other) {
			return "", fmt.Errorf("found %s; rename it to %s", other, Name)
		}
		if up := filepath.Dir(dir); up != dir && !exists(filepath.Join(dir, ".git")) {
			if path, err = l.find(up); err != nil {
				return "", err
			}
		}
	case err != nil:
		return "", fmt.Errorf("look for the configuration: %w", err)
	}
	if l.byDir == nil {
		l.byDir = map[string]string{}
	}
	l.byDir[dir] = path
	return path, nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// load reads the file at path, whose globs are seen from base.
func (l *Loader) load(path, base string) (*File, error) {
	if known, ok := l.byFile[path]; ok {
		return known.file, known.err
	}
	var out loaded
	src, err := readFile(path)
	if err == nil {
		out.file, out.err = Parse(shown(path), base, filepath.Dir(path), src, l.Names)
	} else {
		out.err = fmt.Errorf("read %s: %w", shown(path), err)
	}
	if l.byFile == nil {
		l.byFile = map[string]loaded{}
	}
	l.byFile[path] = out
	return out.file, out.err
}

// readFile reads at most one byte more than MaxFile.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, writefile.Reason(err) // the caller names the path
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	return data, writefile.Reason(err)
}

// shown is path as seen from the current directory, slash-separated.
func shown(path string) string {
	if filepath.IsAbs(path) {
		if dir, err := os.Getwd(); err == nil {
			if rel, err := filepath.Rel(dir, path); err == nil {
				path = rel
			}
		}
	}
	return filepath.ToSlash(path)
}

// Rel is the directory dir as seen from the base of f, slash-separated. Outside
// of the base it is ".": the globs are then seen from dir itself.
func (f *File) Rel(dir string) string {
	if f == nil {
		return "."
	}
	base, err := filepath.Abs(f.Base)
	if err != nil {
		return "."
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "."
	}
	rel, err := filepath.Rel(base, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return "."
	}
	return filepath.ToSlash(rel)
}
