package writefile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

const (
	accessACL  = "system.posix_acl_access"
	defaultACL = "system.posix_acl_default"
)

// acl is an access list as the kernel has it: owner rw, the user 4321 with the
// given permissions, group, mask and others as given. See acl(5).
func acl(named, group, mask, other uint16) []byte {
	const undefined = 0xffffffff
	b := binary.LittleEndian.AppendUint32(nil, 2)
	for _, e := range []struct {
		tag, perm uint16
		id        uint32
	}{{0x01, 6, undefined}, {0x02, named, 4321}, {0x04, group, undefined}, {0x10, mask, undefined}, {0x20, other, undefined}} {
		b = binary.LittleEndian.AppendUint16(b, e.tag)
		b = binary.LittleEndian.AppendUint16(b, e.perm)
		b = binary.LittleEndian.AppendUint32(b, e.id)
	}
	return b
}

// set sets an extended attribute where the file system has them.
func set(t *testing.T, path, name string, value []byte) {
	t.Helper()
	if err := unix.Setxattr(path, name, value, 0); err != nil {
		t.Skipf("no %s here: %v", name, err)
	}
}

// TestAccessIsKeptUnderADefaultACL has a directory whose new files another user
// may read and write.
func TestAccessIsKeptUnderADefaultACL(t *testing.T) {
	for name, attributes := range map[string]map[string][]byte{
		"no access list":        nil,
		"an access list":        {accessACL: acl(4, 0, 4, 0)},
		"another attribute":     {"user.carbonlint": []byte("kept")},
		"a list and another":    {accessACL: acl(6, 4, 6, 4), "user.carbonlint": {}},
		"a list that is masked": {accessACL: acl(6, 6, 0, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "carbon.xml")
			write(t, file, "old", 0o640)
			for attr, value := range attributes {
				set(t, file, attr, value)
			}
			set(t, dir, defaultACL, acl(6, 4, 6, 4))
			want, err := attributesOf(pathAttributes(file))
			if err != nil {
				t.Fatal(err)
			}
			mode, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			var b Batch
			if err := b.Replace(find(t, file), []byte("old"), []byte("new")); err != nil {
				t.Fatal(err)
			}
			if err := b.Copy(find(t, file), filepath.Join(dir, "copy.xml"), []byte("copy")); err != nil {
				t.Fatal(err)
			}
			if err := b.Commit(nothing); err != nil {
				t.Fatal(err)
			}
			for _, path := range []string{file, filepath.Join(dir, "copy.xml")} {
				have, err := attributesOf(pathAttributes(path))
				if err != nil {
					t.Fatal(err)
				}
				for attr := range have {
					if !bytes.Equal(have[attr], want[attr]) {
						t.Errorf("%s: %s is %x, want %x", filepath.Base(path), attr, have[attr], want[attr])
					}
				}
				if info, err := os.Stat(path); err != nil || len(have) != len(want) || info.Mode() != mode.Mode() {
					t.Errorf("%s: it has %d attributes and the mode %v (%v), want %d and %v", filepath.Base(path), len(have), info.Mode(), err, len(want), mode.Mode())
				}
			}
		})
	}
}

// TestATemporaryFileIsPrivate: not even a default access list opens it before it
// has the access it is to have.
func TestATemporaryFileIsPrivate(t *testing.T) {
	dir := t.TempDir()
	set(t, dir, defaultACL, acl(6, 6, 6, 6))
	f, err := create(filepath.Join(dir, "carbon.xml"), private)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Mode() != private {
		t.Errorf("the mode, which masks the list, is %v, %v", info.Mode(), err)
	}
}

// asNobody runs f with the rights of another user on files: root is refused
// nothing, and would test nothing.
func asNobody(t *testing.T, dir string, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		f()
		return
	}
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil { // the test's own
		t.Fatal(err)
	}
	const nobody = 65534
	reached := make(chan bool)
	go func() { // on a thread of its own, which ends with it
		runtime.LockOSThread()
		err := syscall.Setfsuid(nobody)
		if err == nil {
			_, err = os.ReadDir(dir)
		}
		if err == nil {
			f()
		}
		reached <- err == nil
	}()
	if !<-reached {
		t.Skip("another user cannot reach the directory for temporary files")
	}
}

// TestADirectoryThatCannotBeWritten is found out before the first file changes.
func TestADirectoryThatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	open, closed := filepath.Join(dir, "open"), filepath.Join(dir, "closed")
	for _, d := range []string{open, closed} {
		write(t, filepath.Join(d, "a.xml"), "old", 0o666)
	}
	if os.Geteuid() == 0 {
		if err := os.Chmod(open, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(filepath.Join(open, "a.xml"), 65534, -1); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(filepath.Join(closed, "a.xml"), 65534, -1); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(closed, 0o555); err != nil {
		t.Fatal(err)
	}
	replaced, target := find(t, filepath.Join(open, "a.xml")), find(t, filepath.Join(closed, "a.xml"))
	asNobody(t, dir, func() {
		var b Batch
		if err := b.Replace(replaced, []byte("old"), []byte("new")); err != nil {
			t.Error(err)
		}
		if err := target.Writable(); !errors.Is(err, os.ErrPermission) || !strings.Contains(err.Error(), "its directory") {
			t.Errorf("Writable says %v", err)
		}
		if err := b.Replace(target, []byte("old"), []byte("new")); !errors.Is(err, os.ErrPermission) {
			t.Errorf("Replace says %v", err)
		}
		if err := b.Discard(); err != nil {
			t.Error(err)
		}
	})
	wantText(t, filepath.Join(open, "a.xml"), "old")
	wantNames(t, open, "a.xml")
	wantNames(t, closed, "a.xml")
}

// TestAFileOfAnotherUser is not replaced by one of this user.
func TestAFileOfAnotherUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can make a file of another user")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "a.xml")
	write(t, file, "old", 0o666)
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	target := find(t, file)
	asNobody(t, dir, func() {
		var b Batch
		if err := b.Replace(target, []byte("old"), []byte("new")); err == nil || !strings.Contains(err.Error(), "it belongs to user 0") {
			t.Errorf("Replace says %v", err)
		}
	})
	wantText(t, file, "old")
	wantNames(t, dir, "a.xml")
}
