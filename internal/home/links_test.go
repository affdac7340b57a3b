package home

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// listing counts the directories that are listed.
type listing struct {
	disk
	n int
}

func (l *listing) ReadDir(name string) ([]fs.DirEntry, error) {
	l.n++
	return l.disk.ReadDir(name)
}

// TestEachDirectoryOnce has directories in which two links each lead to the next:
// 20 levels are a million ways.
func TestEachDirectoryOnce(t *testing.T) {
	dir := onDiskFiles(t, map[string]string{"h/repository/conf/carbon.xml": carbonXML})
	const levels = 20
	for i := range levels {
		if err := os.MkdirAll(filepath.Join(dir, fmt.Sprint("d", i)), 0o755); err != nil {
			t.Fatal(err)
		}
		for _, l := range []string{"a", "b"} {
			symlink(t, filepath.Join(dir, fmt.Sprint("d", i+1)), filepath.Join(dir, fmt.Sprint("d", i), l))
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, fmt.Sprint("d", levels)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, fmt.Sprint("d", levels), "x.xml"), []byte("<x/>"), 0o644); err != nil {
		t.Fatal(err)
	}
	symlink(t, filepath.Join(dir, "d0"), filepath.Join(dir, "h/repository/conf/d"))
	fsys, in, err := onDisk(filepath.Join(dir, "h"))
	if err != nil {
		t.Fatal(err)
	}
	l := &listing{disk: fsys}
	h := load(t, l, Location{Dir: in, ConfDir: "repository/conf"})
	if l.n > 2*levels {
		t.Errorf("%d directories are listed", l.n)
	}
	n := 0
	for _, f := range h.Files() {
		if strings.HasSuffix(f.Path, "/x.xml") {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the file is read %d times: %v", n, h.Skipped)
	}
}

// TestRealDirectoryFirst: a link does not take the place of the directory itself.
func TestRealDirectoryFirst(t *testing.T) {
	dir := onDiskFiles(t, map[string]string{"h/repository/conf/axis2/axis2.xml": axis2XML, "h/repository/conf/carbon.xml": carbonXML})
	symlink(t, "axis2", filepath.Join(dir, "h/repository/conf/aaa"))
	p, err := Open(t.Context(), dir, FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	h := load(t, p.FS, p.Locations[0])
	if h.File("axis2/axis2.xml") == nil || h.File("aaa/axis2.xml") != nil {
		t.Error("the directory is read under the name of the link")
	}
	want := []Skipped{{Path: "repository/conf/aaa", Reason: Reason{SameDirectory, "repository/conf/axis2"}}}
	if !slices.Equal(h.Skipped, want) {
		t.Errorf("skipped %v", h.Skipped)
	}
}

func TestOneFileUnderTwoNames(t *testing.T) {
	dir := onDiskFiles(t, map[string]string{"h/repository/conf/carbon.xml": carbonXML, "h/repository/conf/axis2/axis2.xml": axis2XML})
	conf := filepath.Join(dir, "h/repository/conf")
	symlink(t, "axis2.xml", filepath.Join(conf, "axis2/tenant-axis2.xml"))
	symlink(t, "axis2.xml", filepath.Join(conf, "axis2/a.xml"))
	if err := os.Link(filepath.Join(conf, "carbon.xml"), filepath.Join(conf, "a.xml")); err != nil {
		t.Skip(err)
	}
	p, err := Open(t.Context(), dir, FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	h := load(t, p.FS, p.Locations[0])
	var paths []string
	for _, f := range h.Files() {
		paths = append(paths, strings.TrimPrefix(f.Path, "repository/conf/"))
	}
	if want := []string{"axis2/axis2.xml", "carbon.xml"}; !slices.Equal(paths, want) || len(h.Skipped) != 3 {
		t.Errorf("files %v, skipped %v", paths, h.Skipped)
	}
	const changed = "<axisconfig>new</axisconfig>"
	for _, h := range []*Home{h, h.With("repository/conf/axis2/axis2.xml", []byte(changed))} {
		tenant := h.Match("axis2/tenant-axis2.xml")
		if len(tenant) != 1 || tenant[0] != h.File("axis2/axis2.xml") || h.File("axis2/tenant-axis2.xml") != tenant[0] {
			t.Errorf("by the other name that the server reads: %v", tenant)
		}
	}
}
