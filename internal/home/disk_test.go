package home

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// onDiskFiles writes files below a new directory and returns it.
func onDiskFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func symlink(t *testing.T, to, at string) {
	t.Helper()
	if err := os.Symlink(to, at); err != nil {
		t.Skip(err)
	}
}

// homesAt gives the paths of the homes at a place, below dir.
func homesAt(t *testing.T, dir, name string) []string {
	t.Helper()
	p, err := Open(t.Context(), filepath.Join(dir, name), FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, s := range p.Locations {
		rel, err := filepath.Rel(dir, filepath.FromSlash(s.Path))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, filepath.ToSlash(rel))
	}
	return paths
}

func TestLinks(t *testing.T) {
	elsewhere := onDiskFiles(t, map[string]string{
		"out/repository/conf/carbon.xml":               carbonXML,
		"far/a/b/c/d/repository/conf/carbon.xml":       carbonXML,
		"shared/repository/conf/carbon.xml":            carbonXML,
		"shared/wso2/broker/conf/carbon.xml":           carbonXML,
		"shared/repository/components/conf/carbon.xml": carbonXML,
	})
	dir := onDiskFiles(t, map[string]string{"b/repository/conf/carbon.xml": carbonXML, "c/x": ""})
	for at, to := range map[string]string{
		"a":        "b",                             // found as b
		"loop":     ".",                             // upwards
		"c/up":     "..",                            // upwards
		"c/far-up": "../..",                         // above what is searched
		"b/self":   "self",                          // leads nowhere
		"dangling": "gone",                          //
		"ab":       filepath.Join(elsewhere, "out"), // a home elsewhere
		"ab-again": filepath.Join(elsewhere, "out"), // once only
		"far":      filepath.Join(elsewhere, "far"), // not searched
		"repo":     filepath.Join(elsewhere, "shared"),
	} {
		symlink(t, to, filepath.Join(dir, filepath.FromSlash(at)))
	}
	if got, want := homesAt(t, dir, "."), []string{"ab", "b", "repo", "repo/wso2/broker"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := homesAt(t, dir, "a"), []string{"a"}; !slices.Equal(got, want) {
		t.Errorf("a link as the path: got %v, want %v", got, want)
	}
}

func TestLinksInside(t *testing.T) {
	dir := onDiskFiles(t, map[string]string{"h/repository/conf/carbon.xml": carbonXML, "shared/axis2.xml": axis2XML, "shared/dir/jmx.xml": "<JMX/>"})
	conf := filepath.Join(dir, "h/repository/conf")
	symlink(t, "..", filepath.Join(conf, "up"))
	symlink(t, "../../../shared/dir", filepath.Join(conf, "etc"))
	symlink(t, "../../../shared/axis2.xml", filepath.Join(conf, "user-mgt.xml"))
	symlink(t, "gone", filepath.Join(conf, "registry.xml"))
	symlink(t, os.DevNull, filepath.Join(conf, "log4j.properties"))
	p, err := Open(t.Context(), dir, FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	h := load(t, p.FS, p.Locations[0])
	if f := h.File("etc/jmx.xml"); f == nil || f.Doc.Root() == nil {
		t.Errorf("a linked directory: %+v", f)
	}
	if f := h.File("user-mgt.xml"); f == nil || f.Doc.Root() == nil {
		t.Errorf("a linked file: %+v", f)
	}
	if f := h.File("log4j.properties"); f == nil || f.Err == nil || !strings.Contains(f.Err.Error(), "not a regular file") {
		t.Errorf("a link to a device: %+v", f)
	}
	var problems []string
	for _, p := range h.Problems {
		problems = append(problems, p.Path)
	}
	if want := []string{"repository/conf/registry.xml"}; !slices.Equal(problems, want) {
		t.Errorf("problems %v, want %v", h.Problems, want)
	}
	if want := []Skipped{{Path: "repository/conf/up", Reason: Reason{Kind: LinkAbove}}}; !slices.Equal(h.Skipped, want) {
		t.Errorf("skipped %v, want %v", h.Skipped, want)
	}
}

func TestOddFiles(t *testing.T) {
	dir := onDiskFiles(t, map[string]string{
		"h/repository/conf/carbon.xml/x.xml": "<x/>", "h/repository/conf/user-mgt.xml": userMgt,
		"h/repository/conf/security/wso2carbon.jks": "\xfe\xed", "h/repository/conf/empty.xml": "",
	})
	conf := filepath.Join(dir, "h/repository/conf")
	big, err := os.Create(filepath.Join(conf, "registry.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := big.Truncate(100 << 20); err != nil {
		t.Fatal(err)
	}
	big.Close()
	pipe := runtime.GOOS != "windows" && exec.Command("mkfifo", filepath.Join(conf, "log4j.properties")).Run() == nil
	p, err := Open(t.Context(), dir, FindOptions{})
	if err != nil {
		t.Fatal(err)
	}
	h := load(t, p.FS, p.Locations[0])
	if f := h.File("registry.xml"); f == nil || !errors.Is(f.Err, ErrTooLarge) {
		t.Errorf("a large file: %+v", f)
	}
	if f := h.File("carbon.xml"); f == nil || f.Err == nil || !strings.Contains(f.Err.Error(), "a directory, not a file") {
		t.Errorf("a directory called carbon.xml: %+v", f)
	}
	if f := h.File("security/wso2carbon.jks"); f == nil || f.Data != nil || f.Err != nil {
		t.Errorf("a keystore: %+v", f)
	}
	if f := h.File("empty.xml"); f == nil || f.Err == nil || f.Data == nil {
		t.Errorf("an empty file: %+v", f)
	}
	if f := h.File("log4j.properties"); pipe && (f == nil || f.Err == nil) {
		t.Errorf("a pipe: %+v", f)
	}
}

func TestOpen(t *testing.T) {
	dir := onDiskFiles(t, map[string]string{
		"esb/repository/conf/carbon.xml": carbonXML, "esb/repository/conf/tomcat/catalina-server.xml": catalina,
		"esb/repository/conf/carbon.xml.bak": carbonXML, "esb/bin/version.txt": "WSO2 Enterprise Service Bus v4.9.0\n",
		"t/tomcat/catalina-server.xml.j2": catalina, "t/carbon.xml": carbonXML, "t/pom.xml": "<project/>",
		"alone/axis2.xml": plainAxis2, "alone/tomcat/tenant-axis2.xml": plainAxis2, "none/x.txt": "",
	})
	for _, c := range []struct{ name, want, files string }{
		{"esb/repository/conf", "product home: esb + repository/conf\n", "repository/conf/carbon.xml repository/conf/tomcat/catalina-server.xml"},
		{"esb/repository/conf/tomcat/catalina-server.xml", "product home: esb + repository/conf only [repository/conf/tomcat/catalina-server.xml]\n", "repository/conf/carbon.xml repository/conf/tomcat/catalina-server.xml"},
		{"t/tomcat/catalina-server.xml.j2", "configuration tree: t + . only [tomcat/catalina-server.xml.j2]\n", "carbon.xml tomcat/catalina-server.xml.j2"},
		{"t/pom.xml", "single file: t + . only [pom.xml]\n", "pom.xml"},
		{"alone/axis2.xml", "single file: alone + . only [axis2.xml]\n", "axis2.xml"},
	} {
		p, err := Open(t.Context(), filepath.Join(dir, c.name), FindOptions{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		_, in, err := onDisk(dir)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(describe(p.Locations), in+"/", ""); got != c.want {
			t.Errorf("%s: got %swant %s", c.name, got, c.want)
		}
		h := load(t, p.FS, p.Locations[0])
		if got, want := p.Where(p.Locations[0]), filepath.Clean(h.Path); got != want {
			t.Errorf("%s: the home is at %s, want %s", c.name, got, want)
		}
		var files []string
		for _, f := range h.Files() {
			files = append(files, f.Path)
			if _, err := os.Stat(filepath.Join(h.Path, f.Path)); err != nil {
				t.Errorf("%s: the path in reports leads nowhere: %v", c.name, err)
			}
			if len(h.Only) > 0 && h.Wants(f.Path) != (f.Path == h.Only[0]) {
				t.Errorf("%s: wants %s: %t", c.name, f.Path, h.Wants(f.Path))
			}
		}
		if got := strings.Join(files, " "); got != c.files {
			t.Errorf("%s: files %s, want %s", c.name, got, c.files)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
	for name, want := range map[string]bool{"none": true, "gone": false} {
		_, err := Open(t.Context(), filepath.Join(dir, name), FindOptions{})
		if err == nil || want != errors.As(err, new(*NoConfiguration)) {
			t.Errorf("%s: error %v", name, err)
		}
		if err != nil && !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v does not say of what", name, err)
		}
	}
	if _, err := Open(t.Context(), os.DevNull, FindOptions{}); err == nil {
		t.Error("a device is opened")
	}
}

func TestSingleFileNames(t *testing.T) {
	for name, conf := range map[string]string{
		"carbon.xml":                        "carbon.xml",
		"x/carbon.xml.erb":                  "carbon.xml",
		"catalina-server.xml":               "tomcat/catalina-server.xml",
		"x/tomcat/catalina-server.xml.j2":   "tomcat/catalina-server.xml",
		"a-datasources.xml":                 "datasources/a-datasources.xml",
		"x/datasources/a-datasources.xml":   "datasources/a-datasources.xml",
		"tomcat/carbon/WEB-INF/web.xml":     "tomcat/carbon/WEB-INF/web.xml",
		"x/tomcat/web.xml":                  "tomcat/web.xml",
		"x/WEB-INF/web.xml":                 "web.xml",
		"x/tomcat/tenant-axis2.xml":         "tomcat/tenant-axis2.xml", // where the server does not look
		"launch.ini":                        "etc/launch.ini",
		"x/identity/identity.xml":           "identity/identity.xml",
		"x/identity.xml":                    "identity.xml",
		"repository/conf/other/context.xml": "context.xml",
	} {
		h := FromBytes(name, []byte("<x/>"))
		if f := h.Files()[0]; f.Conf != conf || h.File(conf) != f || !h.Wants(f.Path) || h.Has("x") {
			t.Errorf("%s is taken for %s, want %s", name, f.Conf, conf)
		}
	}
	if h := FromBytes("carbon.xml", make([]byte, MaxFile+1)); !errors.Is(h.Files()[0].Err, ErrTooLarge) {
		t.Error("a file without end is read")
	}
}

// TestOpenFileThatNoRuleReads: nothing in such a file is checked, so opening it is
// not a success without findings.
func TestOpenFileThatNoRuleReads(t *testing.T) {
	dir := onDiskFiles(t, map[string]string{
		"esb/repository/conf/carbon.xml": carbonXML, "esb/repository/conf/carbon.xml.bak": carbonXML,
		"esb/repository/resources/security/shop.jks": "\xfe\xed", "esb/bin/version.txt": "x", "esb/repository/conf/security/x.jks": "\xfe\xed",
	})
	for _, name := range []string{
		"esb/repository/conf/carbon.xml.bak", "esb/repository/resources/security/shop.jks", "esb/bin/version.txt",
		"esb/repository/conf/security/x.jks",
	} {
		if p, err := Open(t.Context(), filepath.Join(dir, name), FindOptions{}); !errors.Is(err, ErrNoRule) {
			t.Errorf("%s: place %+v, error %v", name, p, err)
		}
	}
}
