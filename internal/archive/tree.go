package archive

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// tree is the names of an archive in memory, with their contents on demand.
type tree struct {
	root  *node
	nodes int
}

// node is a file or directory. It serves as its own fs.FileInfo.
type node struct {
	name     string
	mode     fs.FileMode
	size     int64
	children map[string]*node
	data     []byte // when it is kept; else open unpacks it
	open     func() (io.ReadCloser, error)
}

func newTree() *tree { return &tree{root: newDir(".")} }

func newDir(name string) *node {
	return &node{name: name, mode: fs.ModeDir | 0o555, children: map[string]*node{}}
}

// add puts an entry into the tree. Of two of one name the later one counts, as
// when a tar is unpacked. Name is clean.
func (t *tree) add(name string, n *node) error {
	at := t.root
	dir, base := path.Split(name)
	for part := range strings.SplitSeq(strings.TrimSuffix(dir, "/"), "/") {
		if part == "" {
			continue
		}
		next := at.children[part]
		if next == nil || next.children == nil {
			next = newDir(part)
			at.children[part] = next
			t.nodes++
		}
		at = next
	}
	if old := at.children[base]; base == "." || n.children != nil && old != nil && old.children != nil {
		return nil
	}
	n.name = base
	at.children[base] = n
	if t.nodes++; t.nodes > maxEntries {
		return fmt.Errorf("more than %d files and directories: the pack is refused", maxEntries)
	}
	return nil
}

func (t *tree) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	at := t.root
	if name == "." {
		return at, nil
	}
	for part := range strings.SplitSeq(name, "/") {
		if at = at.children[part]; at == nil {
			return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
	}
	return at, nil
}

// Stat is that of fs.StatFS.
func (t *tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// ReadDir is that of fs.ReadDirFS.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if n.children == nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fmt.Errorf("not a directory")}
	}
	return n.entries(), nil
}

// Open is that of fs.FS.
func (t *tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.children != nil {
		return &openDir{node: n, rest: n.entries()}, nil
	}
	if n.data != nil {
		return &openFile{node: n, ReadCloser: io.NopCloser(bytes.NewReader(n.data))}, nil
	}
	r, err := n.open()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &openFile{node: n, ReadCloser: r}, nil
}

func (n *node) entries() []fs.DirEntry {
	list := make([]fs.DirEntry, 0, len(n.children))
	for _, c := range n.children {
		list = append(list, fs.FileInfoToDirEntry(c))
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return list
}

func (n *node) Name() string       { return n.name }
func (n *node) Size() int64        { return n.size }
func (n *node) Mode() fs.FileMode  { return n.mode }
func (n *node) ModTime() time.Time { return time.Time{} }
func (n *node) IsDir() bool        { return n.mode.IsDir() }
func (n *node) Sys() any           { return nil }

type openFile struct {
	node *node
	io.ReadCloser
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }

type openDir struct {
	node *node
	rest []fs.DirEntry
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.node, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.node.name, Err: fmt.Errorf("is a directory")}
}

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.rest) {
		n = len(d.rest)
	}
	list := d.rest[:n]
	d.rest = d.rest[n:]
	return list, nil
}
