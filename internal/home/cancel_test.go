package home

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

// ending is a file system that ends a context after some directories were listed,
// and counts what is asked of it from then on.
type ending struct {
	fs.FS
	end         context.CancelFunc
	left, after int
}

func (e *ending) ReadDir(name string) ([]fs.DirEntry, error) {
	switch e.left--; {
	case e.left == 0:
		e.end()
	case e.left < 0:
		e.after++
	}
	return fs.ReadDir(e.FS, name)
}

func TestFindEndsWithItsContext(t *testing.T) {
	files := map[string]string{}
	for i := range 500 {
		files[fmt.Sprintf("d%d/e/x", i)] = ""
	}
	ctx, end := context.WithCancel(t.Context())
	e := &ending{FS: mapFS(files), end: end, left: 10}
	if _, _, err := Find(ctx, e, ".", FindOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if e.after > 1 {
		t.Errorf("%d directories are listed after the end", e.after)
	}
}

func TestLoadEndsWithItsContext(t *testing.T) {
	files := map[string]string{}
	for i := range 500 {
		files[fmt.Sprintf("conf/d%d/a.xml", i)] = "<a/>"
	}
	ctx, end := context.WithCancel(t.Context())
	e := &ending{FS: mapFS(files), end: end, left: 10}
	if _, err := Load(ctx, e, Location{ConfDir: "conf"}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if e.after > 0 {
		t.Errorf("%d directories are listed after the end", e.after)
	}
}
