package home

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"

	"github.com/carbonlint/carbonlint/internal/template"
)

// Load reads the home at s. Files that cannot be read or parsed are part of the
// home with their error; Load itself fails only when the configuration
// directory cannot be listed.
func Load(fsys fs.FS, s Site, cache *Cache) (*Home, error) {
	h := &Home{
		Path: s.Path, ConfDir: s.ConfDir, Why: s.Why, Layout: s.Layout, Only: s.Only,
		fsys: fsys, dir: s.Dir,
	}
	if h.dir == "" {
		h.dir = "."
	}
	s.filter.fsys = fsys
	var err error
	if s.Layout == LayoutFile {
		for _, name := range s.Only {
			h.add(path.Join(h.dir, name), canonical(path.Join(h.dir, name)), false)
		}
	} else {
		err = h.read(path.Join(h.dir, s.ConfDir), "", 0, s.filter)
	}
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", path.Join(s.Path, s.ConfDir), err)
	}
	h.finish(cache)
	return h, nil
}

// finish makes a home of the files that were read. They are parsed on all
// processors at once.
func (h *Home) finish(cache *Cache) {
	next := make(chan *File)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for f := range next {
				f.parse(cache)
			}
		})
	}
	for _, f := range h.files {
		next <- f
	}
	close(next)
	workers.Wait()
	h.index()
	h.detect()
}

// read adds the files below dir; conf is dir relative to the configuration
// directory, depth how many directories lie between them.
func (h *Home) read(dir, conf string, depth int, filt filter) error {
	if depth > maxDepth {
		return fmt.Errorf("more than %d directories deep: not read", maxDepth)
	}
	entries, err := fs.ReadDir(h.fsys, dir)
	if err != nil {
		return err
	}
	if depth > 0 && filt.scope.git {
		filt = filt.enter(dir, entries)
	}
	for _, e := range entries {
		name, conf := path.Join(dir, e.Name()), path.Join(conf, e.Name())
		isDir, link := e.IsDir(), e.Type()&fs.ModeSymlink != 0
		if !h.belongs(conf, isDir, link) {
			continue
		}
		if reason := filt.reason(name, isDir); reason != "" {
			h.skip(name, reason)
			continue
		}
		if link {
			isDir, err = h.followLink(dir, name)
			switch {
			case errors.Is(err, errLoop):
				h.skip(name, err.Error())
				continue
			case err != nil:
				h.problem(name, err)
				continue
			}
		}
		switch reason := notRead(path.Dir(conf), e.Name()); {
		case isDir && copiesDir.MatchString(e.Name()):
			h.skip(name, "a directory of copies, which the server does not read")
		case isDir:
			if err := h.read(name, conf, depth+1, filt); err != nil {
				h.problem(name, err)
			}
		case reason != "":
			h.skip(name, reason)
		default:
			h.add(name, template.TrimSuffix(conf), e.Type().IsRegular())
		}
	}
	return nil
}

// errLoop says that a link leads nowhere new.
var errLoop = errors.New("a symbolic link to a directory above it: not followed")

// followLink tells whether the symbolic link name in dir leads to a directory,
// which must not be one that holds the link.
func (h *Home) followLink(dir, name string) (isDir bool, err error) {
	target, err := fs.Stat(h.fsys, name)
	if err != nil {
		return false, fmt.Errorf("follow the symbolic link: %s", plainError(err))
	}
	if !target.IsDir() {
		return false, nil
	}
	for above := dir; ; above = path.Dir(above) {
		info, err := fs.Stat(h.fsys, above)
		if err == nil && os.SameFile(info, target) {
			return false, errLoop
		}
		if above == "." {
			return true, nil
		}
	}
}

// belongs reports whether what lies at conf is configuration. In a folder that
// is not a product's, other things may lie beside it.
func (h *Home) belongs(conf string, dir, link bool) bool {
	switch {
	case noise(path.Base(conf)):
		return false
	case h.Layout <= LayoutProfile || strings.Contains(conf, "/"):
		return true
	case dir || link && isSubdir(conf):
		return isSubdir(conf)
	case path.Base(path.Join(h.dir, h.ConfDir)) == "conf":
		return true
	}
	_, known := lookupBase(template.TrimSuffix(conf))
	return known || notRead(".", conf) != ""
}

// add reads the file name, which is the server's conf. Regular says that it is
// known to be a regular file.
func (h *Home) add(name, conf string, regular bool) {
	f := &File{Path: h.rel(name), Conf: conf}
	switch {
	case noText(name):
	case regular:
		f.Data, f.Err = readRegular(h.fsys, name)
	default:
		f.Data, f.Err = readFile(h.fsys, name)
	}
	h.files = append(h.files, f)
}

func (h *Home) skip(name, reason string) {
	h.Skipped = append(h.Skipped, Skipped{h.rel(name), reason})
}

func (h *Home) problem(name string, err error) {
	h.Problems = append(h.Problems, Problem{h.rel(name), err})
}

func (h *Home) rel(name string) string {
	if h.dir == "." {
		return name
	}
	return strings.TrimPrefix(name, h.dir+"/")
}

// readFile reads a regular file of at most MaxFile bytes. Anything else is not
// opened: a pipe would wait for its writer, a device may have no end.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("not a regular file (%s): not read", info.Mode().Type())
	}
	return readRegular(fsys, name)
}

func readRegular(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > MaxFile {
		return nil, ErrTooLarge
	}
	// One byte more than the size, so that the end is seen without growing.
	data := make([]byte, 0, info.Size()+1)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, err
		case len(data) > MaxFile:
			return nil, ErrTooLarge
		case len(data) == cap(data): // it grew meanwhile
			data = append(data, 0)[:len(data)]
		}
	}
}
