package gitfs

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// gitTree is the bytes of a tree with entries "mode name id".
func gitTree(entries ...string) *object {
	var b strings.Builder
	for _, e := range entries {
		f := strings.Fields(e)
		fmt.Fprintf(&b, "%s %s\x00%s", f[0], f[1], strings.Repeat(f[2], 20))
	}
	return &object{kind: "tree", size: int64(b.Len()), data: []byte(b.String())}
}

func gitBlob(text string) *object {
	return &object{kind: "blob", size: int64(len(text)), data: []byte(text)}
}

// gitID is the id of the object that gitTree calls by a letter.
func gitID(letter string) string { return strings.Repeat(fmt.Sprintf("%x", letter), 20) }

func gitTestFS() *FS {
	held := map[string]*object{}
	for letter, o := range map[string]*object{
		"r": gitTree("100755 run a", "40000 dir d", "120000 link l", "120000 up u", "120000 out o", "120000 loop p", "160000 sub s", "40000 broken b", "120000 abs t"),
		"d": gitTree("100644 file f", "120000 again g"),
		"a": gitBlob("#!/bin/sh"), "f": gitBlob("text"),
		"l": gitBlob("dir/file"), "g": gitBlob("../dir/../link"), "u": gitBlob("./dir"), "o": gitBlob("../x"), "p": gitBlob("loop"), "t": gitBlob("/etc"),
		"b": {kind: "tree", data: []byte("100644 name\x00short")},
	} {
		held[gitID(letter)] = o
	}
	return newFS(&objects{held: held}, gitID("r"))
}

func TestGitFS(t *testing.T) {
	g := gitTestFS()
	for name, want := range map[string]string{
		"run": "#!/bin/sh", "dir/file": "text", "link": "text", "dir/again": "text", "up/again": "text", "up/file": "text",
		"out": "leads out", "loop": "circle", "abs": "leads out", "sub": "not exist", "dir/none": "not exist", "run/x": "not a directory",
		"broken/x": "incomplete", "../x": "invalid", "/run": "invalid",
	} {
		data, err := fs.ReadFile(g, name)
		if got := string(data); err != nil && !strings.Contains(err.Error(), want) || err == nil && got != want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, want)
		}
		info, statErr := fs.Stat(g, name)
		if (statErr == nil) != (err == nil) || statErr == nil && info.Mode()&fs.ModeSymlink != 0 {
			t.Errorf("stat %s: %v, %v", name, info, statErr)
		}
	}
	for name, want := range map[string]string{
		".": "abs l broken d dir d link l loop l out l run - up l", "dir": "again l file -", "up": "again l file -",
	} {
		list, err := fs.ReadDir(g, name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var parts []string
		for _, e := range list {
			kind := "-"
			switch {
			case e.IsDir():
				kind = "d"
			case e.Type()&fs.ModeSymlink != 0:
				kind = "l"
			}
			parts = append(parts, e.Name(), kind)
		}
		if got := strings.Join(parts, " "); got != want {
			t.Errorf("%s holds %s, want %s", name, got, want)
		}
	}
	if _, err := fs.ReadDir(g, "broken"); err == nil {
		t.Error("a broken tree is listed")
	}
	if real, err := g.RealPath("up/again"); real != "dir/file" || err != nil {
		t.Errorf("up/again is %s, %v", real, err)
	}
	if _, err := g.Open("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("none: %v", err)
	}
	if info, err := fs.Stat(g, "run"); err != nil || info.Mode().Perm()&0o100 == 0 {
		t.Errorf("run: %v, %v", info, err)
	}
}

// TestFSIsAFileSystem holds a tree of files, directories and links that lead
// somewhere to what fs.FS promises.
func TestFSIsAFileSystem(t *testing.T) {
	held := map[string]*object{}
	for letter, o := range map[string]*object{
		"r": gitTree("100755 run a", "40000 dir d"), "d": gitTree("100644 empty e", "100644 file f"),
		"a": gitBlob("#!/bin/sh"), "e": gitBlob(""), "f": gitBlob("text"),
	} {
		held[gitID(letter)] = o
	}
	if err := fstest.TestFS(newFS(&objects{held: held}, gitID("r")), "run", "dir/empty", "dir/file"); err != nil {
		t.Error(err)
	}
}

func FuzzGitTree(f *testing.F) {
	f.Add(gitTree("100644 a b", "40000 c d").data)
	f.Add([]byte("100644 name\x00short"))
	f.Fuzz(func(t *testing.T, data []byte) {
		id := gitID("r")
		g := newFS(&objects{held: map[string]*object{id: {kind: "tree", data: data}}}, id)
		list, err := fs.ReadDir(g, ".")
		if err != nil && len(list) > 0 {
			t.Errorf("%d entries and %v", len(list), err)
		}
	})
}
