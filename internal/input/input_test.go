package input

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/usage"
)

const shop = "../../testdata/homes/shop-esb"

func open(t *testing.T, name string) *Input {
	t.Helper()
	in, err := Open(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	return in
}

func TestOpen(t *testing.T) {
	if in := open(t, shop); in.IsFile() || len(in.Locations) != 1 {
		t.Errorf("a home: %+v", in)
	}
	if in := open(t, shop+"/repository/conf/carbon.xml"); in.File == nil || in.File.Name != "carbon.xml" || in.File.Doc == nil {
		t.Errorf("a file: %+v", in)
	}
	if in := open(t, os.DevNull); !in.Null || in.File != nil {
		t.Errorf("no file: %+v", in)
	}
	missing := filepath.Join(t.TempDir(), "missing")
	if _, err := Open(t.Context(), missing); err == nil || strings.Count(err.Error(), missing) != 1 {
		t.Errorf("a missing file: %v", err)
	}
	for _, name := range []string{"git:", "git:--help"} {
		if _, err := Open(t.Context(), name); !errors.As(err, new(*usage.Error)) {
			t.Errorf("%s: %v, want a usage.Error", name, err)
		}
	}
}

func TestReadFileStopsAtTheLimit(t *testing.T) {
	name := filepath.Join(t.TempDir(), "big.xml")
	if err := os.WriteFile(name, make([]byte, home.MaxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(name); !errors.Is(err, home.ErrTooLarge) {
		t.Error(err)
	}
}

func TestGuard(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "shop"), os.DirFS(shop)); err != nil {
		t.Fatal(err)
	}
	read := filepath.Join(dir, "read.json")
	if err := os.WriteFile(read, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var g Guard
	g.AddFile(read)
	open(t, filepath.Join(dir, "shop")).Protect(t.Context(), &g)
	for name, allowed := range map[string]bool{
		"read.json": false, "shop/.carbonlint.yaml": false, "shop/repository/conf/carbon.xml": false, "shop/bin/report.json": false,
		"shop/report.json": true, "report.json": true,
	} {
		if err := g.Check(filepath.Join(dir, name)); (err == nil) != allowed {
			t.Errorf("%s: %v", name, err)
		}
	}
}
