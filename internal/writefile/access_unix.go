//go:build !windows

package writefile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// likeness gives f the access of t: owner, group, mode, and the extended
// attributes, among which are access lists and labels. It is an error when f
// does not have all of them in the end, and nothing else. The access lists of
// macOS are not among the attributes: they are neither seen nor kept.
func (t Target) likeness(f *os.File) error {
	want, ok := t.info.Sys().(*syscall.Stat_t)
	if !ok {
		return errors.New("its owner is not known")
	}
	have, err := f.Stat()
	if err != nil {
		return err
	}
	// They may differ without t being of another user: in some directories new
	// files take over the group.
	if !sameOwner(have, want) && f.Chown(int(want.Uid), int(want.Gid)) != nil {
		return fmt.Errorf("it belongs to user %d and group %d: run carbonlint as a user who can keep that, such as root", want.Uid, want.Gid)
	}
	attributes, err := attributesOf(pathAttributes(t.path))
	if err != nil {
		return err
	}
	if err := setAttributes(f, attributes); err != nil {
		return err
	}
	// Last: a change of owner takes setuid away, an access list brings its mask.
	if err := f.Chmod(modeOf(t.info)); err != nil {
		return err
	}
	if have, err = f.Stat(); err != nil {
		return err
	}
	now, err := attributesOf(fileAttributes(f))
	if err != nil {
		return err
	}
	if have.Mode() != t.info.Mode() || !sameOwner(have, want) || !maps.EqualFunc(withoutLabels(now), withoutLabels(attributes), bytes.Equal) {
		return errors.New("its owner, mode or access list cannot be kept: run carbonlint as a user who can, such as root")
	}
	return nil
}

func sameOwner(info fs.FileInfo, want *syscall.Stat_t) bool {
	have, ok := info.Sys().(*syscall.Stat_t)
	return ok && have.Uid == want.Uid && have.Gid == want.Gid
}

// Names is how many names a file has: more than one with hard links.
func Names(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Nlink) //nolint:unconvert // not of this type on every system
	}
	return 1
}

// idOf is the same for all names of a file.
func idOf(t Target) string {
	if s, ok := t.info.Sys().(*syscall.Stat_t); ok {
		return fmt.Sprintf("%d:%d", s.Dev, s.Ino)
	}
	return t.path
}

// setAttributes gives f these extended attributes and no others. A new file may
// have an access list by default, which opens it to more people.
func setAttributes(f *os.File, want map[string][]byte) error {
	have, err := attributesOf(fileAttributes(f))
	if err != nil {
		return err
	}
	for name, value := range want {
		if old, ok := have[name]; ok && bytes.Equal(old, value) {
			continue
		}
		if err := unix.Fsetxattr(int(f.Fd()), name, value, 0); err != nil {
			return advise(fmt.Errorf("keep its extended attribute %s: %w", name, err), "run carbonlint as a user who can, such as root")
		}
	}
	for name := range withoutLabels(have) {
		if _, ok := want[name]; ok {
			continue
		}
		if err := unix.Fremovexattr(int(f.Fd()), name); err != nil {
			return fmt.Errorf("remove the extended attribute %s, which new files get here: %w", name, err)
		}
	}
	return nil
}

// withoutLabels leaves out what a security module gives to files by itself.
func withoutLabels(attributes map[string][]byte) map[string][]byte {
	rest := maps.Clone(attributes)
	maps.DeleteFunc(rest, func(name string, _ []byte) bool { return strings.HasPrefix(name, "security.") })
	return rest
}

// attributeCalls list the names of extended attributes and get their values.
type attributeCalls struct {
	list func([]byte) (int, error)
	get  func(string, []byte) (int, error)
}

func pathAttributes(path string) attributeCalls {
	return attributeCalls{
		func(b []byte) (int, error) { return unix.Llistxattr(path, b) },
		func(name string, b []byte) (int, error) { return unix.Lgetxattr(path, name, b) },
	}
}

func fileAttributes(f *os.File) attributeCalls {
	fd := int(f.Fd())
	return attributeCalls{
		func(b []byte) (int, error) { return unix.Flistxattr(fd, b) },
		func(name string, b []byte) (int, error) { return unix.Fgetxattr(fd, name, b) },
	}
}

// attributesOf are the extended attributes of a file. A file system without
// them has none.
func attributesOf(calls attributeCalls) (map[string][]byte, error) {
	list, err := whole(calls.list)
	switch {
	case errors.Is(err, unix.ENOTSUP):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("list its extended attributes: %w", err)
	}
	all := map[string][]byte{}
	for name := range strings.SplitSeq(string(list), "\x00") {
		if name == "" || name == "security.ima" || name == "security.evm" { // sums of the old bytes
			continue
		}
		value, err := whole(func(b []byte) (int, error) { return calls.get(name, b) })
		if err != nil {
			return nil, fmt.Errorf("read its extended attribute %s: %w", name, err)
		}
		all[name] = value
	}
	return all, nil
}

// whole asks for the size of what get gives, and then for all of it.
func whole(get func([]byte) (int, error)) ([]byte, error) {
	n, err := get(nil)
	if err != nil || n <= 0 {
		return nil, err
	}
	b := make([]byte, n)
	if n, err = get(b); err != nil {
		return nil, err
	}
	return b[:n], nil
}

// mayWrite reports why this user cannot make and rename files in dir.
func mayWrite(dir string) error {
	return unix.Faccessat(unix.AT_FDCWD, dir, unix.W_OK|unix.X_OK, unix.AT_EACCESS)
}

func replace(temp, path string) error { return os.Rename(temp, path) }

// syncDir forces the names in dir to disk. Some file systems cannot.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, unix.EINVAL) && !errors.Is(err, unix.ENOTSUP) {
		return err
	}
	return nil
}

// Lock keeps other runs from writing in dir until unlock is called, or this
// process ends. Locked is false when another run has it. A file system that
// cannot lock directories gives the lock to everybody.
func Lock(dir string) (unlock func(), locked bool) {
	f, err := os.Open(dir)
	if err != nil {
		return func() {}, true // writing will say why
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); errors.Is(err, unix.EWOULDBLOCK) {
		f.Close()
		return func() {}, false
	}
	return func() { f.Close() }, true
}
