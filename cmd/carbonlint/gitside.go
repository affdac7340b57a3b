package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/gitfs"
	"github.com/carbonlint/carbonlint/internal/home"
)

// gitPrefix starts a side that is a revision: git:REV or git:REV:PATH.
const gitPrefix = "git:"

// openGit opens a side that is a revision of the repository in which the current
// directory lies. PATH counts from its top, as git has it, or from here when it
// starts with ./ or ../; without one it is the current directory.
func openGit(ctx context.Context, name string) (*side, error) {
	rev, at, hasPath := strings.Cut(strings.TrimPrefix(name, gitPrefix), ":")
	if rev == "" || rev[0] == '-' {
		return nil, usagef("%s: write git:REV or git:REV:PATH, such as git:HEAD~1:conf/carbon.xml", name)
	}
	here, err := gitfs.Git(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	tree, err := gitfs.Git(ctx, "rev-parse", "--verify", "--quiet", rev+"^{tree}")
	if err != nil {
		return nil, fmt.Errorf("open %s: git knows no revision %q here", name, rev)
	}
	in := path.Clean(at)
	if !hasPath {
		in = path.Clean(here)
	} else if relative(at) {
		in = path.Join(here, at)
	}
	files, err := gitfs.Open(ctx, tree, home.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	s := &side{name: name, git: true, close: files.Close}
	err = s.inTree(ctx, files, in)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("the revision has no %s", in)
		if _, nearErr := files.RealPath(path.Join(here, at)); nearErr == nil {
			err = fmt.Errorf("%w; did you mean git:%s:./%s?", err, rev, at)
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", name, err), files.Close())
	}
	return s, nil
}

func relative(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return first == "." || first == ".."
}

// inTree makes s the file, or finds the homes, at a path of a tree.
func (s *side) inTree(ctx context.Context, tree *gitfs.FS, at string) error {
	real, err := tree.RealPath(at)
	if err != nil {
		return err
	}
	info, err := fs.Stat(tree, real)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		s.fsys = tree
		s.sites, s.skipped, err = home.Find(ctx, tree, real, home.FindOptions{Name: s.name})
		return err
	}
	f, err := tree.Open(real)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if info, statErr := f.Stat(); statErr == nil && err == nil && info.Size() > int64(len(data)) {
		err = home.ErrTooLarge
	}
	if err != nil {
		return err
	}
	s.file = oneFile(s.name, real, data)
	return nil
}
