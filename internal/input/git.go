package input

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
	"github.com/carbonlint/carbonlint/internal/usage"
)

// gitPrefix starts an argument that is a revision: git:REV or git:REV:PATH.
const gitPrefix = "git:"

// openGit opens a revision of the repository that the current directory is in.
// PATH is relative to the top of the repository, as in git, or to the current
// directory if it starts with ./ or ../; without PATH, the current directory is
// opened.
func openGit(ctx context.Context, name string) (*Input, error) {
	rev, arg, hasPath := strings.Cut(strings.TrimPrefix(name, gitPrefix), ":")
	if rev == "" || rev[0] == '-' {
		return nil, usage.Errorf("%s: write git:REV or git:REV:PATH, such as git:HEAD~1:conf/carbon.xml", name)
	}
	here, err := gitfs.Git(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	id, err := gitfs.Git(ctx, "rev-parse", "--verify", "--quiet", rev+"^{tree}")
	if err != nil {
		return nil, fmt.Errorf("open %s: no revision %q in this repository", name, rev)
	}
	start := path.Clean(arg)
	if !hasPath {
		start = path.Clean(here)
	} else if isRelative(arg) {
		start = path.Join(here, arg)
	}
	tree, err := gitfs.Open(ctx, id, home.MaxFile)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	in := &Input{Name: name, revision: true, close: tree.Close}
	err = in.readTree(ctx, tree, start)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("the revision has no %s", start)
		if _, nearErr := tree.RealPath(path.Join(here, arg)); nearErr == nil {
			err = fmt.Errorf("%w; did you mean git:%s:./%s?", err, rev, arg)
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", name, err), tree.Close())
	}
	return in, nil
}

func isRelative(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return first == "." || first == ".."
}

// readTree reads the file at start, or finds the homes in that directory.
func (in *Input) readTree(ctx context.Context, tree *gitfs.FS, start string) error {
	resolved, err := tree.RealPath(start)
	if err != nil {
		return err
	}
	info, err := fs.Stat(tree, resolved)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		in.FS = tree
		in.Locations, in.Skipped, err = home.Find(ctx, tree, resolved, home.FindOptions{Name: in.Name})
		return err
	}
	f, err := tree.Open(resolved)
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
	in.File = NewFile(in.Name, resolved, data)
	return nil
}
