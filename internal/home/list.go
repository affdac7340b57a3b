package home

import (
	"cmp"
	"io/fs"
	"slices"
)

// entry is a name in a directory, and of what type it is.
type entry struct {
	name string
	mode fs.FileMode // the type bits
}

func (e entry) isDir() bool  { return e.mode.IsDir() }
func (e entry) isLink() bool { return e.mode&fs.ModeSymlink != 0 }

// listed is a directory that was listed: its entries in the order of their names.
// Where the system can open the directories in it by their names alone, it is open.
type listed struct {
	entries []entry
	fd      int // notOpen in packs, say
}

// notOpen is the fd of a directory that is not open.
const notOpen = -1

// has reports whether the directory holds an entry of that name.
func (l *listed) has(name string) bool {
	_, found := slices.BinarySearchFunc(l.entries, name, func(e entry, name string) int { return cmp.Compare(e.name, name) })
	return found
}

// lister lists the directories of a file system. The zero lister lists none.
type lister struct {
	fsys    fs.FS
	scratch scratch
}

// readDir lists dir through the file system.
func (l *lister) readDir(dir string) (listed, error) {
	found, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		return listed{fd: notOpen}, err
	}
	entries := make([]entry, len(found))
	for i, e := range found {
		entries[i] = entry{e.Name(), e.Type()}
	}
	return listed{entries, notOpen}, nil
}

// join is the path of base in dir. Unlike path.Join, it leaves its arguments as
// they are: both are clean.
func join(dir, base string) string {
	if dir == "." {
		return base
	}
	return dir + "/" + base
}
