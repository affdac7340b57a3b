package home

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/carbonlint/carbonlint/internal/ignore"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// NoConfiguration says that nothing under a path was recognised as configuration
// of a Carbon server.
type NoConfiguration struct {
	// Skipped is what the search left out.
	Skipped []Skipped
}

func (*NoConfiguration) Error() string { return "no Carbon configuration found" }

// ErrNoRule says that no rule reads a file of this name.
var ErrNoRule = errors.New("no configuration found: no rule reads a file of this name")

// errTooDeep says that a directory is not searched or read.
var errTooDeep = fmt.Errorf("skipped: more than %d directories deep", maxDepth)

// Readable reports an error, which names the file, if no rule reads a single file
// of that name.
func Readable(name string) error {
	if !isConfiguration(canonical(filepath.ToSlash(name))) {
		return fmt.Errorf("check %s: %w", name, ErrNoRule)
	}
	return nil
}

// Location is a place where a home was found.
type Location struct {
	// Dir is the home's directory within the file system, slash-separated.
	Dir string
	// ConfDir is the configuration directory relative to Dir.
	ConfDir string
	// Path names the home in reports.
	Path string
	// Signs are the files that it was recognised by, as in Home.
	Signs []string
	// Layout is how its files lie.
	Layout Layout
	// Only are the files or directories, relative to Dir, that the user asked
	// for; the rest of the home is there to judge them by. Empty: all of it.
	Only []string

	filter filter // inside the configuration directory
}

// FindOptions say where to look.
type FindOptions struct {
	// Name is how the user calls the directory that is searched; the paths of
	// homes start with it. "" is the directory's own name in the file system.
	Name string
	// Exclude are patterns of paths relative to the directory that is searched.
	Exclude []ignore.Pattern
	// NoGitIgnore also looks where git does not.
	NoGitIgnore bool
}

const (
	// maxDepth is how many directories deep homes are searched and read.
	maxDepth = 64
	// maxEntries is how many files and directories a home holds.
	maxEntries = 200_000
	// maxLinked is how deep a link out of the searched directory is followed:
	// deep enough for wso2/<profile>/conf.
	maxLinked = 3
)

// Find gives the homes and configuration trees in the directory start, in the
// order of their paths, and what was left out. Start may be a configuration
// directory itself, or lie in one. It fails when start cannot be listed, when ctx
// ends, and with a NoConfiguration when there is none.
func Find(ctx context.Context, fsys fs.FS, start string, opt FindOptions) ([]Location, []Skipped, error) {
	if opt.Name == "" {
		opt.Name = start
	}
	f := &finder{lister: lister{fsys: fsys}, start: start, opt: opt, seen: map[visited]bool{}}
	at, err := f.list(nil, start, start)
	if err != nil {
		return nil, nil, fmt.Errorf("search %s: %w", opt.Name, writefile.Reason(err))
	}
	f.realStart = f.realPath(start)
	filt := filter{fsys: fsys, start: start, exclude: opt.Exclude}
	if !opt.NoGitIgnore {
		filt.scope = scopeAbove(fsys, start)
	}
	f.seen[visited{real: f.realStart}] = true
	f.look(ctx, start, f.realStart, 0, above{filter: filt}, &at)
	f.follow(ctx)
	if err := ctx.Err(); err != nil {
		return nil, nil, fmt.Errorf("search %s: %w", opt.Name, err)
	}
	if len(f.locations) == 0 || len(f.locations) == 1 && f.locations[0].Layout == LayoutFlat && f.locations[0].Dir == start {
		if s, ok := f.enclosing(start); ok {
			f.locations = []Location{s}
		}
	}
	f.sortSkipped()
	if len(f.locations) == 0 {
		return nil, f.skipped, fmt.Errorf("search %s: %w", opt.Name, &NoConfiguration{f.skipped})
	}
	slices.SortFunc(f.locations, func(a, b Location) int { return cmp.Or(cmp.Compare(a.Dir, b.Dir), cmp.Compare(a.ConfDir, b.ConfDir)) })
	return f.locations, f.skipped, nil
}

// sortSkipped puts what was left out in order, each path once.
func (f *finder) sortSkipped() {
	slices.SortStableFunc(f.skipped, func(a, b Skipped) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Reason.Kind, b.Reason.Kind), cmp.Compare(a.Reason.Of, b.Reason.Of))
	})
	f.skipped = slices.CompactFunc(f.skipped, Skipped.Same)
}
