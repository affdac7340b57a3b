package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// packed is a file of a pack; with link set, a link to another.
type packed struct{ name, data, link string }

func zipOf(t testing.TB, files []packed) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		h.SetMode(0o644)
		if f.link != "" {
			h.SetMode(fs.ModeSymlink | 0o777)
			f.data = f.link
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarOf(t testing.TB, files []packed) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		h := &tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.data)), Typeflag: tar.TypeReg, ModTime: time.Unix(0, 0)}
		switch {
		case strings.HasSuffix(f.name, "/"):
			h.Typeflag = tar.TypeDir
		case strings.HasPrefix(f.link, "="):
			h.Typeflag, h.Linkname = tar.TypeLink, f.link[1:]
		case f.link != "":
			h.Typeflag, h.Linkname = tar.TypeSymlink, f.link
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipOf(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// packs are the files in each kind of pack.
func packs(t testing.TB, files []packed) map[string][]byte {
	plain := tarOf(t, files)
	return map[string][]byte{"p.zip": zipOf(t, files), "p.tar": plain, "p.tar.gz": gzipOf(t, plain), "p.tgz": gzipOf(t, plain)}
}

// options open every file but those that end in .no.
func options() Options {
	return Options{
		Wanted:  func(name string) bool { return !strings.HasSuffix(name, ".no") },
		MaxFile: 1 << 20, MaxKept: 64 << 20, MaxDepth: 128,
	}
}

func read(t testing.TB, data []byte) (*FS, error) {
	return Read(t.Context(), bytes.NewReader(data), int64(len(data)), options())
}

func TestFS(t *testing.T) {
	files := []packed{{name: "conf/carbon.xml", data: "<Server/>"}, {name: "conf/axis2/axis2.xml", data: "<axisconfig/>"}, {name: "bin/version.txt", data: "x"}, {name: "conf/e.xml"}}
	for name, data := range packs(t, files) {
		p, err := read(t, data)
		if err != nil {
			t.Fatal(err)
		}
		if err := fstest.TestFS(p, "conf/carbon.xml", "conf/axis2/axis2.xml", "bin/version.txt", "conf/e.xml"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEntries(t *testing.T) {
	for _, c := range []struct {
		name   string
		files  []packed
		reject string
	}{
		{"climbs", []packed{{name: "a"}, {name: "x/../../etc/carbon.xml"}}, "x/../../etc/carbon.xml"},
		{"climbs at once", []packed{{name: "../carbon.xml"}}, "../carbon.xml"},
		{"absolute", []packed{{name: "/etc/carbon.xml"}}, "/etc/carbon.xml"},
		{"a drive", []packed{{name: "C:/carbon.xml"}}, "C:/carbon.xml"},
		{"deep", []packed{{name: strings.Repeat("d/", 500) + "x"}}, "directories deep"},
		{"up and down inside", []packed{{name: "x/../conf/carbon.xml", data: "<Server/>"}}, ""},
		{"with a dot", []packed{{name: "./"}, {name: "./conf/"}, {name: "./conf/carbon.xml", data: "<Server/>"}}, ""},
		{"twice the same", []packed{{name: "conf/carbon.xml", data: "<Server/>"}, {name: "conf/carbon.xml", data: "<Server/>"}}, ""},
		{"a file and a directory", []packed{{name: "conf", data: "x"}, {name: "conf/carbon.xml", data: "<Server/>"}}, ""},
		{"no UTF-8", []packed{{name: "\xff/x"}, {name: "conf/carbon.xml", data: "<Server/>"}}, ""},
	} {
		for kind, data := range packs(t, c.files) {
			p, err := read(t, data)
			if c.reject != "" {
				if err == nil || !strings.Contains(err.Error(), c.reject) {
					t.Errorf("%s, %s: error %v", c.name, kind, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s, %s: %v", c.name, kind, err)
				continue
			}
			if got, err := fs.ReadFile(p, "conf/carbon.xml"); err != nil || string(got) != "<Server/>" {
				t.Errorf("%s, %s: got %q, %v", c.name, kind, got, err)
			}
		}
	}
}

// TestDifferentFilesOfOneName: of those of a tar the last counts, since tar -r
// replaces a file so. Programs that unpack a zip do not agree.
func TestDifferentFilesOfOneName(t *testing.T) {
	for _, last := range []string{"b", "a"} {
		files := []packed{{name: "conf/carbon.xml", data: "a"}, {name: `conf\carbon.xml`, data: "b"}, {name: "conf/carbon.xml", data: last}}
		p, err := read(t, zipOf(t, files))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := fs.ReadFile(p, "conf/carbon.xml"); !errors.Is(err, errTwice) {
			t.Errorf("zip: %q, %v", got, err)
		}
	}
	p, err := read(t, tarOf(t, []packed{{name: "conf/carbon.xml", data: "a"}, {name: "conf/carbon.xml", data: "b"}}))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(p, "conf/carbon.xml"); err != nil || string(got) != "b" {
		t.Errorf("tar: %q, %v", got, err)
	}
}

func TestZipEntries(t *testing.T) {
	p, err := read(t, zipOf(t, []packed{{name: `conf\carbon.xml`, data: "<Server/>"}}))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(p, "conf/carbon.xml"); err != nil || string(got) != "<Server/>" {
		t.Errorf("written on Windows: %q, %v", got, err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.CreateHeader(&zip.FileHeader{Name: "carbon.xml", Flags: 1}); err != nil {
		t.Fatal(err)
	}
	z.Close()
	if p, err = read(t, b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(p, "carbon.xml"); err == nil || !strings.Contains(err.Error(), "encrypted") {
		t.Errorf("an encrypted file: %v", err)
	}
}

func TestLinks(t *testing.T) {
	for kind, data := range packs(t, []packed{{name: "conf/a.xml", data: "<a/>"}, {name: "conf/l.xml", link: "a.xml"}}) {
		p, err := read(t, data)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := fs.Stat(p, "conf/l.xml"); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s: %v, %v", kind, info, err)
		}
		if got, err := fs.ReadFile(p, "conf/l.xml"); err == nil {
			t.Errorf("%s: a link is read: %q", kind, got)
		}
	}
	hard := tarOf(t, []packed{{name: "conf/carbon.xml", data: "<Server/>"}, {name: "conf/b.xml", link: "=conf/carbon.xml"}, {name: "conf/c.xml", link: "=../x"}, {name: "conf/d", link: "=conf"}})
	p, err := read(t, hard)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(p, "conf/b.xml"); err != nil || string(got) != "<Server/>" {
		t.Errorf("a hard link: %q, %v", got, err)
	}
	if d, err := fs.Stat(p, "conf/d"); err != nil || d.IsDir() {
		t.Errorf("a hard link to a directory: %v, %v", d, err)
	}
	if _, err := fs.ReadFile(p, "conf/c.xml"); err == nil {
		t.Error("a hard link that leads out is read")
	}
}

func TestNotAnArchive(t *testing.T) {
	files := []packed{{name: "conf/carbon.xml", data: strings.Repeat("<Server/>", 100)}, {name: "bin/version.txt", data: "4.4.3"}}
	good, gz := zipOf(t, files), gzipOf(t, tarOf(t, files))
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("hello"), "half a zip": good[:len(good)/2], "half a tar.gz": gz[:len(gz)/2],
		"gzip of something else": gzipOf(t, []byte(strings.Repeat("x", 1000))),
	} {
		if _, err := read(t, data); err == nil {
			t.Errorf("%s is taken for an archive", name)
		}
	}
	if _, err := Open(t.Context(), filepath.Join(t.TempDir(), "gone.zip"), options()); err == nil || strings.Count(err.Error(), "gone.zip") != 1 {
		t.Errorf("an archive that is not there: %v", err)
	}
}

func TestWanted(t *testing.T) {
	for kind, data := range packs(t, []packed{{name: "a.xml", data: "<a/>"}, {name: "b.no", data: "x"}, {name: "c.xml", data: strings.Repeat("x", 1<<20+1)}}) {
		p, err := read(t, data)
		if err != nil {
			t.Fatal(err)
		}
		for name, reason := range map[string]string{"b.no": "not a file to read", "c.xml": "larger than 1 MiB"} {
			if _, err := fs.ReadFile(p, name); err == nil || !strings.Contains(err.Error(), reason) {
				t.Errorf("%s: %s: %v", kind, name, err)
			}
		}
		if got, err := fs.ReadFile(p, "a.xml"); err != nil || string(got) != "<a/>" {
			t.Errorf("%s: %q, %v", kind, got, err)
		}
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	end()
	for kind, data := range packs(t, []packed{{name: "a.xml", data: "<a/>"}}) {
		if _, err := Read(ctx, bytes.NewReader(data), int64(len(data)), options()); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}
