package writefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes a file with exactly that mode, whatever the umask.
func write(t *testing.T, path, text string, mode fs.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, path string) Target {
	t.Helper()
	target, err := Find(filepath.Dir(path), filepath.Base(path))
	if err != nil {
		t.Fatal(err)
	}
	return target
}

func wantText(t *testing.T, path, want string) {
	t.Helper()
	if data, err := os.ReadFile(path); err != nil || string(data) != want {
		t.Errorf("%s holds %q (%v), want %q", filepath.Base(path), data, err, want)
	}
}

// wantNames wants a directory to hold these names and no others: no temporary
// file is left.
func wantNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if strings.Join(names, " ") != strings.Join(want, " ") {
		t.Errorf("the directory holds %q, want %q", names, want)
	}
}

func nothing(string) {}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	for _, mode := range []fs.FileMode{0o640, 0o600, 0o666, 0o755, 0o644 | fs.ModeSetuid, 0o654 | fs.ModeSetgid, 0o644 | fs.ModeSticky} {
		file := filepath.Join(dir, "carbon.xml")
		write(t, file, "old", mode)
		var b Batch
		if err := b.Replace(find(t, file), []byte("old"), []byte("new")); err != nil {
			t.Fatal(err)
		}
		wantText(t, file, "old")
		var done []string
		if err := b.Commit(func(path string) { done = append(done, path) }); err != nil || len(done) != 1 {
			t.Fatal(done, err)
		}
		wantText(t, file, "new")
		if info, err := os.Stat(file); err != nil || info.Mode() != mode {
			t.Errorf("the mode is %v (%v), want %v", info.Mode(), err, mode)
		}
	}
	wantNames(t, dir, "carbon.xml")
}

// TestNothingIsWrittenBeforeAllIsPrepared has files that can be replaced before
// one that cannot, for each reason.
func TestNothingIsWrittenBeforeAllIsPrepared(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(path string) error
		want  error
	}{
		"read-only":    {func(p string) error { return os.Chmod(p, 0o444) }, ErrReadOnly},
		"a hard link":  {func(p string) error { return os.Link(p, filepath.Join(filepath.Dir(p), "x")) }, ErrLinked},
		"it changed":   {func(p string) error { return os.WriteFile(p, []byte("OLD"), 0o600) }, ErrChanged},
		"it is longer": {func(p string) error { return os.WriteFile(p, []byte("older"), 0o600) }, ErrChanged},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			first, second := filepath.Join(dir, "a.xml"), filepath.Join(dir, "b.xml")
			write(t, first, "old", 0o644)
			write(t, second, "old", 0o644)
			if err := test.spoil(second); err != nil {
				t.Fatal(err)
			}
			before, err := os.ReadFile(second)
			if err != nil {
				t.Fatal(err)
			}
			var b Batch
			if err := b.Replace(find(t, first), []byte("old"), []byte("new")); err != nil {
				t.Fatal(err)
			}
			if err := b.Replace(find(t, second), []byte("old"), []byte("new")); !errors.Is(err, test.want) {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
			if err := b.Discard(); err != nil {
				t.Fatal(err)
			}
			wantText(t, first, "old")
			wantText(t, second, string(before))
			if left, err := Leftovers(dir); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// TestItChangedAtTheLastMoment changes a file between preparation and commit.
func TestItChangedAtTheLastMoment(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "carbon.xml")
	write(t, file, "old", 0o644)
	var b Batch
	if err := b.Replace(find(t, file), []byte("old"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	write(t, file, "OLD", 0o644)
	if err := b.Commit(func(string) { t.Error("it was written") }); !errors.Is(err, ErrChanged) {
		t.Errorf("the error is %v", err)
	}
	if err := b.Discard(); err != nil {
		t.Fatal(err)
	}
	wantText(t, file, "OLD")
	wantNames(t, dir, "carbon.xml")
}

// TestOverwrite writes through all names of a file.
func TestOverwrite(t *testing.T) {
	for _, data := range []string{"new", "much longer than it was", ""} {
		dir := t.TempDir()
		file, other := filepath.Join(dir, "a.xml"), filepath.Join(dir, "b.xml")
		write(t, file, "old", 0o640|fs.ModeSetuid)
		if err := os.Link(file, other); err != nil {
			t.Skip(err)
		}
		var b Batch
		for _, path := range []string{file, other} {
			if err := b.Overwrite(find(t, path), []byte("old"), []byte(data)); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Commit(nothing); err != nil {
			t.Fatal(err)
		}
		wantText(t, file, data)
		wantText(t, other, data)
		if info, err := os.Stat(file); err != nil || info.Mode() != 0o640|fs.ModeSetuid {
			t.Errorf("the mode is %v, %v", info.Mode(), err)
		}
		wantNames(t, dir, "a.xml", "b.xml")
	}
}

// TestOneFileUnderTwoNames replaces a file that a symbolic link leads to as well.
func TestOneFileUnderTwoNames(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "a.xml"), filepath.Join(dir, "b.xml")
	write(t, file, "old", 0o644)
	if err := os.Symlink("a.xml", link); err != nil {
		t.Skip(err)
	}
	var b Batch
	for _, path := range []string{file, link} {
		if err := b.Replace(find(t, path), []byte("old"), []byte("new")); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Commit(nothing); err != nil {
		t.Fatal(err)
	}
	wantText(t, link, "new")
	if to, err := os.Readlink(link); err != nil || to != "a.xml" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	wantNames(t, dir, "a.xml", "b.xml")
}

// TestOneFileWithTwoChanges finds out before anything is written that the names
// of one file are to get different bytes.
func TestOneFileWithTwoChanges(t *testing.T) {
	for name, link := range map[string]func(string, string) error{"a hard link": os.Link, "a symbolic link": os.Symlink} {
		dir := t.TempDir()
		file, other := filepath.Join(dir, "a.xml"), filepath.Join(dir, "b.xml")
		write(t, file, "old", 0o644)
		if err := link(file, other); err != nil {
			t.Skip(err)
		}
		var b Batch
		add := b.Replace
		if name == "a hard link" {
			add = b.Overwrite
		}
		if err := add(find(t, file), []byte("old"), []byte("new")); err != nil {
			t.Fatal(err)
		}
		if err := add(find(t, other), []byte("old"), []byte("NEW")); !errors.Is(err, ErrTwice) {
			t.Errorf("%s: the error is %v", name, err)
		}
		if err := b.Discard(); err != nil {
			t.Fatal(err)
		}
		wantText(t, file, "old")
		wantNames(t, dir, "a.xml", "b.xml")
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "home")
	write(t, filepath.Join(home, "conf", "in.xml"), "in", 0o644)
	write(t, filepath.Join(dir, "homely", "out.xml"), "out", 0o644)
	for name, to := range map[string]string{"in": "conf/in.xml", "out": "../homely/out.xml", "up": "..", "dir": "conf", "gone": "nothing", "loop": "loop"} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(home, name)); err != nil {
			t.Skip(err)
		}
	}
	for name, want := range map[string]string{
		"in": "", "conf/in.xml": "",
		"out": "a symbolic link leads out of the home", "up": "a symbolic link leads out of the home",
		"dir": "not a regular file", "gone": "no such file", "loop": "too many links",
	} {
		_, err := Find(home, filepath.FromSlash(name))
		switch {
		case err == nil && want != "" || err != nil && (want == "" || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: the error is %v, want %q", name, err, want)
		}
	}
}

func TestTemporaryNames(t *testing.T) {
	dir := t.TempDir()
	f, err := create(filepath.Join(dir, "carbon.xml"), private)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	long, err := create(filepath.Join(dir, strings.Repeat("ü", 127)), private)
	if err != nil {
		t.Fatal(err)
	}
	long.Close()
	if info, err := os.Stat(f.Name()); err != nil || info.Mode() != private {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	if left, err := Leftovers(dir); err != nil || len(left) != 2 {
		t.Errorf("found %q, %v", left, err)
	}
	write(t, filepath.Join(dir, "target"), "kept", 0o644)
	if err := os.Symlink("target", filepath.Join(dir, ".b.xml.carbonlint-tmp1")); err == nil {
		if left, err := Leftovers(dir); err != nil || len(left) != 2 {
			t.Errorf("a symbolic link is taken for a temporary file: %q, %v", left, err)
		}
	}
	for name, want := range map[string]bool{
		".carbon.xml.carbonlint-tmp1": true, "carbon.xml.carbonlint-tmp1": false, ".carbon.xml.carbonlint-tmp": false,
		".carbon.xml.carbonlint-tmp1x": false, "..carbonlint-tmp1": false, ".carbonlint-tmp1": false, "carbon.xml": false,
	} {
		if IsTemporary(name) != want {
			t.Errorf("IsTemporary(%q) is %v", name, !want)
		}
	}
}
