//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestTheOwnerIsKeptInADirectoryOfAnotherGroup replaces a file where new files
// take over the group of the directory.
func TestTheOwnerIsKeptInADirectoryOfAnotherGroup(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give a file to another group")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "carbon.xml")
	for _, test := range []struct{ uid, gid, dirGid int }{{0, 0, 4321}, {1234, 0, 4321}, {0, 4321, 0}, {1234, 1234, 0}} {
		if err := os.WriteFile(file, []byte("old"), 0o640); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(file, test.uid, test.gid); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(dir, 0, test.dirGid); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, 0o755|os.ModeSetgid); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := replaceFile(file, []byte("new"), file, info); err != nil {
			t.Fatal(err)
		}
		now, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		owner := now.Sys().(*syscall.Stat_t)
		if int(owner.Uid) != test.uid || int(owner.Gid) != test.gid || now.Mode() != 0o640 {
			t.Errorf("%+v: it is now %d:%d %v", test, owner.Uid, owner.Gid, now.Mode())
		}
	}
}
