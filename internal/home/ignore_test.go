package home

import (
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/ignore"
)

func patterns(t *testing.T, texts ...string) []ignore.Pattern {
	t.Helper()
	var list []ignore.Pattern
	for _, text := range texts {
		p, err := ignore.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

func TestExclude(t *testing.T) {
	fsys := mapFS(map[string]string{
		"a/repository/conf/carbon.xml": carbonXML, "a/repository/conf/axis2/axis2.xml": axis2XML,
		"modules/old/repository/conf/carbon.xml": carbonXML, "b/old/carbon.xml": carbonXML,
	})
	for _, c := range []struct {
		exclude   []string
		locations string
		skipped   []Skipped
	}{
		{nil, "a b/old modules/old", nil},
		{[]string{"modules/old/**"}, "a b/old", []Skipped{{Path: "r/modules/old", Reason: Reason{Excluded, "modules/old/**"}}}},
		{[]string{"./modules/"}, "a b/old", []Skipped{{Path: "r/modules", Reason: Reason{Excluded, "./modules/"}}}},
		{[]string{"old"}, "a", []Skipped{{Path: "r/b/old", Reason: Reason{Excluded, "old"}}, {Path: "r/modules/old", Reason: Reason{Excluded, "old"}}}},
		{[]string{"{a,b}"}, "modules/old", []Skipped{{Path: "r/a", Reason: Reason{Excluded, "{a,b}"}}, {Path: "r/b", Reason: Reason{Excluded, "{a,b}"}}}},
	} {
		locations, skipped, err := Find(t.Context(), fsys, ".", FindOptions{Name: "r", Exclude: patterns(t, c.exclude...)})
		var dirs []string
		for _, s := range locations {
			dirs = append(dirs, s.Dir)
		}
		if err != nil || strings.Join(dirs, " ") != c.locations || !slices.Equal(skipped, c.skipped) {
			t.Errorf("%v: got %v, %v, %v", c.exclude, dirs, skipped, err)
		}
	}
	locations, _, err := Find(t.Context(), fsys, "a", FindOptions{Exclude: patterns(t, "**/axis2.xml")})
	if err != nil {
		t.Fatal(err)
	}
	h := load(t, fsys, locations[0])
	want := []Skipped{{Path: "repository/conf/axis2/axis2.xml", Reason: Reason{Excluded, "**/axis2.xml"}}}
	if h.File("axis2/axis2.xml") != nil || h.File("carbon.xml") == nil || !slices.Equal(h.Skipped, want) {
		t.Errorf("an excluded file: %v", h.Skipped)
	}
}

func TestGitIgnore(t *testing.T) {
	files := map[string]string{
		"repo/.git/HEAD": "", "repo/.git/info/exclude": "local\n", "repo/.gitignore": "/build/\n*.j2\n",
		"repo/a/repository/conf/carbon.xml": carbonXML, "repo/a/repository/conf/user-mgt.xml.j2": userMgt,
		"repo/a/repository/conf/.gitignore":     "registry.xml\n!user-mgt.xml.j2\n",
		"repo/a/repository/conf/registry.xml":   registryXML,
		"repo/build/repository/conf/carbon.xml": carbonXML,
		"repo/local/carbon.xml":                 carbonXML,
		"repo/sub/.git":                         "gitdir: ../.git/modules/sub", "repo/sub/build/carbon.xml": carbonXML, "repo/sub/local/carbon.xml": carbonXML,
		"repo/a/repository/conf/axis2/.gitignore": "axis2.xml", "repo/a/repository/conf/axis2/axis2.xml": axis2XML,
	}
	fsys := mapFS(files)
	dirs := func(start string, opt FindOptions) string {
		locations, _, err := Find(t.Context(), fsys, start, opt)
		if err != nil {
			t.Fatal(err)
		}
		return describe(locations)
	}
	const all = "product home: repo/a + repository/conf\nproduct home: repo/build + repository/conf\n" +
		"configuration tree: repo/local + .\nconfiguration tree: repo/sub/build + .\nconfiguration tree: repo/sub/local + .\n"
	const tracked = "product home: repo/a + repository/conf\nconfiguration tree: repo/sub/build + .\nconfiguration tree: repo/sub/local + .\n"
	for _, c := range []struct {
		start string
		opt   FindOptions
		want  string
	}{
		{"repo", FindOptions{}, tracked},
		{".", FindOptions{}, tracked},
		{"repo", FindOptions{NoGitIgnore: true}, all},
		{"repo/build", FindOptions{}, "product home: repo/build + repository/conf\n"}, // asked for by name
	} {
		if got := dirs(c.start, c.opt); got != c.want {
			t.Errorf("%s %+v: got\n%swant\n%s", c.start, c.opt, got, c.want)
		}
	}
	locations, _, _ := Find(t.Context(), fsys, "repo/a", FindOptions{})
	h := load(t, fsys, locations[0])
	if h.File("registry.xml") != nil || h.File("axis2/axis2.xml") != nil || h.File("user-mgt.xml") == nil || h.File("carbon.xml") == nil {
		t.Errorf("files of an ignoring home: skipped %v", h.Skipped)
	}
	delete(fsys, "repo/.git/HEAD")
	delete(fsys, "repo/.git/info/exclude")
	delete(fsys, "repo/sub/.git")
	if got := dirs("repo", FindOptions{}); got != all {
		t.Errorf("outside a work tree: got\n%s", got)
	}
}

// TestIgnoreLikeGit holds the reading of .gitignore files against git itself.
func TestIgnoreLikeGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	dir := onDiskFiles(t, map[string]string{
		".gitignore": "# a comment\n\n*.bak\n!keep.bak\n/top.xml\nbuild/\ndoc/*.txt\n**/logs\n**/logs/debug.log\na/**/z.xml\n" +
			"trail  \n\\#hash\n\\!bang\nq?.xml\n[a-c]x\n[!a-c]y\nconf/**\n!conf/k.xml\nspace\\ \n{br}.xml\nsub/dir/\n*.j2\r\n",
		"a/.gitignore":   "!x.bak\n/top.xml\ndeep/*\n!deep/in\n",
		"a/b/.gitignore": "*\n!*.xml\n",
	})
	paths := []string{
		"x.bak", "keep.bak", "a/x.bak", "a/y.bak", "a/b/x.bak", "top.xml", "a/top.xml", "b/top.xml", "build", "build/x", "a/build/x",
		"doc/a.txt", "doc/b/a.txt", "logs", "x/logs/y", "a/z.xml", "a/q/z.xml", "a/q/r/z.xml", "trail", "#hash", "!bang",
		"q1.xml", "q12.xml", "ax", "dx", "ay", "dy", "conf/k.xml", "conf/l.xml", "conf/m/n", "space ", "space", "{br}.xml", "br.xml",
		"sub/dir/f", "x/sub/dir/f", "a/deep/in/f", "a/deep/out/f", "a/b/f.xml", "a/b/f.txt", "a/b/c/f.xml", "t.j2", "# a comment",
	}
	git := func(args ...string) *exec.Cmd {
		cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
		for _, v := range os.Environ() { // in a hook, git has set variables that name another repository
			if !strings.HasPrefix(v, "GIT_") {
				cmd.Env = append(cmd.Env, v)
			}
		}
		return cmd
	}
	for _, args := range [][]string{{"init", "-q"}, {"config", "core.excludesFile", os.DevNull}} {
		if out, err := git(args...).CombinedOutput(); err != nil {
			t.Fatalf("git: %v: %s", err, out)
		}
	}
	cmd := git("check-ignore", "--no-index", "-z", "--stdin")
	cmd.Stdin = strings.NewReader(strings.Join(paths, "\x00") + "\x00")
	out, _ := cmd.Output() // exit code 1 says that none is ignored
	byGit := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	if len(byGit) < 10 {
		t.Fatalf("git ignores %q", byGit)
	}
	fsys := os.DirFS(dir)
	for _, p := range paths {
		if got, want := ignoredBelow(fsys, p), slices.Contains(byGit, p); got != want {
			t.Errorf("%q: ignored %t, by git %t", p, got, want)
		}
	}
}

// ignoredBelow goes down to name as the search does.
func ignoredBelow(fsys fs.FS, name string) bool {
	s, dir := scope{}, "."
	parts := strings.Split(name, "/")
	for i := range parts {
		s = s.enter(fsys, dir, func(name string) bool { return exists(fsys, dir, name) })
		dir = strings.Join(parts[:i+1], "/")
		if s.ignores(dir, i+1 < len(parts)) {
			return true
		}
	}
	return false
}
