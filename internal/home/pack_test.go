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
	"strings"
	"testing"
)

// packs are the files in each kind of pack.
func packs(t testing.TB, files fs.FS) map[string][]byte {
	t.Helper()
	var zipped, tarred, packed bytes.Buffer
	z, w, g := zip.NewWriter(&zipped), tar.NewWriter(&tarred), gzip.NewWriter(&packed)
	if err := errors.Join(z.AddFS(files), z.Close(), w.AddFS(files), w.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Write(tarred.Bytes()); err != nil || g.Close() != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"p.zip": zipped.Bytes(), "p.tar": tarred.Bytes(), "p.tar.gz": packed.Bytes(), "p.tgz": packed.Bytes()}
}

// openPacked opens the files as a pack of each kind.
func openPacked(t *testing.T, files fs.FS, each func(kind, file string, p *Source, err error)) {
	t.Helper()
	for name, data := range packs(t, files) {
		file := filepath.ToSlash(filepath.Join(t.TempDir(), name))
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		p, err := Open(t.Context(), file, FindOptions{})
		each(name, file, p, err)
		if err != nil {
			continue
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

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
	"wso2esb-4.9.0/bin/wso2server.sh":                                            "exec java\n",
	"wso2esb-4.9.0/repository/conf/.gitignore":                                   "*.local\n",
	"wso2esb-4.9.0/samples/axis2Server/repository/conf/axis2.xml":                plainAxis2,
}

// account tells everything about the homes at a place but where it is.
func account(t *testing.T, p *Source, name string) string {
	t.Helper()
	var b strings.Builder
	for _, s := range p.Locations {
		h := load(t, p.FS, s)
		fmt.Fprintf(&b, "%s %s %s %s %q %s %s %v %v\n", strings.TrimPrefix(h.Path, name), h.ConfDir, h.Layout, strings.Join(h.Signs, ", "), h.Product, h.Carbon, h.Carbon.Is, shown(h.Evidence), h.Skipped)
		for _, f := range h.Files() {
			fmt.Fprintf(&b, "%s %s %q %v\n", f.Path, f.Conf, f.Data, f.Err)
		}
		jks, err := h.Read("repository/resources/security/wso2carbon.jks")
		sh, err2 := h.Read("bin/wso2server.sh")
		fmt.Fprintf(&b, "%q %v %q %v %v %t\n", jks, err, sh, err2, h.Entries("repository/components/plugins"), h.Has("samples/axis2Server"))
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
	if !strings.Contains(want, "4.4.1 exactly") {
		t.Fatalf("the directory itself: %s", want)
	}
	openPacked(t, mapFS(product), func(kind, file string, p *Source, err error) {
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			return
		}
		if got := account(t, p, file); got != want || !p.Pack {
			t.Errorf("%s: got\n%swant\n%s", kind, got, want)
		}
	})
}

func TestPackLinks(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range map[string]string{"h/repository/conf/carbon.xml": carbonXML, "h/repository/conf/user-mgt.xml": "../../../../etc/passwd", "h/loop": "."} {
		h := &zip.FileHeader{Name: name}
		if h.SetMode(0o644); data != carbonXML {
			h.SetMode(fs.ModeSymlink | 0o777)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "p.zip")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := Open(t.Context(), file, FindOptions{})
	if err != nil || len(p.Locations) != 1 {
		t.Fatalf("got %v, %v", p, err)
	}
	defer p.Close()
	if f := load(t, p.FS, p.Locations[0]).File("user-mgt.xml"); f == nil || f.Err == nil || f.Data != nil {
		t.Errorf("a link is followed: %+v", f)
	}
}

func TestPackWithoutConfiguration(t *testing.T) {
	openPacked(t, mapFS(map[string]string{"readme.txt": ""}), func(kind, _ string, _ *Source, err error) {
		if !errors.As(err, new(*NoConfiguration)) {
			t.Errorf("%s: %v", kind, err)
		}
	})
	if got := []bool{IsPack("a.ZIP"), IsPack("a.tar.gz"), IsPack("a.tgz"), IsPack("x.tar"), IsPack("a.jar"), IsPack("zip")}; !slices.Equal(got, []bool{true, true, true, true, false, false}) {
		t.Errorf("IsPack: %v", got)
	}
}
