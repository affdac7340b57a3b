//go:build !windows

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/google/renameio/v2"
)

// replaceFile gives file the new bytes in one step: they are written beside it,
// forced to disk and renamed over it. Mode and owner are those of like; when
// the owner cannot be kept, nothing is changed.
func replaceFile(file string, data []byte, like fs.FileInfo) error {
	t, err := renameio.NewPendingFile(file, renameio.WithTempDir(filepath.Dir(file)), renameio.WithStaticPermissions(like.Mode().Perm()))
	if err != nil {
		return err
	}
	defer t.Cleanup() //nolint:errcheck // nothing is left to clean up after success
	if owner, ok := like.Sys().(*syscall.Stat_t); ok && (int(owner.Uid) != os.Geteuid() || int(owner.Gid) != os.Getegid()) {
		if err := t.Chown(int(owner.Uid), int(owner.Gid)); err != nil {
			return fmt.Errorf("keep its owner: %w", err)
		}
	}
	if _, err := t.Write(data); err != nil {
		return err
	}
	return t.CloseAtomicallyReplace()
}
