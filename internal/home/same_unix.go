//go:build unix

package home

import (
	"io/fs"
	"syscall"
)

// fileID is what the system knows a file or directory by, whatever its name; nil
// where it says nothing.
func fileID(info fs.FileInfo) any {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	return idOf(s)
}

func idOf(s *syscall.Stat_t) any {
	return [2]uint64{uint64(s.Dev), s.Ino} //nolint:unconvert // the types differ between systems
}
