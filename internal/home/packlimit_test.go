package home

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
)

// zeros is a reader of n zero bytes.
func zeros(n int64) io.Reader { return io.LimitReader(zeroReader{}, n) }

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestBombs(t *testing.T) {
	const size = freeOfRatio + 32<<20
	var tarred bytes.Buffer
	z := gzip.NewWriter(&tarred)
	w := tar.NewWriter(z)
	if err := w.WriteHeader(&tar.Header{Name: "conf/carbon.xml", Size: size, Mode: 0o644}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, zeros(size)); err != nil {
		t.Fatal(err)
	}
	w.Close()
	z.Close()
	if _, err := readPack(tarred.Bytes()); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("a tar.gz: %v", err)
	}

	var zipped bytes.Buffer
	zw := zip.NewWriter(&zipped)
	f, err := zw.Create("repository/conf/carbon.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(f, zeros(size)); err != nil {
		t.Fatal(err)
	}
	zw.Close()
	p, err := readPack(zipped.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(p, "repository/conf/carbon.xml"); err == nil {
		t.Error("a file that unpacks to much more than its size is read")
	}
	h := load(t, p, Site{ConfDir: "repository/conf"})
	if f := h.File("carbon.xml"); f == nil || f.Err == nil || f.Data != nil {
		t.Errorf("as part of a home: %+v", f)
	}
}

func TestTooManyEntries(t *testing.T) {
	tr := newTree()
	for i := range maxNodes + 1 {
		if err := tr.add(fmt.Sprint(i), &node{}); err != nil {
			if i < maxNodes || !strings.Contains(err.Error(), "refused") {
				t.Errorf("at %d: %v", i, err)
			}
			return
		}
	}
	t.Error("there is no limit")
}

// FuzzPack reads broken packs: no panic, no name that leads out, and all that is
// listed can be asked for.
func FuzzPack(f *testing.F) {
	files := append(sorted(product), packed{name: "conf/l", link: "carbon.xml"})
	for _, data := range packs(f, files) {
		f.Add(data)
	}
	f.Add(zipOf(f, []packed{{name: "../x"}}))
	f.Add(tarOf(f, []packed{{name: "conf/b.xml", link: "=conf/b.xml"}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := readPack(data)
		if err != nil {
			return
		}
		err = fs.WalkDir(p, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || !fs.ValidPath(name) {
				t.Errorf("%q: %v", name, err)
			}
			if !d.IsDir() {
				_, _ = readFile(p, name)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		sites, _, err := Find(t.Context(), p, ".", FindOptions{})
		if err != nil && !errors.Is(err, ErrNoConfiguration) {
			t.Error(err)
		}
		for _, s := range sites {
			if _, err := Load(t.Context(), p, s, nil); err != nil {
				t.Error(err)
			}
		}
	})
}
