package home

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// Site is a place where a home was found.
type Site struct {
	// Dir is the home's directory within the file system, slash-separated.
	Dir string
	// ConfDir is the configuration directory relative to Dir.
	ConfDir string
	// Path names the home in reports.
	Path string
	// Why says what it was recognised by.
	Why string
}

// Load reads the home at s. Files that cannot be read or parsed are part of the
// home with their error; Load itself fails only when the configuration
// directory cannot be listed.
func Load(fsys fs.FS, s Site, cache *Cache) (*Home, error) {
	h := &Home{Path: s.Path, ConfDir: s.ConfDir, Why: s.Why, fsys: fsys, dir: s.Dir}
	if err := h.read(path.Join(s.Dir, s.ConfDir), "", nil); err != nil {
		return nil, fmt.Errorf("list %s: %w", path.Join(s.Path, s.ConfDir), err)
	}
	for _, f := range h.files {
		f.parse(cache)
	}
	h.index()
	h.detect()
	return h, nil
}

// read adds the files below dir; conf is dir relative to the configuration
// directory and parents are the directories it was reached through.
func (h *Home) read(dir, conf string, parents []fs.FileInfo) error {
	self, err := fs.Stat(h.fsys, dir)
	if err != nil {
		return err
	}
	for _, p := range parents {
		if sameFile(p, self) { // a symbolic link back up
			h.Problems = append(h.Problems, Problem{h.rel(dir), errors.New("a symbolic link to a directory above it: not followed")})
			return nil
		}
	}
	entries, err := fs.ReadDir(h.fsys, dir)
	if err != nil {
		return err
	}
	parents = append(parents[:len(parents):len(parents)], self)
	for _, e := range entries {
		name, conf := path.Join(dir, e.Name()), path.Join(conf, e.Name())
		isDir, link := e.IsDir(), e.Type()&fs.ModeSymlink != 0
		if link {
			target, err := fs.Stat(h.fsys, name)
			if err != nil {
				h.Problems = append(h.Problems, Problem{h.rel(name), fmt.Errorf("follow the symbolic link: %w", err)})
				continue
			}
			isDir = target.IsDir()
		}
		if isDir {
			if err := h.read(name, conf, parents); err != nil {
				h.Problems = append(h.Problems, Problem{h.rel(name), err})
			}
			continue
		}
		f := &File{Path: h.rel(name), Conf: trimTemplateSuffix(conf)}
		f.Data, f.Err = readFile(h.fsys, name)
		h.files = append(h.files, f)
	}
	return nil
}

func (h *Home) rel(name string) string {
	if h.dir == "." {
		return name
	}
	return strings.TrimPrefix(name, h.dir+"/")
}

// readFile reads a regular file of at most MaxFile bytes.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("not a regular file (%s): not read", info.Mode().Type())
	case info.Size() > MaxFile:
		return nil, ErrTooLarge
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err == nil && len(data) > MaxFile {
		return nil, ErrTooLarge
	}
	return data, err
}

// templateSuffixes are the endings that configuration management adds to the
// name of a file it fills in.
var templateSuffixes = []string{".erb", ".epp", ".j2", ".jinja2", ".jinja", ".hbs", ".mustache", ".template", ".tmpl", ".tpl"}

func trimTemplateSuffix(name string) string {
	for _, s := range templateSuffixes {
		if t, ok := strings.CutSuffix(name, s); ok {
			return t
		}
	}
	return name
}
