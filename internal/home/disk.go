package home

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// disk is the file system of the machine from the root (of a volume) on, so that
// what lies above a path can be looked at as well as what lies below.
type disk struct {
	fs.FS
	root string
}

// onDisk gives the file system that holds the path and its name in it. Links in
// the path are not resolved: what lies above is what the path says.
func onDisk(name string) (fsys disk, in string, err error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return disk{}, "", err
	}
	root := filepath.VolumeName(abs) + string(filepath.Separator)
	return disk{os.DirFS(root), root}, below(root, abs), nil
}

func below(root, abs string) string {
	rel := filepath.ToSlash(strings.TrimPrefix(abs, root))
	if rel == "" {
		return "."
	}
	return rel
}

// ReadDir, Stat and ReadFile are those of the file system underneath.
func (d disk) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(d.FS, name) }

// Stat follows links, and opens nothing: a pipe would wait for its writer.
func (d disk) Stat(name string) (fs.FileInfo, error) { return fs.Stat(d.FS, name) }

// RealPath is name with all links resolved.
func (d disk) RealPath(name string) (string, error) {
	p, err := filepath.EvalSymlinks(filepath.Join(d.root, filepath.FromSlash(name)))
	if err != nil {
		return "", err
	}
	return below(d.root, p), nil
}
