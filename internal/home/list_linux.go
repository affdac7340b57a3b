package home

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"
)

// scratch is what listing a directory needs for a moment.
type scratch struct {
	buf   []byte
	names []byte
	ends  []int // in names, of each entry
	found []entry
}

// list lists dir, which is called base in parent, a directory that is listed or
// nil. The kernel walks over one name only where parent is open, and the names of
// all files take one allocation: in a large tree that is most of the work.
func (l *lister) list(parent *listed, dir, base string) (listed, error) {
	d, ok := l.fsys.(disk)
	if !ok || !fs.ValidPath(dir) { // the file system refuses a path that is not UTF-8
		return l.readDir(dir)
	}
	at, name := unix.AT_FDCWD, base
	if parent != nil && parent.fd != notOpen {
		at = parent.fd
	} else {
		name = filepath.Join(d.root, dir)
	}
	var fd int
	err := retry(func() (err error) {
		fd, err = unix.Openat(at, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		return err
	})
	if err != nil {
		return listed{fd: notOpen}, err
	}
	entries, err := l.scratch.entries(fd)
	if err != nil {
		unix.Close(fd)
		return listed{fd: notOpen}, err
	}
	return listed{entries, fd}, nil
}

// close ends the use of l as a parent.
func (l *listed) close() {
	if l.fd != notOpen {
		unix.Close(l.fd)
		l.fd = notOpen
	}
}

// entries are those of the open directory fd.
func (s *scratch) entries(fd int) ([]entry, error) {
	if s.buf == nil {
		s.buf = make([]byte, 32<<10)
	}
	s.names, s.ends, s.found = s.names[:0], s.ends[:0], s.found[:0]
	for {
		var n int
		err := retry(func() (err error) { n, err = unix.Getdents(fd, s.buf); return err })
		if err != nil {
			return nil, err
		}
		if n == 0 {
			break
		}
		// Each record has an inode (8 bytes), an offset (8), its length (2), the type
		// (1) and the name, which ends with a zero. Source: getdents64(2).
		const length, kind, start = 16, 18, 19
		for rest := s.buf[:n]; len(rest) > start; {
			record := rest[:binary.NativeEndian.Uint16(rest[length:])]
			rest = rest[len(record):]
			name := record[start:]
			name = name[:max(0, bytes.IndexByte(name, 0))]
			if len(name) == 0 || string(name) == "." || string(name) == ".." {
				continue
			}
			mode, ok := typeOf(fd, record[kind], name)
			if !ok {
				continue
			}
			s.names = append(s.names, name...)
			s.ends = append(s.ends, len(s.names))
			s.found = append(s.found, entry{mode: mode})
		}
	}
	names, from, entries := string(s.names), 0, slices.Clone(s.found)
	for i, end := range s.ends {
		entries[i].name, from = names[from:end], end
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.name, b.name) })
	return entries, nil
}

// typeOf is the type of a file in the directory fd, false when it is gone. Some
// file systems do not say the type in the listing.
func typeOf(fd int, kind byte, name []byte) (fs.FileMode, bool) {
	if kind == unix.DT_UNKNOWN {
		var st unix.Stat_t
		if err := unix.Fstatat(fd, string(name), &st, unix.AT_SYMLINK_NOFOLLOW); err != nil {
			return fs.ModeIrregular, !errors.Is(err, unix.ENOENT)
		}
		kind = byte(st.Mode & unix.S_IFMT >> 12) // how the types in listings are made
	}
	switch kind {
	case unix.DT_DIR:
		return fs.ModeDir, true
	case unix.DT_LNK:
		return fs.ModeSymlink, true
	case unix.DT_REG:
		return 0, true
	}
	return fs.ModeIrregular, true
}
