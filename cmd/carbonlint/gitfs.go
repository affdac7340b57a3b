package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// gitFS is the tree of a revision as a file system. Directories and files are
// read when they are asked for, symbolic links followed inside the tree.
type gitFS struct {
	objects *gitObjects
	root    gitEntry
	trees   map[string][]gitEntry // by id; not for several goroutines
}

// gitEntry is a file, a directory or a symbolic link of a tree. It serves as
// its own fs.DirEntry and fs.FileInfo; the size of what was not read is 0.
type gitEntry struct {
	name, id string
	mode     fs.FileMode
	size     int64
}

func (e gitEntry) Name() string               { return e.name }
func (e gitEntry) Size() int64                { return e.size }
func (e gitEntry) Mode() fs.FileMode          { return e.mode }
func (e gitEntry) Type() fs.FileMode          { return e.mode.Type() }
func (e gitEntry) IsDir() bool                { return e.mode.IsDir() }
func (e gitEntry) ModTime() time.Time         { return time.Time{} }
func (e gitEntry) Sys() any                   { return nil }
func (e gitEntry) Info() (fs.FileInfo, error) { return e, nil }

func newGitFS(objects *gitObjects, tree string) *gitFS {
	return &gitFS{objects: objects, root: gitEntry{name: ".", id: tree, mode: fs.ModeDir | 0o555}, trees: map[string][]gitEntry{}}
}

// modes are git's modes of entries. A submodule is none: its files are not in
// the repository.
var modes = map[string]fs.FileMode{
	"40000": fs.ModeDir | 0o555, "100644": 0o644, "100664": 0o664, "100755": 0o755, "120000": fs.ModeSymlink | 0o777,
}

// entries are those of a directory, by name.
func (g *gitFS) entries(dir gitEntry) ([]gitEntry, error) {
	if !dir.IsDir() {
		return nil, errors.New("not a directory")
	}
	if list, ok := g.trees[dir.id]; ok {
		return list, nil
	}
	o, err := g.objects.read(dir.id)
	if err != nil {
		return nil, err
	}
	var list []gitEntry
	for rest := o.data; len(rest) > 0; { // "100644 name", a zero byte, the id
		head, after, found := bytes.Cut(rest, []byte{0})
		mode, name, spaced := strings.Cut(string(head), " ")
		size := len(dir.id) / 2
		if !found || !spaced || len(after) < size {
			return nil, fmt.Errorf("git's tree %s is not whole", dir.id)
		}
		if m, ok := modes[mode]; ok {
			list = append(list, gitEntry{name: name, id: hex.EncodeToString(after[:size]), mode: m})
		}
		rest = after[size:]
	}
	slices.SortFunc(list, func(a, b gitEntry) int { return strings.Compare(a.name, b.name) })
	g.trees[dir.id] = list
	return list, nil
}

// maxLinks is how many symbolic links are followed on the way to a file.
const maxLinks = 40

// find is the entry at name, links followed, and where it is in truth.
func (g *gitFS) find(name string) (gitEntry, string, error) {
	if !fs.ValidPath(name) {
		return gitEntry{}, "", fs.ErrInvalid
	}
	way := []gitEntry{g.root} // from the root to where we are
	todo := strings.Split(name, "/")
	for links := 0; len(todo) > 0; {
		step := todo[0]
		todo = todo[1:]
		switch step {
		case ".", "":
			continue
		case "..":
			if len(way) == 1 {
				return gitEntry{}, "", errors.New("a symbolic link leads out of the repository")
			}
			way = way[:len(way)-1]
			continue
		}
		list, err := g.entries(way[len(way)-1])
		if err != nil {
			return gitEntry{}, "", err
		}
		i, found := slices.BinarySearchFunc(list, step, func(e gitEntry, s string) int { return strings.Compare(e.name, s) })
		switch {
		case !found:
			return gitEntry{}, "", fs.ErrNotExist
		case list[i].mode&fs.ModeSymlink == 0:
			way = append(way, list[i])
			continue
		}
		to, err := g.objects.read(list[i].id)
		if err != nil {
			return gitEntry{}, "", err
		}
		if links++; links > maxLinks || path.IsAbs(string(to.data)) {
			return gitEntry{}, "", errors.New("a symbolic link leads out of the repository, or in a circle")
		}
		todo = append(strings.Split(string(to.data), "/"), todo...)
	}
	names := make([]string, len(way))
	for i, e := range way {
		names[i] = e.name
	}
	return way[len(way)-1], path.Join(names...), nil
}

// Open is that of fs.FS.
func (g *gitFS) Open(name string) (fs.File, error) {
	e, _, err := g.find(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	if e.IsDir() {
		return &gitFile{entry: e, Reader: strings.NewReader("")}, nil
	}
	o, err := g.objects.read(e.id)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	e.size = o.size
	return &gitFile{entry: e, Reader: bytes.NewReader(o.data)}, nil
}

// Stat is that of fs.StatFS; it does not read the file, so that its size is 0.
func (g *gitFS) Stat(name string) (fs.FileInfo, error) {
	e, _, err := g.find(name)
	if err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return e, nil
}

// ReadDir is that of fs.ReadDirFS.
func (g *gitFS) ReadDir(name string) ([]fs.DirEntry, error) {
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

// RealPath is name with all links resolved.
func (g *gitFS) RealPath(name string) (string, error) {
	_, real, err := g.find(name)
	return real, err
}

// gitFile is an open file, or a directory, of which only Stat is of use.
type gitFile struct {
	entry gitEntry
	io.Reader
}

func (f *gitFile) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *gitFile) Close() error               { return nil }
