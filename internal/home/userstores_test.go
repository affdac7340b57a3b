package home

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// storeTree is a home with the files of user stores, and what else the names say.
func storeTree(names ...string) fstest.MapFS {
	fsys := fstest.MapFS{"repository/conf/carbon.xml": {Data: []byte("<Server/>")}}
	for _, n := range names {
		fsys[n] = &fstest.MapFile{Data: []byte("<UserStoreManager/>")}
	}
	return fsys
}

// TestUserStores: the files of secondary user stores are part of a home, wherever
// its tenants have them, and it is known when there may be more.
func TestUserStores(t *testing.T) {
	const (
		own    = "repository/deployment/server/userstores/a.xml"
		tenant = "repository/tenants/7/userstores/b.xml"
		server = "repository/deployment/server/README"
		dir    = "repository/deployment/server/userstores"
	)
	for _, tt := range []struct {
		name  string
		files []string
		want  string
		gap   Gap
	}{
		{"conf alone", nil, "", Gap{OutsideTree, dir}},
		{"none", []string{server}, "", Gap{}},
		{"two", []string{own, tenant}, own + " " + tenant, Gap{}},
		{"of a template", []string{own + ".erb"}, own + ".erb", Gap{}},
		{"other files", []string{own + ".bak", "repository/deployment/server/userstores/x/a.xml", "repository/deployment/server/axis2services/a.xml", "repository/tenants/7/a.xml"}, "", Gap{}},
		{"a tenant alone", []string{tenant}, tenant, Gap{OutsideTree, dir}},
		{"one that is not encrypted yet", []string{own, "repository/deployment/server/userstores/b.enc"}, own, Gap{LeftOut, dir + "/b.enc"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := load(t, storeTree(tt.files...), Location{Dir: ".", ConfDir: "repository/conf"})
			files, gap := h.UserStoreFiles()
			var got []string
			for _, f := range files {
				got = append(got, f.Path)
				if f.Doc == nil || h.ByPath(f.Path) != f {
					t.Errorf("%s is not read", f.Path)
				}
			}
			if strings.Join(got, " ") != tt.want || gap != tt.gap {
				t.Errorf("got %v, %v", got, gap)
			}
		})
	}
}

// TestUserStoresLeftOut: a file or directory that was not to be read, or is
// damaged, is named, and it is known that a user store may be missing.
func TestUserStoresLeftOut(t *testing.T) {
	const own = "repository/deployment/server/userstores/a.xml"
	fsys := storeTree(own, "repository/tenants/7/userstores/b.xml")
	for pattern, want := range map[string]Gap{
		own:                     {LeftOut, own},
		"repository/deployment": {OutsideTree, "repository/deployment/server/userstores"},
		"repository/tenants/*":  {LeftOut, "repository/tenants/7"},
	} {
		locations, _, err := Find(t.Context(), fsys, ".", FindOptions{Exclude: patterns(t, pattern)})
		if err != nil || len(locations) != 1 {
			t.Fatal(locations, err)
		}
		if _, gap := load(t, fsys, locations[0]).UserStoreFiles(); gap != want {
			t.Errorf("without %s: %v", pattern, gap)
		}
	}
	fsys[own].Data = []byte("<UserStoreManager>")
	if _, gap := load(t, fsys, Location{Dir: ".", ConfDir: "repository/conf"}).UserStoreFiles(); gap != (Gap{Unreadable, own}) {
		t.Errorf("damaged: %v", gap)
	}
}

// TestUserStoresOfProfile: an Enterprise Integrator has them below each profile.
func TestUserStoresOfProfile(t *testing.T) {
	fsys := fstest.MapFS{
		"wso2/broker/conf/carbon.xml":                                  {Data: []byte("<Server/>")},
		"wso2/broker/repository/deployment/server/userstores/shop.xml": {Data: []byte("<UserStoreManager/>")},
	}
	h := load(t, fsys, Location{Dir: "wso2/broker", ConfDir: "conf", Layout: LayoutProfile})
	if files, gap := h.UserStoreFiles(); len(files) != 1 || gap != (Gap{}) {
		t.Errorf("got %v, %v", files, gap)
	}
}

// TestUserStoresAreBounded: tenants without end are not read without end.
func TestUserStoresAreBounded(t *testing.T) {
	fsys := fstest.MapFS{"repository/conf/carbon.xml": {Data: []byte("<Server/>")}}
	for i := range maxEntries + 1 {
		fsys[fmt.Sprintf("repository/tenants/%d", i)] = &fstest.MapFile{}
	}
	h := load(t, fsys, Location{Dir: ".", ConfDir: "repository/conf"})
	if len(h.Problems) != 1 || h.Problems[0].Path != "repository/tenants" {
		t.Errorf("problems %v", h.Problems)
	}
}

// TestUserStoresInPack: those of a home in a zip or tar file are read too.
func TestUserStoresInPack(t *testing.T) {
	fsys := storeTree("repository/deployment/server/userstores/a.xml", "repository/tenants/7/userstores/b.xml")
	openPacked(t, fsys, func(kind, _ string, p *Source, err error) {
		if err != nil || len(p.Locations) != 1 {
			t.Fatal(kind, err)
		}
		h := load(t, p.FS, p.Locations[0])
		if files, gap := h.UserStoreFiles(); len(files) != 2 || files[0].Err != nil || gap != (Gap{}) {
			t.Errorf("%s: %d files, %v", kind, len(files), gap)
		}
	})
}

// TestUserStoreFile: the file of a user store is judged as a part of its home, as the
// hooks for pre-commit name it.
func TestUserStoreFile(t *testing.T) {
	for _, conf := range []string{"repository/conf", "conf"} {
		dir := t.TempDir()
		files := map[string]string{conf + "/carbon.xml": carbonXML, "bin/version.txt": "WSO2 X v1", "repository/tenants/7/userstores/b.xml": "<UserStoreManager/>"}
		for name, data := range files {
			file := filepath.Join(dir, filepath.FromSlash(name))
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(data), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		p, err := Open(t.Context(), filepath.Join(dir, "repository/tenants/7/userstores/b.xml"), FindOptions{})
		if err != nil || len(p.Locations) != 1 {
			t.Fatal(err)
		}
		h := load(t, p.FS, p.Locations[0])
		if h.File("carbon.xml") == nil || !h.Wants("repository/tenants/7/userstores/b.xml") || h.Wants(conf+"/carbon.xml") {
			t.Errorf("%s: %+v", conf, p.Locations[0])
		}
	}
}
