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
// forced to disk and renamed over it. Mode, owner and extended attributes (access
// lists, labels) are those of the file from, of which like was read; when they
// cannot be kept, nothing is changed.
func replaceFile(file string, data []byte, from string, like fs.FileInfo) error {
	t, err := renameio.NewPendingFile(file, renameio.WithTempDir(filepath.Dir(file)), renameio.WithStaticPermissions(private))
	if err != nil {
		return err
	}
	defer t.Cleanup() //nolint:errcheck // nothing is left to clean up after success
	if err := keepOwner(t.File, like); err != nil {
		return err
	}
	if err := t.Chmod(like.Mode().Perm()); err != nil {
		return err
	}
	if err := keepAttributes(t.File, from); err != nil {
		return err
	}
	if _, err := t.Write(data); err != nil {
		return err
	}
	return t.CloseAtomicallyReplace()
}

// keepOwner gives f the owner and group of like. They may differ without like
// being of another user: in some directories new files take over the group.
func keepOwner(f *os.File, like fs.FileInfo) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	want, ok1 := like.Sys().(*syscall.Stat_t)
	have, ok2 := info.Sys().(*syscall.Stat_t)
	if !ok1 || !ok2 || want.Uid == have.Uid && want.Gid == have.Gid {
		return nil
	}
	if f.Chown(int(want.Uid), int(want.Gid)) != nil {
		return fmt.Errorf("it belongs to user %d and group %d: run carbonlint as a user who can keep that, such as root", want.Uid, want.Gid)
	}
	return nil
}

// newFile writes a file in one step. One that is there keeps its mode, unless it
// is to be private.
func newFile(file string, data []byte, mode fs.FileMode) error {
	options := []renameio.Option{renameio.WithTempDir(filepath.Dir(file)), renameio.WithPermissions(mode)}
	if mode != private {
		options = append(options, renameio.WithExistingPermissions())
	}
	t, err := renameio.NewPendingFile(file, options...)
	if err != nil {
		return err
	}
	defer t.Cleanup() //nolint:errcheck // nothing is left to clean up after success
	if _, err := t.Write(data); err != nil {
		return err
	}
	return t.CloseAtomicallyReplace()
}
