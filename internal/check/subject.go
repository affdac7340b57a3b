package check

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/paths"
)

// subject is one home to judge: a location of a source, or a home that is read already.
type subject struct {
	source   *home.Source
	path     string // that the user gave
	location *home.Location
	home     *home.Home
}

// dir is the home's directory on disk, "" for one in a pack.
func (s subject) dir() string {
	if s.source == nil {
		return ""
	}
	return s.source.Where(*s.location)
}

// configDir is where the search for the configuration of the home starts.
func (s subject) configDir() string {
	switch {
	case s.source == nil:
		return "."
	case s.source.Pack:
		if pack, _, ok := home.InPack(s.path); ok {
			return filepath.Dir(pack)
		}
		return filepath.Dir(s.path)
	}
	return s.dir()
}

// baselineDir is the path by which a baseline names the home.
func (s subject) baselineDir() string {
	if dir := s.dir(); dir != "" {
		return dir
	}
	return filepath.Join(s.path, filepath.FromSlash(s.location.Dir))
}

// load reads the home. Cache may be nil.
func (s subject) load(ctx context.Context, cache *home.Cache) (*home.Home, error) {
	if s.home != nil {
		return s.home, nil
	}
	return home.Load(ctx, s.source.FS, *s.location, cache)
}

// find opens the paths and lists the homes in them, each once: several files of
// one home become that home with only those files wanted. It returns what was not
// searched.
func (r *run) find(ctx context.Context) (skipped []home.Skipped) {
	seen := map[string]int{}
	for _, p := range r.Paths {
		earlier := skipped // a search names nothing twice
		if p == "-" {
			if err := home.Readable(r.StdinName); err != nil {
				r.fail(err)
				continue
			}
			data, err := io.ReadAll(io.LimitReader(r.Stdin, home.MaxFile+1))
			if err != nil {
				r.fail(fmt.Errorf("read standard input: %w", err))
				continue
			}
			r.subjects = append(r.subjects, subject{location: &home.Location{}, home: home.FromBytes(r.StdinName, data)})
			continue
		}
		source, err := home.Open(ctx, p, home.FindOptions{Exclude: r.Exclude})
		if err != nil {
			r.outcome.Errors = append(r.outcome.Errors, err)
			continue
		}
		for _, s := range source.Skipped {
			if s.Err != nil {
				r.outcome.Errors = append(r.outcome.Errors, fmt.Errorf("search %s: %w", s.Path, s.Err))
			}
			if !slices.ContainsFunc(earlier, s.Same) {
				skipped = append(skipped, s)
			}
		}
		for i := range source.Locations {
			location := &source.Locations[i]
			key := paths.Real(filepath.Join(source.Where(*location), location.ConfDir)) // a link may lead to it too
			if source.Pack {
				key = filepath.Join(paths.Real(p), location.Dir, location.ConfDir)
			}
			if n, again := seen[key]; again {
				first := r.subjects[n].location
				first.Only = union(first.Only, location.Only)
				continue
			}
			seen[key] = len(r.subjects)
			r.subjects = append(r.subjects, subject{source: source, path: p, location: location})
		}
	}
	return skipped
}

// union merges two lists of wanted files. An empty list wants all files.
func union(a, b []string) []string {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	both := slices.Concat(a, b)
	slices.Sort(both)
	return slices.Compact(both)
}

func closeAll(subjects []subject) {
	for _, s := range subjects {
		if s.source != nil {
			s.source.Close()
		}
	}
}
