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
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// packed is a file of a pack; with link set, a link to another.
type packed struct{ name, data, link string }

func sorted(files map[string]string) []packed {
	var list []packed
	for name, data := range files {
		list = append(list, packed{name: name, data: data})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].name < list[j].name })
	return list
}

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

func readPack(data []byte) (*Pack, error) { return ReadPack(bytes.NewReader(data), int64(len(data))) }

var product = map[string]string{
	"wso2esb-4.9.0/bin/version.txt":                                              "WSO2 Enterprise Service Bus v4.9.0\n",
	"wso2esb-4.9.0/bin/wso2carbon-version.txt":                                   "WSO2 Carbon Framework v4.4.1\n",
	"wso2esb-4.9.0/repository/conf/carbon.xml":                                   carbonXML,
	"wso2esb-4.9.0/repository/conf/user-mgt.xml":                                 "<UserManager>",
	"wso2esb-4.9.0/repository/conf/axis2/axis2.xml":                              axis2XML,
	"wso2esb-4.9.0/repository/conf/axis2/axis2_nhttp.xml":                        axis2XML,
	"wso2esb-4.9.0/repository/conf/etc/launch.ini":                               "osgi.clean=true\n",
	"wso2esb-4.9.0/repository/components/plugins/org.wso2.carbon.core_4.4.1.jar": "PK",
	"wso2esb-4.9.0/repository/resources/security/wso2carbon.jks":                 "\xfe\xed",
	"wso2esb-4.9.0/samples/axis2Server/repository/conf/axis2.xml":                plainAxis2,
}

// account tells everything about the homes at a place but where it is.
func account(t *testing.T, p *Place, name string) string {
	t.Helper()
	var b strings.Builder
	for _, s := range p.Sites {
		h := load(t, p.FS, s)
		fmt.Fprintf(&b, "%s %s %s %s %q %s %s %v %v\n", strings.TrimPrefix(h.Path, name), h.ConfDir, h.Layout, h.Why, h.Product, h.Carbon, h.Confidence, h.Evidence, h.Skipped)
		for _, f := range h.Files() {
			fmt.Fprintf(&b, "%s %s %q %v\n", f.Path, f.Conf, f.Data, f.Err)
		}
		jks, err := h.Read("repository/resources/security/wso2carbon.jks")
		fmt.Fprintf(&b, "%q %v %v %t\n", jks, err, h.Entries("repository/components/plugins"), h.Has("samples/axis2Server"))
	}
	return b.String()
}

// TestPackLikeDirectory holds packs against the directory they are made of.
func TestPackLikeDirectory(t *testing.T) {
	dir := filepath.ToSlash(onDiskFiles(t, product))
	p, err := Open(t.Context(), dir, FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := account(t, p, dir)
	if !strings.Contains(want, "4.4.1 stated") {
		t.Fatalf("the directory itself: %s", want)
	}
	for name, data := range packs(t, sorted(product)) {
		file := filepath.ToSlash(filepath.Join(t.TempDir(), name))
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		p, err := Open(t.Context(), file, FindOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := account(t, p, file); got != want || !p.Pack {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestPackFS(t *testing.T) {
	files := map[string]string{"conf/carbon.xml": carbonXML, "conf/axis2/axis2.xml": axis2XML, "bin/version.txt": "x", "conf/e.xml": ""}
	for name, data := range packs(t, sorted(files)) {
		p, err := readPack(data)
		if err != nil {
			t.Fatal(err)
		}
		if err := fstest.TestFS(p, "conf/carbon.xml", "conf/axis2/axis2.xml", "bin/version.txt", "conf/e.xml"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPackEntries(t *testing.T) {
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
		{"up and down inside", []packed{{name: "x/../conf/carbon.xml", data: carbonXML}}, ""},
		{"with a dot", []packed{{name: "./"}, {name: "./conf/"}, {name: "./conf/carbon.xml", data: carbonXML}}, ""},
		{"twice", []packed{{name: "conf/carbon.xml", data: "x"}, {name: "conf/carbon.xml", data: carbonXML}}, ""},
		{"a file and a directory", []packed{{name: "conf", data: "x"}, {name: "conf/carbon.xml", data: carbonXML}}, ""},
		{"no UTF-8", []packed{{name: "\xff/x"}, {name: "conf/carbon.xml", data: carbonXML}}, ""},
	} {
		for kind, data := range packs(t, c.files) {
			p, err := readPack(data)
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
			if got, err := fs.ReadFile(p, "conf/carbon.xml"); err != nil || string(got) != carbonXML {
				t.Errorf("%s, %s: got %q, %v", c.name, kind, got, err)
			}
		}
	}
}

func TestZipEntries(t *testing.T) {
	p, err := readPack(zipOf(t, []packed{{name: `conf\carbon.xml`, data: carbonXML}}))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(p, "conf/carbon.xml"); err != nil || string(got) != carbonXML {
		t.Errorf("written on Windows: %q, %v", got, err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.CreateHeader(&zip.FileHeader{Name: "carbon.xml", Flags: 1}); err != nil {
		t.Fatal(err)
	}
	z.Close()
	if p, err = readPack(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(p, "carbon.xml"); err == nil || !strings.Contains(err.Error(), "encrypted") {
		t.Errorf("an encrypted file: %v", err)
	}
}

func TestPackLinks(t *testing.T) {
	files := []packed{{name: "h/repository/conf/carbon.xml", data: carbonXML}, {name: "h/repository/conf/user-mgt.xml", link: "../../../../etc/passwd"}, {name: "h/loop", link: "."}}
	for kind, data := range packs(t, files) {
		p, err := readPack(data)
		if err != nil {
			t.Fatal(err)
		}
		sites, _, err := Find(t.Context(), p, ".", FindOptions{})
		if err != nil || len(sites) != 1 {
			t.Fatalf("%s: got %v, %v", kind, sites, err)
		}
		if f := load(t, p, sites[0]).File("user-mgt.xml"); f == nil || f.Err == nil || f.Data != nil {
			t.Errorf("%s: a link is followed: %+v", kind, f)
		}
	}
	hard := tarOf(t, []packed{{name: "conf/carbon.xml", data: carbonXML}, {name: "conf/b.xml", link: "=conf/carbon.xml"}, {name: "conf/c.xml", link: "=../x"}, {name: "conf/d", link: "=conf"}})
	p, err := readPack(hard)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(p, "conf/b.xml"); err != nil || string(got) != carbonXML {
		t.Errorf("a hard link: %q, %v", got, err)
	}
	if d, err := fs.Stat(p, "conf/d"); err != nil || d.IsDir() {
		t.Errorf("a hard link to a directory: %v, %v", d, err)
	}
	if _, err := fs.ReadFile(p, "conf/c.xml"); err == nil {
		t.Error("a hard link that leads out is read")
	}
}

func TestNotAPack(t *testing.T) {
	good := zipOf(t, sorted(product))
	gz := gzipOf(t, tarOf(t, sorted(product)))
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("hello"), "half a zip": good[:len(good)/2], "half a tar.gz": gz[:len(gz)/2],
		"gzip of something else": gzipOf(t, []byte(strings.Repeat("x", 1000))),
	} {
		if _, err := readPack(data); err == nil {
			t.Errorf("%s is taken for a pack", name)
		}
	}
	if _, err := OpenPack(filepath.Join(t.TempDir(), "gone.zip")); err == nil || !strings.Contains(err.Error(), "gone.zip") {
		t.Errorf("a pack that is not there: %v", err)
	}
	p, err := readPack(zipOf(t, []packed{{name: "readme.txt"}}))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Find(t.Context(), p, ".", FindOptions{}); !errors.Is(err, ErrNoConfiguration) {
		t.Errorf("a pack without configuration: %v", err)
	}
	if got := []bool{IsPack("a.ZIP"), IsPack("a.tar.gz"), IsPack("a.tgz"), IsPack("x.tar"), IsPack("a.jar"), IsPack("zip")}; !slices.Equal(got, []bool{true, true, true, true, false, false}) {
		t.Errorf("IsPack: %v", got)
	}
}
