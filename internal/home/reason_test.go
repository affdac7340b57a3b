package home

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// refusing is a file system in which some files and directories cannot be opened.
type refusing struct {
	fs.FS
	names []string
}

func (r refusing) Open(name string) (fs.File, error) {
	for _, n := range r.names {
		if n == name {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
		}
	}
	return r.FS.Open(name)
}

// TestNoPathTwice: errors leave the path to whoever names it to the user, and in
// the user's way.
func TestNoPathTwice(t *testing.T) {
	files := fstest.MapFS{
		"shop/repository/conf/carbon.xml":                 {Data: []byte("<Server/>")},
		"shop/repository/conf/registry.xml":               {Data: []byte("<wso2registry/>")},
		"shop/repository/conf/tomcat/catalina-server.xml": {Data: []byte("<Server/>")},
	}
	fsys := refusing{files, []string{"shop/repository/conf/registry.xml", "shop/repository/conf/tomcat"}}
	locations, _, err := Find(t.Context(), fsys, "shop", FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	h, err := Load(t.Context(), fsys, locations[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	var failed []error
	for _, p := range h.Problems {
		failed = append(failed, p.Err)
	}
	for _, f := range h.Files() {
		if f.Err != nil {
			failed = append(failed, f.Err)
		}
	}
	if len(failed) != 2 {
		t.Fatalf("%d errors, want those of a file and a directory: %v", len(failed), failed)
	}
	for _, err := range failed {
		if strings.Contains(err.Error(), "repository") || !errors.Is(err, fs.ErrPermission) {
			t.Errorf("the error is %v", err)
		}
	}
	fsys.names = []string{"shop"}
	if _, _, err := Find(t.Context(), fsys, "shop", FindOptions{}); err == nil || strings.Count(err.Error(), "shop") != 1 {
		t.Errorf("the error is %v", err)
	}
}
