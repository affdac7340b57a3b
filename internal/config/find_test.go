package config_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/config"
)

// tree makes files below a new directory, which becomes the current one.
func tree(t *testing.T, files ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range files {
		name, data, _ := strings.Cut(f, "=")
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLoaderFinds(t *testing.T) {
	for _, test := range []struct {
		name       string
		files      []string
		dir        string
		path, base string // "" when none is found
	}{
		{"in the home", []string{"a/.carbonlint.yaml", ".carbonlint.yaml"}, "a", "a/.carbonlint.yaml", "a"},
		{"above", []string{".git/", "a/b/c/", ".carbonlint.yaml"}, "a/b/c", ".carbonlint.yaml", "."},
		{"at the top of the work tree", []string{"a/.git/", "a/b/", "a/.carbonlint.yaml"}, "a/b", "a/.carbonlint.yaml", "a"},
		{"not beyond it", []string{"a/.git/", "a/b/", ".carbonlint.yaml"}, "a/b", "", ""},
		{"the .git of a submodule is a file", []string{"a/.git=gitdir: ../.git", "a/b/", ".carbonlint.yaml"}, "a/b", "", ""},
		{"from below the current directory", []string{".git/", "a/b/", ".carbonlint.yaml"}, "a/b/../b/.", ".carbonlint.yaml", "."},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree(t, test.files...)
			l := &config.Loader{Names: names()}
			for range 2 { // the second time from what it knows
				f, err := l.For(test.dir)
				switch {
				case err != nil:
					t.Fatal(err)
				case f == nil:
					if test.path != "" {
						t.Error("none found")
					}
				case f.Path != test.path:
					t.Errorf("found %s, want %s", f.Path, test.path)
				case f.Rel(test.base) != ".":
					t.Errorf("seen from %s", f.Base)
				}
			}
		})
	}
}

func TestLoaderSeesTheFileFromBelow(t *testing.T) {
	tree(t, ".git/", "a/b/", ".carbonlint.yaml=target: 4.4.1", "b.json")
	t.Chdir("a")
	l := &config.Loader{Names: names()}
	f, err := l.For("b")
	if err != nil {
		t.Fatal(err)
	}
	if f.Path != "../.carbonlint.yaml" || f.Target.From != "../.carbonlint.yaml:1" {
		t.Errorf("path %s, from %s", f.Path, f.Target.From)
	}
	if got := f.Rel("b"); got != "a/b" {
		t.Errorf("b is %s", got)
	}
	again, _ := l.For(".")
	if again != f {
		t.Error("the file was read twice")
	}
}

func TestLoaderOfAGivenFile(t *testing.T) {
	tree(t, "ci/lint.yaml=exclude: [old]\nbaseline: known.json", "servers/a/.carbonlint.yaml=target: 4.4.1")
	l := &config.Loader{Names: names(), File: "ci/lint.yaml"}
	f, err := l.For("servers/a")
	if err != nil {
		t.Fatal(err)
	}
	if f.Path != "ci/lint.yaml" || f.Target.Given() || f.Exclude[0].From != "ci/lint.yaml:1" {
		t.Errorf("%+v", f)
	}
	if got := f.Rel("servers/a"); got != "servers/a" {
		t.Errorf("the globs are seen from elsewhere: %s", got)
	}
	if got := f.Rel(t.TempDir()); got != "." {
		t.Errorf("a home outside is %s", got)
	}
	if f.Baseline.V != filepath.Join("ci", "known.json") {
		t.Errorf("baseline %s", f.Baseline.V)
	}
}

func TestLoaderFails(t *testing.T) {
	for _, test := range []struct {
		name  string
		files []string
		given string
		want  string
	}{
		{"not there", nil, "none.yaml", "read none.yaml: no such file or directory"},
		{"a directory", []string{".carbonlint.yaml/"}, "", "not a regular file"},
		{"given a directory", []string{"a/"}, "a", "read a: is a directory"},
		{"another ending", []string{".carbonlint.yml"}, "", ".carbonlint.yml; rename it to .carbonlint.yaml"},
		{"a mistake", []string{".git/", ".carbonlint.yaml=target: 4"}, "", `read .carbonlint.yaml:1:9: target "4" is not a known release`},
		{"too large", []string{".carbonlint.yaml=" + strings.Repeat("#", config.MaxFile+1)}, "", "larger than 1 MiB"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree(t, test.files...)
			l := &config.Loader{Names: names(), File: test.given}
			for range 2 {
				if f, err := l.For("."); err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("file %v, error %v", f, err)
				}
			}
		})
	}
}

func TestLoaderFailsAtALinkToNowhere(t *testing.T) {
	tree(t)
	if err := os.Symlink("gone.yaml", config.Name); err != nil {
		t.Skip(err)
	}
	l := &config.Loader{Names: names()}
	if _, err := l.For("."); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestRelWithoutAFile(t *testing.T) {
	if got := (*config.File)(nil).Rel("a"); got != "." {
		t.Error(got)
	}
}
