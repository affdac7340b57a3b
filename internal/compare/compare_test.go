package compare

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/ignore"
	"github.com/carbonlint/carbonlint/internal/usage"
)

// tree writes files, by path, and returns their directory.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func server(hostName string) string {
	return `<Server xmlns="http://wso2.org/projects/carbon/carbon.xml"><HostName>` + hostName + `</HostName></Server>`
}

func only(t *testing.T, text string) []ignore.Pattern {
	t.Helper()
	p, err := ignore.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return []ignore.Pattern{p}
}

func TestRunComparesHomesAndFiles(t *testing.T) {
	dir := tree(t, map[string]string{
		"old/repository/conf/carbon.xml": server("a"), "new/repository/conf/carbon.xml": server("b"),
		"new/repository/conf/registry.xml": "<wso2registry/>",
		"many/x/conf/carbon.xml":           server("a"), "many/y/conf/carbon.xml": server("a"),
		"one.xml": server("c"),
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, tt := range []struct {
		before, after string
		opt           Options
		files         int
		fails         string
		usage         bool
	}{
		{before: "old", after: "new", files: 2},
		{before: "old", after: "new", opt: Options{Only: only(t, "carbon.xml")}, files: 1},
		{before: "old", after: "old"},
		{before: "one.xml", after: "old/repository/conf/carbon.xml", files: 1},
		{before: "new/repository/conf/carbon.xml", after: "old", files: 1},
		{before: "old", after: "new", opt: Options{Only: only(t, "x.xml")}, fails: "matches no file", usage: true},
		{before: "old", after: "many", fails: "contains 2 homes", usage: true},
		{before: "old", after: "missing", fails: "open"},
		{before: "old", after: "new", opt: Options{Outputs: []string{at("new/repository/conf/a.json")}}, fails: "belongs to the server"},
	} {
		r, err := Run(t.Context(), at(tt.before), at(tt.after), tt.opt)
		switch {
		case tt.fails != "":
			if err == nil || !strings.Contains(err.Error(), tt.fails) || errors.As(err, new(*usage.Error)) != tt.usage {
				t.Errorf("%s %s: error %v, want %q", tt.before, tt.after, err, tt.fails)
			}
		case err != nil:
			t.Errorf("%s %s: %v", tt.before, tt.after, err)
		case len(r.Report.Files) != tt.files || len(r.Failures) > 0:
			t.Errorf("%s %s: %d files differ, want %d; %v", tt.before, tt.after, len(r.Report.Files), tt.files, r.Failures)
		}
	}
}

// TestUnreadableFilesAreNotAdded: a file that cannot be read in one home is not
// reported as missing there.
func TestUnreadableFilesAreNotAdded(t *testing.T) {
	dir := tree(t, map[string]string{
		"old/repository/conf/carbon.xml": server("a"), "new/repository/conf/carbon.xml": server("a"),
		"new/repository/conf/registry.xml": "<wso2registry/>",
	})
	if err := os.Symlink("missing", filepath.Join(dir, "old/repository/conf/registry.xml")); err != nil {
		t.Skip(err)
	}
	r, err := Run(t.Context(), filepath.Join(dir, "old"), filepath.Join(dir, "new"), Options{})
	if err != nil || len(r.Failures) != 1 || len(r.Report.Files) != 0 {
		t.Errorf("error %v, result %+v", err, r)
	}
}
