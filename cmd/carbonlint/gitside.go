package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

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
	here, err := git(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	tree, err := git(ctx, "rev-parse", "--verify", "--quiet", rev+"^{tree}")
	if err != nil {
		return nil, fmt.Errorf("open %s: git knows no revision %q here", name, rev)
	}
	in := path.Clean(at)
	if !hasPath {
		in = path.Clean(here)
	} else if relative(at) {
		in = path.Join(here, at)
	}
	objects, err := openObjects(ctx)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	s := &side{name: name, git: true, close: objects.Close}
	files := newGitFS(objects, tree)
	err = s.inTree(ctx, files, in)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("the revision has no %s", in)
		if _, _, nearErr := files.find(path.Join(here, at)); nearErr == nil {
			err = fmt.Errorf("%w; did you mean git:%s:./%s?", err, rev, at)
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", name, err), objects.Close())
	}
	return s, nil
}

func relative(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return first == "." || first == ".."
}

// inTree makes s the file, or finds the homes, at a path of a tree.
func (s *side) inTree(ctx context.Context, tree *gitFS, at string) error {
	e, real, err := tree.find(at)
	switch {
	case err != nil:
		return err
	case e.IsDir():
		s.fsys = tree
		s.sites, s.skipped, err = home.Find(ctx, tree, real, home.FindOptions{Name: s.name})
		return err
	}
	o, err := tree.objects.read(e.id)
	switch {
	case err != nil:
		return err
	case o.data == nil:
		return home.ErrTooLarge
	}
	s.file = oneFile(s.name, real, o.data)
	return nil
}
