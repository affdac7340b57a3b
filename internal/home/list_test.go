package home

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// TestListLikeReadDir compares a listing with that of the os package: of more names
// than one call of the kernel gives, of all types, opened by their paths and from
// the directory above.
func TestListLikeReadDir(t *testing.T) {
	dir := t.TempDir()
	for i := range 2000 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%0100d.xml", i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	below := filepath.Join(dir, "below")
	if err := os.MkdirAll(filepath.Join(below, "ä ö", ".hidden"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{"below/to a directory", "below/to nothing"} {
		if err := os.Symlink("../"+path.Base(link), filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	fsys, name, err := onDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	l := lister{fsys: fsys}
	top, err := l.list(nil, name, name)
	if err != nil {
		t.Fatal(err)
	}
	defer top.close()
	if !top.has("below") || !top.has(fmt.Sprintf("%0100d.xml", 0)) || top.has("zz") || top.has("") {
		t.Error("has does not find what is there")
	}
	byPath, err := l.list(nil, name+"/below", "below")
	if err != nil {
		t.Fatal(err)
	}
	defer byPath.close()
	byName, err := l.list(&top, name+"/below", "below")
	if err != nil {
		t.Fatal(err)
	}
	defer byName.close()
	for _, c := range []struct {
		dir string
		got []entry
	}{{dir, top.entries}, {below, byPath.entries}, {below, byName.entries}} {
		entries, err := os.ReadDir(c.dir)
		if err != nil {
			t.Fatal(err)
		}
		var want []entry
		for _, e := range entries {
			want = append(want, entry{e.Name(), e.Type()})
		}
		if len(want) == 0 || !slices.Equal(c.got, want) {
			t.Errorf("%s: %d entries, want %d", c.dir, len(c.got), len(want))
		}
	}
	for _, wrong := range []string{"none", fmt.Sprintf("%0100d.xml", 0)} {
		if _, err := l.list(&top, name+"/"+wrong, wrong); err == nil {
			t.Errorf("%s was listed", wrong)
		}
	}
}

// countedFS notes what is done with each file.
type countedFS struct {
	fstest.MapFS
	listed, looked, opened map[string]int
}

func (c countedFS) ReadDir(name string) ([]fs.DirEntry, error) {
	c.listed[name]++
	return c.MapFS.ReadDir(name)
}

func (c countedFS) Stat(name string) (fs.FileInfo, error) {
	c.looked[name]++
	return c.MapFS.Stat(name)
}

func (c countedFS) Open(name string) (fs.File, error) {
	c.opened[name]++
	return c.MapFS.Open(name)
}

// TestSearchReadsNothingTwice: a search lists each directory once. It neither opens
// files nor looks for them by name, but those that may be Carbon's.
func TestSearchReadsNothingTwice(t *testing.T) {
	files := map[string]string{"home/repository/conf/carbon.xml": carbonXML, "home/repository/conf/axis2/axis2.xml": axis2XML}
	for i := range 40 {
		for _, name := range []string{"Main.java", "pom.xml", "logo.png", "config.properties", "sub/deep/x.txt"} {
			files[fmt.Sprintf("src%d/java/%s", i, name)] = "x"
		}
	}
	c := countedFS{mapFS(files), map[string]int{}, map[string]int{}, map[string]int{}}
	locations, _, err := Find(t.Context(), c, ".", FindOptions{})
	if err != nil || len(locations) != 1 {
		t.Fatal(locations, err)
	}
	if len(c.listed) != 1+40*4+3 {
		t.Errorf("%d directories were listed", len(c.listed))
	}
	for name, n := range c.listed {
		if n != 1 {
			t.Errorf("%s was listed %d times", name, n)
		}
	}
	if looked := slices.Sorted(maps.Keys(c.looked)); len(looked) > 2 { // is home/repository/conf there, and is it in a server?
		t.Errorf("looked at %q", looked)
	}
	if len(c.opened) != 0 {
		t.Errorf("opened %v", c.opened)
	}
}
