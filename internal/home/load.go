package home

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"

	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// Load reads the home at s. Files that cannot be read or parsed are part of the
// home with their error; Load itself fails only when the configuration
// directory cannot be listed or ctx ends.
func Load(ctx context.Context, fsys fs.FS, s Location, cache *Cache) (*Home, error) {
	h := &Home{
		Path: s.Path, ConfDir: s.ConfDir, Signs: s.Signs, Layout: s.Layout, Only: s.Only,
		fsys: fsys, dir: s.Dir, room: maxFootprint,
	}
	if h.dir == "" {
		h.dir = "."
	}
	s.filter.fsys = fsys
	var err error
	if s.Layout == LayoutFile {
		for _, name := range s.Only {
			h.add(path.Join(h.dir, name), canonical(path.Join(h.dir, name)), fs.ModeIrregular)
		}
	} else {
		err = h.read(ctx, path.Join(h.dir, s.ConfDir), "", 0, s.filter)
	}
	if err == nil {
		err = h.followLinks(ctx)
	}
	if err == nil {
		err = h.readUserStores(ctx, s.filter)
	}
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", path.Join(s.Path, s.ConfDir), writefile.Reason(err))
	}
	h.oneName()
	if err := h.parse(ctx, cache); err != nil {
		return nil, fmt.Errorf("read %s: %w", s.Path, err)
	}
	h.finish()
	return h, nil
}

// parse parses the files that were read, on all processors at once.
func (h *Home) parse(ctx context.Context, cache *Cache) error {
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
		if ctx.Err() != nil {
			break
		}
		next <- f
	}
	close(next)
	workers.Wait()
	return ctx.Err()
}

// finish makes a home of the files that were parsed.
func (h *Home) finish() {
	h.index()
	h.detect()
}

// read adds the files below dir; conf is dir relative to the configuration
// directory, depth how many directories lie between them.
func (h *Home) read(ctx context.Context, dir, conf string, depth int, filt filter) error {
	if depth > maxDepth {
		return errTooDeep
	}
	if err := h.enter(dir); err != nil {
		return err
	}
	entries, err := fs.ReadDir(h.fsys, dir)
	if err != nil {
		return err
	}
	if h.entries += len(entries); h.entries > maxEntries {
		return fmt.Errorf("skipped: more than %d files and directories in the home", maxEntries)
	}
	if depth > 0 && filt.scope.git {
		filt = filt.enter(dir, among(entries))
	}
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		name, conf := path.Join(dir, e.Name()), path.Join(conf, e.Name())
		isDir, link := e.IsDir(), e.Type()&fs.ModeSymlink != 0
		if !h.belongs(conf, isDir, link) {
			continue
		}
		if reason := filt.reason(name, isDir); reason != (Reason{}) {
			h.skip(name, reason)
			continue
		}
		if link {
			isDir, err = h.followLink(dir, name)
			switch {
			case errors.Is(err, errLoop):
				h.skip(name, Reason{Kind: LinkAbove})
				continue
			case err != nil:
				h.problem(name, err)
				continue
			}
		}
		switch reason := skipReason(path.Dir(conf), e.Name()); {
		case isDir && h.readsFile(conf): // not absent: the server fails to read it
			h.add(name, template.TrimSuffix(conf), fs.ModeDir)
		case isDir && copiesDir.MatchString(e.Name()):
			h.skip(name, Reason{Kind: Copies})
		case isDir && link:
			h.links = append(h.links, linkTo{name, conf, depth + 1, filt})
		case isDir:
			if err := h.read(ctx, name, conf, depth+1, filt); err != nil {
				h.problem(name, err)
			}
		case e.Type().IsRegular() && writefile.IsTemporary(e.Name()):
			h.skip(name, Reason{Kind: Leftover})
		case reason != Reason{}:
			h.skip(name, reason)
		default:
			h.add(name, template.TrimSuffix(conf), e.Type())
		}
	}
	return nil
}

// belongs reports whether what lies at conf is configuration. In a folder that
// is not a product's, other things may lie beside it.
func (h *Home) belongs(conf string, dir, link bool) bool {
	switch {
	case isToolFile(path.Base(conf)):
		return false
	case h.Layout <= LayoutProfile || strings.Contains(conf, "/"):
		return true
	case dir || link && isSubdir(conf):
		return isSubdir(conf) || h.readsFile(conf)
	case path.Base(path.Join(h.dir, h.ConfDir)) == "conf":
		return true
	}
	_, known := lookupBase(template.TrimSuffix(conf))
	return known || skipReason(".", conf) != Reason{}
}

// readsFile reports whether the server reads a file at conf, so that a directory
// there cannot be a directory of the configuration.
func (h *Home) readsFile(conf string) bool {
	conf = template.TrimSuffix(conf)
	_, known := lookup(conf)
	if !known && h.Layout > LayoutProfile && !strings.Contains(conf, "/") {
		_, known = lookupBase(conf)
	}
	return known
}

// add reads the file name, which is the server's conf. Mode is its type, as far
// as it is known.
func (h *Home) add(name, conf string, mode fs.FileMode) {
	f := &File{Path: h.rel(name), Conf: conf, Binary: isBinary(name), link: mode&fs.ModeSymlink != 0}
	h.files = append(h.files, f)
	switch {
	case !isConfiguration(conf):
		return
	case mode.IsRegular():
	default: // a link, say
		f.Err = isRegular(h.fsys, name)
	}
	var id any
	if f.Err == nil {
		f.Data, id, f.Err = readRegular(h.fsys, name)
	}
	if f.Err != nil {
		f.Err = writefile.Reason(f.Err)
		return
	}
	f.id = h.identity(name, id)
	n := footprint(f.Data)
	if n > h.room {
		f.Data, f.Err = nil, ErrHomeTooLarge
		return
	}
	h.room -= n
}

func (h *Home) skip(name string, reason Reason) {
	h.Skipped = append(h.Skipped, Skipped{Path: h.rel(name), Reason: reason})
}

func (h *Home) problem(name string, err error) {
	h.Problems = append(h.Problems, Problem{h.rel(name), writefile.Reason(err)})
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
	if err := isRegular(fsys, name); err != nil {
		return nil, err
	}
	data, _, err := readRegular(fsys, name)
	return data, err
}

func isRegular(fsys fs.FS, name string) error {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("skipped: a directory, not a file")
	case !info.Mode().IsRegular():
		return fmt.Errorf("skipped: not a regular file (%s)", info.Mode().Type())
	}
	return nil
}

// readRegular gives the bytes of a file that isRegular, and what the system knows
// it by; see fileID.
func readRegular(fsys fs.FS, name string) (data []byte, id any, err error) {
	if d, ok := fsys.(disk); ok && fs.ValidPath(name) {
		return d.read(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	data, err = readAll(info.Size(), f.Read)
	return data, fileID(info), err
}

// readAll reads what is about size bytes long.
func readAll(size int64, read func([]byte) (int, error)) ([]byte, error) {
	if size > MaxFile {
		return nil, ErrTooLarge
	}
	// One byte more than the size, so that the end is seen without growing.
	data := make([]byte, 0, size+1)
	for {
		n, err := read(data[len(data):cap(data)])
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
