package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
)

// side is what one argument of diff leads to: a file, no file (/dev/null), or
// homes.
type side struct {
	name  string // as the user wrote it
	file  *diff.File
	null  bool
	git   bool // a revision
	fsys  fs.FS
	sites []home.Site
	// skipped is what was not searched for homes.
	skipped []home.Skipped
	close   func() error
}

// openSide finds out what a side is. Files that git ignores are part of it: the
// server reads them.
func openSide(ctx context.Context, name string) (*side, error) {
	if strings.HasPrefix(name, gitPrefix) {
		return openGit(ctx, name)
	}
	s := &side{name: name, close: func() error { return nil }}
	if name == "/dev/null" || name == os.DevNull {
		s.null = true
		return s, nil
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", name, reason(err))
	case info.IsDir() || home.IsPack(name):
		place, err := home.Open(ctx, name, home.FindOptions{NoGitIgnore: true})
		if err != nil {
			return nil, err
		}
		s.fsys, s.sites, s.close = place.FS, place.Sites, place.Close
		s.skipped = place.Skipped
		return s, nil
	}
	data, err := readOne(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, reason(err))
	}
	at, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	s.file = oneFile(filepath.ToSlash(name), filepath.ToSlash(at), data)
	return s, nil
}

// readOne reads a file or a pipe.
func readOne(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, home.MaxFile+1))
	if err == nil && len(data) > home.MaxFile {
		err = home.ErrTooLarge
	}
	return data, err
}

// reason is an error without the path, which the caller names.
func reason(err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// oneFile is a file called name in reports, that lies at a path which tells what
// the server has it for.
func oneFile(name, at string, data []byte) *diff.File {
	f := home.FromBytes(at, data).Files()[0]
	return &diff.File{Path: name, Name: f.Conf, Data: data, Doc: f.Doc}
}

// isFile reports whether the side is one file, or none.
func (s *side) isFile() bool { return s.file != nil || s.null }

// within is the path of a site below what the user named.
func (s *side) within(site home.Site) string {
	rel, err := filepath.Rel(filepath.Clean(s.name), filepath.FromSlash(site.Path))
	if err != nil {
		return site.Path
	}
	return filepath.ToSlash(rel)
}

// list names the homes of a side, as the user would.
func (s *side) list() string {
	var b strings.Builder
	for _, site := range s.sites {
		name := site.Path
		if s.git && strings.Count(s.name, ":") == 1 {
			name = s.name + ":./" + s.within(site)
		}
		b.WriteString("\n  " + name)
	}
	return b.String()
}
