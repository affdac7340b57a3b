// Package gitfs presents a revision of a git repository as a file system.
package gitfs

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// FS is the tree of a revision as a file system. It reads directories and files
// when they are asked for, and follows symbolic links inside the tree. It is safe
// for use by several goroutines.
type FS struct {
	objects *objects
	root    entry

	mu    sync.Mutex
	trees map[string][]entry // by id
}

// Open opens a tree of the repository of the current directory by its object id.
// The content of a file larger than maxFile bytes is not read: such a file has
// its size and no bytes. Close ends the git process behind the FS.
func Open(ctx context.Context, tree string, maxFile int64) (*FS, error) {
	o, err := openObjects(ctx, maxFile)
	if err != nil {
		return nil, err
	}
	return newFS(o, tree), nil
}

// Close ends the git process.
func (g *FS) Close() error { return g.objects.Close() }

// entry is a file, a directory or a symbolic link of a tree. It serves as its own
// fs.DirEntry and fs.FileInfo.
type entry struct {
	fs       *FS
	name, id string
	mode     fs.FileMode
	size     int64
}

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return e.size }
func (e entry) Mode() fs.FileMode  { return e.mode }
func (e entry) Type() fs.FileMode  { return e.mode.Type() }
func (e entry) IsDir() bool        { return e.mode.IsDir() }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) Sys() any           { return nil }

// Info implements fs.DirEntry. A tree does not hold the size of its files, so
// this reads the file.
func (e entry) Info() (fs.FileInfo, error) {
	if e.IsDir() {
		return e, nil
	}
	o, err := e.fs.objects.read(e.id)
	if err != nil {
		return nil, err
	}
	e.size = o.size
	return e, nil
}

func newFS(o *objects, tree string) *FS {
	g := &FS{objects: o, trees: map[string][]entry{}}
	g.root = entry{fs: g, name: ".", id: tree, mode: fs.ModeDir | 0o555}
	return g
}

// modes are git's modes of entries. A submodule has none: its files are not in
// the repository.
var modes = map[string]fs.FileMode{
	"40000": fs.ModeDir | 0o555, "100644": 0o644, "100664": 0o664, "100755": 0o755, "120000": fs.ModeSymlink | 0o777,
}

// entries are those of a directory, by name.
func (g *FS) entries(dir entry) ([]entry, error) {
	if !dir.IsDir() {
		return nil, errors.New("not a directory")
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if list, ok := g.trees[dir.id]; ok {
		return list, nil
	}
	o, err := g.objects.read(dir.id)
	if err != nil {
		return nil, err
	}
	var list []entry
	for rest := o.data; len(rest) > 0; { // "100644 name", a zero byte, the id
		head, after, found := bytes.Cut(rest, []byte{0})
		mode, name, spaced := strings.Cut(string(head), " ")
		size := len(dir.id) / 2
		if !found || !spaced || len(after) < size {
			return nil, fmt.Errorf("tree %s of git is incomplete", dir.id)
		}
		if m, ok := modes[mode]; ok {
			list = append(list, entry{fs: g, name: name, id: hex.EncodeToString(after[:size]), mode: m})
		}
		rest = after[size:]
	}
	slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	g.trees[dir.id] = list
	return list, nil
}

// maxLinks is how many symbolic links are followed on the way to a file.
const maxLinks = 40

// find returns the entry at name, links followed, and its path without links.
func (g *FS) find(name string) (entry, string, error) {
	if !fs.ValidPath(name) {
		return entry{}, "", fs.ErrInvalid
	}
	way := []entry{g.root} // from the root to where we are
	todo := strings.Split(name, "/")
	for links := 0; len(todo) > 0; {
		step := todo[0]
		todo = todo[1:]
		switch step {
		case ".", "":
			continue
		case "..":
			if len(way) == 1 {
				return entry{}, "", errors.New("a symbolic link leads out of the repository")
			}
			way = way[:len(way)-1]
			continue
		}
		list, err := g.entries(way[len(way)-1])
		if err != nil {
			return entry{}, "", err
		}
		i, found := slices.BinarySearchFunc(list, step, func(e entry, s string) int { return strings.Compare(e.name, s) })
		switch {
		case !found:
			return entry{}, "", fs.ErrNotExist
		case list[i].mode&fs.ModeSymlink == 0:
			way = append(way, list[i])
			continue
		}
		to, err := g.objects.read(list[i].id)
		if err != nil {
			return entry{}, "", err
		}
		if links++; links > maxLinks || path.IsAbs(string(to.data)) {
			return entry{}, "", errors.New("a symbolic link leads out of the repository, or in a circle")
		}
		todo = append(strings.Split(string(to.data), "/"), todo...)
	}
	names := make([]string, len(way))
	for i, e := range way {
		names[i] = e.name
	}
	return way[len(way)-1], path.Join(names...), nil
}

// Open implements fs.FS.
func (g *FS) Open(name string) (fs.File, error) {
	e, _, err := g.find(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	if e.IsDir() {
		list, err := g.ReadDir(name)
		if err != nil {
			return nil, err
		}
		return &directory{entry: e, rest: list}, nil
	}
	o, err := g.objects.read(e.id)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	e.size = o.size
	return &file{entry: e, Reader: bytes.NewReader(o.data)}, nil
}

// Stat implements fs.StatFS.
func (g *FS) Stat(name string) (fs.FileInfo, error) {
	e, _, err := g.find(name)
	if err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return e.Info()
}

// ReadDir implements fs.ReadDirFS.
func (g *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	e, _, err := g.find(name)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	list, err := g.entries(e)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	entries := make([]fs.DirEntry, len(list))
	for i, e := range list {
		entries[i] = e
	}
	return entries, nil
}

// RealPath returns name with all links resolved.
func (g *FS) RealPath(name string) (string, error) {
	_, real, err := g.find(name)
	return real, err
}

// file is an open file.
type file struct {
	entry entry
	io.Reader
}

func (f *file) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *file) Close() error               { return nil }

// directory is an open directory with the entries that ReadDir has still to return.
type directory struct {
	entry entry
	rest  []fs.DirEntry
}

func (d *directory) Stat() (fs.FileInfo, error) { return d.entry, nil }
func (d *directory) Close() error               { return nil }
func (d *directory) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.entry.name, Err: errors.New("is a directory")}
}

// ReadDir implements fs.ReadDirFile.
func (d *directory) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(d.rest) {
		if n > 0 && len(d.rest) == 0 {
			return nil, io.EOF
		}
		n = len(d.rest)
	}
	list := d.rest[:n:n]
	d.rest = d.rest[n:]
	return list, nil
}
