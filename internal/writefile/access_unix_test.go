//go:build !windows

package writefile

import (
	"io/fs"
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
		const mode = 0o640 | fs.ModeSetgid
		write(t, file, "old", 0o640)
		if err := os.Chown(file, test.uid, test.gid); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(dir, 0, test.dirGid); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, 0o755|os.ModeSetgid); err != nil {
			t.Fatal(err)
		}
		var b Batch
		if err := b.Replace(find(t, file), []byte("old"), []byte("new")); err != nil {
			t.Fatal(err)
		}
		if err := b.Commit(nothing); err != nil {
			t.Fatal(err)
		}
		wantText(t, file, "new")
		now, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		owner := now.Sys().(*syscall.Stat_t)
		if int(owner.Uid) != test.uid || int(owner.Gid) != test.gid || now.Mode() != mode {
			t.Errorf("%+v: it is now %d:%d %v", test, owner.Uid, owner.Gid, now.Mode())
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCreate: a new file has the mode that is asked for, less the umask.
func TestCreate(t *testing.T) {
	dir := t.TempDir()
	free := filepath.Join(dir, "free")
	f, err := os.OpenFile(free, os.O_CREATE, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	want, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	for _, text := range []string{"one", "two"} {
		var b Batch
		if err := b.Create(filepath.Join(dir, "report.json"), Bytes([]byte(text))); err != nil {
			t.Fatal(err)
		}
		if err := b.Commit(nothing); err != nil {
			t.Fatal(err)
		}
		wantText(t, filepath.Join(dir, "report.json"), text)
	}
	if info, err := os.Stat(filepath.Join(dir, "report.json")); err != nil || info.Mode() != want.Mode() {
		t.Errorf("the mode is %v (%v), want %v", info.Mode(), err, want.Mode())
	}
	wantNames(t, dir, "free", "report.json")
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	unlock, ok := Lock(dir)
	if !ok {
		t.Fatal("nobody has the lock, and it is not given")
	}
	if _, again := Lock(dir); again {
		t.Error("two have the lock")
	}
	unlock()
	if unlock, ok = Lock(dir); !ok {
		t.Error("the lock is not given back")
	}
	unlock()
	if _, ok := Lock(filepath.Join(dir, "none")); !ok {
		t.Error("what cannot be locked is taken for locked")
	}
}
