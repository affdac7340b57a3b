package home

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"

	"github.com/carbonlint/carbonlint/internal/writefile"
)

// linkTo is a symbolic link to a directory, followed when all real directories
// were read: what lies in the home itself keeps its own name.
type linkTo struct {
	name, conf string
	depth      int
	filter
}

// alias is another name of a file of the home.
type alias struct {
	conf string
	of   string // the path of the file, relative to the home
}

// errLoop says that a link leads nowhere new.
var errLoop = errors.New("a symbolic link to a directory above it")

// followLinks reads the directories that links lead to, each of them once.
func (h *Home) followLinks(ctx context.Context) error {
	for len(h.links) > 0 {
		l := h.links[0]
		h.links = h.links[1:]
		if err := ctx.Err(); err != nil {
			return err
		}
		err := h.read(ctx, l.name, l.conf, l.depth, l.filter)
		switch again := (*readBefore)(nil); {
		case errors.As(err, &again):
			h.skip(l.name, Reason{SameDirectory, again.name})
		case err != nil:
			h.problem(l.name, err)
		}
	}
	return nil
}

// readBefore says that a directory was read under another name.
type readBefore struct{ name string }

func (e *readBefore) Error() string { return "the same directory as " + e.name + ", which is read" }

// enter notes that the directory name is read. It is an error when it was read
// under another name.
func (h *Home) enter(name string) error {
	if h.dirs == nil {
		h.dirs = map[any]string{}
	}
	info, err := fs.Stat(h.fsys, name)
	if err != nil {
		return err
	}
	id := h.identity(name, fileID(info))
	if before, ok := h.dirs[id]; ok {
		return &readBefore{h.rel(before)}
	}
	h.dirs[id] = name
	return nil
}

// identity is equal for the names of one file or directory; id is its fileID.
func (h *Home) identity(name string, id any) any {
	if id != nil {
		return id
	}
	if r, ok := h.fsys.(interface{ RealPath(string) (string, error) }); ok {
		if real, err := r.RealPath(name); err == nil {
			return real
		}
	}
	return name
}

// followLink reports whether the symbolic link name in dir leads to a directory,
// which must not be one that holds the link.
func (h *Home) followLink(dir, name string) (isDir bool, err error) {
	target, err := fs.Stat(h.fsys, name)
	if err != nil {
		return false, fmt.Errorf("follow the symbolic link: %w", writefile.Reason(err))
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

// oneName leaves each file under one name: one that the server reads rather than
// another, a file rather than a link to it, the first rather than a later one. It
// is found by its other names too.
func (h *Home) oneName() {
	first := map[any]*File{}
	better := func(a, b *File) int {
		return cmp.Or(rankName(a)-rankName(b), cmp.Compare(a.Path, b.Path))
	}
	for _, f := range h.files {
		if f.id == nil {
			continue
		}
		if have := first[f.id]; have == nil || better(f, have) < 0 {
			first[f.id] = f
		}
	}
	h.files = slices.DeleteFunc(h.files, func(f *File) bool {
		if f.id == nil || first[f.id] == f {
			return false
		}
		of := first[f.id].Path
		h.aliases = append(h.aliases, alias{f.Conf, of})
		h.Skipped = append(h.Skipped, Skipped{Path: f.Path, Reason: Reason{SameFile, of}})
		return true
	})
}

func rankName(f *File) int {
	n := 0
	if f.link {
		n++
	}
	if _, known := lookup(f.Conf); !known {
		n += 2
	}
	return n
}
