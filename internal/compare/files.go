package compare

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/ignore"
	"github.com/carbonlint/carbonlint/internal/input"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// fileSet is the files of one input.
type fileSet struct {
	list []diff.File
	conf map[string]string // a file's name -> its name in the configuration
	// unread are the names of files and directories that could not be read.
	unread          []string
	failures, notes []error // see Result
	size            int     // bytes of files that are not configuration
}

// reader reads the homes of inputs.
type reader struct {
	cache *home.Cache
	// confNames makes paths relative to the configuration directory.
	confNames bool
}

// read reads the file or the homes of in. With several homes, the names of files
// start with the path of their home.
func (r *reader) read(ctx context.Context, in *input.Input) (*fileSet, error) {
	if in.File != nil {
		return &fileSet{list: []diff.File{*in.File}, conf: map[string]string{in.File.Name: in.File.Name}}, nil
	}
	s := &fileSet{conf: map[string]string{}}
	for _, k := range in.Skipped {
		if k.Err != nil {
			s.failures = append(s.failures, fmt.Errorf("search %s: %w", k.Path, k.Err))
		}
	}
	for _, location := range in.Locations {
		h, err := home.Load(ctx, in.FS, location, r.cache)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", location.Path, err)
		}
		prefix := "."
		if len(in.Locations) > 1 {
			prefix = in.Rel(location)
		}
		r.add(s, h, prefix)
	}
	return s, nil
}

// add adds the files of a home. Their names and paths start with prefix.
func (r *reader) add(s *fileSet, h *home.Home, prefix string) {
	conf := func(p string) string { return strings.TrimPrefix(p, h.ConfDir+"/") }
	for _, p := range h.Problems {
		s.failures = append(s.failures, fmt.Errorf("read %s: %w", path.Join(h.Path, p.Path), writefile.Reason(p.Err)))
		s.unread = append(s.unread, path.Join(prefix, conf(p.Path)))
	}
	for _, f := range h.Files() {
		file := diff.File{Path: f.Path, Name: path.Join(prefix, f.Conf), Data: f.Data, Doc: f.Doc}
		if r.confNames {
			file.Path = conf(f.Path)
		}
		switch {
		case !h.Wants(f.Path) || strings.HasPrefix(path.Base(f.Conf), "README"):
		case f.Err != nil && f.Doc == nil:
			s.failures = append(s.failures, fmt.Errorf("read %s: %w", path.Join(h.Path, f.Path), writefile.Reason(f.Err)))
			s.unread = append(s.unread, file.Name)
		case f.Data == nil: // such as a keystore, which is compared byte by byte
			if err := s.load(h, prefix, f.Path, file); err != nil && !f.Binary {
				s.failures = append(s.failures, err)
			} else if err != nil {
				s.notes = append(s.notes, err)
			}
		default:
			s.put(prefix, f.Conf, file)
		}
	}
	if h.Layout > home.LayoutProfile || len(h.Only) > 0 {
		return
	}
	for _, name := range h.Entries("bin") {
		if ext := path.Ext(name); ext == ".sh" || ext == ".bat" {
			p := path.Join("bin", name)
			if err := s.load(h, prefix, p, diff.File{Path: p, Name: path.Join(prefix, p)}); err != nil {
				s.notes = append(s.notes, err)
			}
		}
	}
}

// maxSize bounds the bytes of files that are not configuration.
const maxSize = 128 << 20

// load adds the file at a path of h that the home has not read itself.
func (s *fileSet) load(h *home.Home, prefix, name string, file diff.File) error {
	data, err := h.Read(name)
	if err == nil && s.size+len(data) > maxSize {
		err = fmt.Errorf("more than %d MiB of files that are not configuration", maxSize>>20)
	}
	if err != nil {
		s.unread = append(s.unread, file.Name)
		return fmt.Errorf("not compared: %s: %w", path.Join(h.Path, name), writefile.Reason(err))
	}
	s.size += len(data)
	file.Data = data
	s.put(prefix, strings.TrimPrefix(file.Name, prefix+"/"), file)
	return nil
}

func (s *fileSet) put(prefix, conf string, file diff.File) {
	s.conf[file.Name] = conf
	file.Path = path.Join(prefix, file.Path)
	s.list = append(s.list, file)
}

func (s *fileSet) keep(want func(diff.File) bool) {
	s.list = slices.DeleteFunc(s.list, func(f diff.File) bool { return !want(f) })
}

// remove removes the files with one of the names, or below it.
func (s *fileSet) remove(names []string) {
	s.keep(func(f diff.File) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return f.Name == n || strings.HasPrefix(f.Name, n+"/") })
	})
}

// hasScripts reports whether there are start scripts among the files.
func (s *fileSet) hasScripts() bool { return slices.ContainsFunc(s.list, isScript) }

func (s *fileSet) removeScripts() { s.keep(func(f diff.File) bool { return !isScript(f) }) }

func isScript(f diff.File) bool { return path.Base(path.Dir(f.Name)) == "bin" }

// keepOnly leaves the files that one of the patterns covers: their path, or their
// name in the configuration. Without patterns it leaves all files.
func keepOnly(patterns []ignore.Pattern, sets ...*fileSet) error {
	if len(patterns) == 0 {
		return nil
	}
	matched := map[string]bool{}
	for _, s := range sets {
		s.keep(func(f diff.File) bool {
			keep := false
			for _, p := range patterns {
				if p.Covers(f.Path) || p.Covers(f.Name) {
					keep, matched[p.String()] = true, true
				}
			}
			return keep
		})
	}
	for _, p := range patterns {
		if !matched[p.String()] {
			return usage.Errorf("--only %q matches no file of OLD or NEW", p)
		}
	}
	return nil
}
