package home

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/carbonlint/carbonlint/internal/archive"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// Source is what one path given by the user leads to: the homes in a directory or
// in a pack, or one file of a home.
type Source struct {
	FS        fs.FS
	Locations []Location
	Skipped   []Skipped
	// Pack says that FS is a pack: it is read in place and cannot be changed.
	Pack bool

	closer io.Closer
}

// Close ends the reading of a pack.
func (p *Source) Close() error {
	if p.closer == nil {
		return nil
	}
	return p.closer.Close()
}

// Where is the path on disk of the home at s, which must be a location of p. It is
// "" in a pack.
func (p *Source) Where(s Location) string {
	d, ok := p.FS.(disk)
	if !ok {
		return ""
	}
	return filepath.Join(d.root, filepath.FromSlash(s.Dir))
}

// InPack splits the path of something in a pack: "ei.zip/ei/conf" is "ei/conf" in
// "ei.zip".
func InPack(name string) (pack, inside string, ok bool) {
	name = filepath.Clean(name)
	for pack = filepath.Dir(name); pack != filepath.Dir(pack); pack = filepath.Dir(pack) {
		if info, err := os.Stat(pack); err == nil {
			if !info.Mode().IsRegular() || !IsPack(pack) {
				return "", "", false
			}
			return pack, filepath.ToSlash(strings.TrimPrefix(name, pack+string(filepath.Separator))), true
		}
	}
	return "", "", false
}

// Open finds the homes at name: a directory that is searched, a pack or a
// directory in one, or a single file. Of a file that is part of a home, the home is given with Only
// that file wanted. The error wraps a NoConfiguration when there is no home. A
// single file that no rule reads is an error.
func Open(ctx context.Context, name string, opt FindOptions) (*Source, error) {
	if opt.Name == "" {
		opt.Name = filepath.ToSlash(filepath.Clean(name))
	}
	if pack, inside, ok := InPack(name); ok {
		return openPack(ctx, pack, inside, opt)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, writefile.Reason(err))
	}
	switch {
	case info.IsDir():
		fsys, start, err := onDisk(name)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", name, err)
		}
		locations, skipped, err := Find(ctx, fsys, start, opt)
		return &Source{FS: fsys, Locations: locations, Skipped: skipped}, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("open %s: neither a directory nor a regular file (%s)", name, info.Mode().Type())
	case IsPack(name):
		return openPack(ctx, name, ".", opt)
	}
	if err := Readable(name); err != nil {
		return nil, err
	}
	fsys, in, err := onDisk(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	return &Source{FS: fsys, Locations: []Location{fileLocation(fsys, in, opt)}}, nil
}

// openPack finds the homes in a directory of the pack at name.
func openPack(ctx context.Context, name, inside string, opt FindOptions) (*Source, error) {
	pack, err := archive.Open(ctx, name, packOptions())
	if err != nil {
		return nil, err
	}
	locations, skipped, err := Find(ctx, pack, inside, opt)
	if err != nil {
		pack.Close()
		return nil, err
	}
	return &Source{FS: pack, Locations: locations, Skipped: skipped, Pack: true, closer: pack}, nil
}

// fileLocation is the location of the single file name.
func fileLocation(fsys fs.FS, name string, opt FindOptions) Location {
	dir := path.Dir(name)
	f := &finder{lister: lister{fsys: fsys}, start: dir, opt: FindOptions{Name: path.Dir(opt.Name)}}
	if s, ok := f.enclosing(name); ok {
		return s
	}
	if s, ok := f.ofUserStore(name); ok {
		return s
	}
	return Location{
		Dir: dir, ConfDir: ".", Path: f.opt.Name, Layout: LayoutFile, Only: []string{path.Base(name)},
		Signs: []string{canonical(name)},
	}
}

// FromBytes is the home of a single file that does not come from a disk. Its
// name says which file of a configuration it is.
func FromBytes(filename string, data []byte) *Home {
	name := path.Clean(filepath.ToSlash(filename))
	f := &File{Path: path.Base(name), Conf: canonical(name), Data: data}
	if len(data) > MaxFile {
		f.Data, f.Err = nil, ErrTooLarge
	}
	h := &Home{
		Path: path.Dir(name), ConfDir: ".", Layout: LayoutFile, Only: []string{f.Path},
		Signs: []string{f.Conf},
		fsys:  noFiles{}, dir: ".", files: []*File{f},
	}
	f.parse(nil)
	h.finish()
	return h
}

// noFiles is a file system without any.
type noFiles struct{}

func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
