package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/writefile"
	"go.yaml.in/yaml/v4"

	"github.com/carbonlint/carbonlint/internal/golden"
	"github.com/carbonlint/carbonlint/rules"
)

// root is the top of the module.
const root = "../.."

// TestWays runs the scripts of testdata/ways: completion in real shells, and the
// scripts of the directory ci. They have the commands of TestScripts.
func TestWays(t *testing.T) {
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/ways",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"home": copyHome, "exit": exitCode},
		Setup: func(env *testscript.Env) error {
			env.Setenv("ROOT", top)
			env.Setenv("GOARCH", runtime.GOARCH)
			env.Setenv("PATHS", "shop\n\nother place/second\n")
			env.Setenv("FLAGS", "--select=cascade-delete,registry-keystore\n--color never")
			return nil
		},
	})
}

func testApp(t *testing.T) *cli.App {
	t.Helper()
	app := newApp(&writefile.Journal{}, strings.NewReader(""), io.Discard, io.Discard)
	app.Setup()
	return app
}

func readAll(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(readAll(t, name)), into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func TestManPage(t *testing.T) {
	var page bytes.Buffer
	if code := run([]string{"carbonlint", "man"}, strings.NewReader(""), &page, io.Discard); code != exitClean {
		t.Fatalf("exit code %d", code)
	}
	golden.Equal(t, filepath.Join(root, "docs", "man", "carbonlint.1"), page.Bytes())
	for _, c := range visible(testApp(t).Commands) {
		if want := "\n.SS " + c.Name + "\n"; !strings.Contains(page.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if _, err := exec.LookPath("groff"); err != nil {
		t.Skip("groff is not here to read the page")
	}
	cmd := exec.Command("groff", "-man", "-ww", "-z")
	cmd.Stdin = &page
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("groff: %v\n%s", err, out)
	}
}

func TestRoff(t *testing.T) {
	for text, want := range map[string]string{
		"--fix":    `\-\-fix`,
		".config":  `\&.config`,
		`a\b 'c'`:  `a\eb \(aqc\(aq`,
		"'quoted'": `\(aqquoted\(aq`,
	} {
		if got := roff(text); got != want {
			t.Errorf("roff(%q) = %q, want %q", text, got, want)
		}
	}
}

// preCommitPattern matches the files that the rules look at, as themselves and
// as templates.
func preCommitPattern(list []*rules.Rule) string {
	var names []string
	for _, file := range rules.Files(list) {
		name, isXML := strings.CutSuffix(file, ".xml")
		if path.Base(name) != "web" { // every web application has a web.xml
			dir, base := path.Split(name)
			if name = base; base == "*" {
				name = path.Join(path.Base(dir), base)
			}
		}
		if name = strings.ReplaceAll(name, "*", "[^/]*"); isXML && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return `(^|/)(` + strings.Join(names, "|") + `)\.xml(\.(erb|epp|j2|jinja2?|hbs|mustache|template|tmpl|tpl))?$`
}

// TestPreCommitPattern holds the hooks to that pattern; -update rewrites it.
func TestPreCommitPattern(t *testing.T) {
	const file = "../../.pre-commit-hooks.yaml"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(src), "  files: &files '")
	_, after, found := strings.Cut(rest, "'\n")
	if !found {
		t.Fatalf("%s has no pattern", file)
	}
	golden.Equal(t, file, []byte(before+"  files: &files '"+preCommitPattern(allRules())+"'\n"+after))
}

// TestPreCommitFiles holds the pattern of the hooks to the files that the rules
// judge, as themselves and as templates.
func TestPreCommitFiles(t *testing.T) {
	var hooks []struct{ ID, Entry, Files string }
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 2 {
		t.Fatalf("%d hooks, want 2", len(hooks))
	}
	for _, hook := range hooks {
		pattern := regexp.MustCompile(hook.Files)
		for _, r := range allRules() {
			for _, file := range r.Files {
				file = strings.ReplaceAll(file, "*", "shop")
				if !strings.HasSuffix(file, ".xml") {
					continue
				}
				for _, name := range []string{file, "esb/repository/conf/" + file, file + ".erb", "templates/" + file + ".j2", file + ".tmpl"} {
					if !pattern.MatchString(name) {
						t.Errorf("%s: %s is not among the files, but rule %s judges it", hook.ID, name, r.ID)
					}
				}
			}
		}
		for _, name := range []string{"pom.xml", "src/main/webapp/WEB-INF/web.xml", "carbon.xml.bak", "carbon_old.xml", "my-carbon.xml", "carbon.xml/readme.md"} {
			if pattern.MatchString(name) {
				t.Errorf("%s: %s is among the files", hook.ID, name)
			}
		}
	}
}

// TestActionInputs wants every input used, and none put into a shell's text.
func TestActionInputs(t *testing.T) {
	var action struct {
		Inputs  map[string]struct{ Description string }
		Outputs map[string]struct{ Value string }
		Runs    struct {
			Using string
			Steps []struct {
				Name, ID, Shell, Run string
				Env                  map[string]string
			}
		}
	}
	readYAML(t, "action.yml", &action)
	if action.Runs.Using != "composite" || len(action.Runs.Steps) != 2 {
		t.Fatalf("want a composite action of two steps, have %q with %d", action.Runs.Using, len(action.Runs.Steps))
	}
	used := map[string]bool{}
	script := readAll(t, "ci/action.sh")
	for _, step := range action.Runs.Steps {
		if step.Shell != "bash" || strings.Contains(step.Run, "${{") {
			t.Errorf("step %s: want bash, and expressions in env alone", step.Name)
		}
		for name, value := range step.Env {
			for _, m := range regexp.MustCompile(`inputs\.([a-z-]+)`).FindAllStringSubmatch(value, -1) {
				used[m[1]] = true
			}
			if !strings.Contains(step.Run, "$"+name) && !strings.Contains(script, "$"+name) {
				t.Errorf("step %s: nothing reads %s", step.Name, name)
			}
		}
	}
	for name, input := range action.Inputs {
		if !used[name] || input.Description == "" {
			t.Errorf("input %s: used: %v, description: %q", name, used[name], input.Description)
		}
	}
	for name := range used {
		if _, ok := action.Inputs[name]; !ok {
			t.Errorf("there is no input %s", name)
		}
	}
}

// TestDockerfile: a static program alone in the image, which does not run as root.
func TestDockerfile(t *testing.T) {
	file := strings.ReplaceAll(readAll(t, "Dockerfile"), "\\\n", " ")
	_, version, _ := strings.Cut(readAll(t, "go.mod"), "\ngo ")
	version, _, _ = strings.Cut(version, "\n")
	version = version[:strings.LastIndexByte(version, '.')]
	build, image, ok := strings.Cut(file, "\nFROM scratch\n")
	if !ok || strings.Contains(image, "\nFROM ") {
		t.Fatal("the last stage is not from scratch")
	}
	for _, want := range []string{" golang:" + version + " AS build\n", "CGO_ENABLED=0 ", "-X main.release=$VERSION", "./cmd/carbonlint\n"} {
		if !strings.Contains(build, want) {
			t.Errorf("the build lacks %q", want)
		}
	}
	for _, want := range []string{`\nUSER [1-9]\d*:[1-9]\d*\n`, `\nENTRYPOINT \["/carbonlint"\]\n`, `\nCOPY --from=build /carbonlint /carbonlint\n`} {
		if !regexp.MustCompile(want).MatchString(image) {
			t.Errorf("the image lacks %s", want)
		}
	}
	if strings.Contains(image, "\nRUN ") {
		t.Error("there is no shell in the image to run anything")
	}
	if want := "image: golang:" + version + "\n"; !strings.Contains(readAll(t, "ci/gitlab.yml"), want) {
		t.Errorf("ci/gitlab.yml lacks %q", want)
	}
}

// TestRelease holds the release configuration to the rest of the project.
func TestRelease(t *testing.T) {
	var release struct {
		Version int
		Builds  []struct {
			Main                              string
			Env, Goos, Goarch, Flags, Ldflags []string
		}
		Archives []struct {
			NameTemplate string `yaml:"name_template"`
			Files        []struct{ Src, Dst string }
		}
		Checksum struct {
			NameTemplate string `yaml:"name_template"`
		}
		Sboms []struct{ Artifacts string }
	}
	readYAML(t, ".goreleaser.yaml", &release)
	if release.Version != 2 || len(release.Builds) != 1 || len(release.Archives) != 1 || len(release.Sboms) != 1 {
		t.Fatalf("want one build, one kind of archive and SBOMs, have %+v", release)
	}
	b, a := release.Builds[0], release.Archives[0]
	if !slices.Equal(b.Goos, []string{"linux", "darwin", "windows"}) || !slices.Equal(b.Goarch, []string{"amd64", "arm64"}) || !slices.Contains(b.Env, "CGO_ENABLED=0") {
		t.Errorf("the build is %+v", b)
	}
	if _, err := os.Stat(filepath.Join(root, b.Main)); err != nil || !strings.Contains(strings.Join(b.Ldflags, " "), "-X main.release=") {
		t.Errorf("the build is of %s (%v) with %v", b.Main, err, b.Ldflags)
	}
	if a.NameTemplate != "{{ .ProjectName }}_{{ .Version }}_{{ .Os }}_{{ .Arch }}" || release.Checksum.NameTemplate != "checksums.txt" {
		t.Error("ci/install.sh takes the archives by other names")
	}
	var sources []string
	for _, f := range a.Files {
		found, err := filepath.Glob(filepath.Join(root, f.Src))
		if err != nil || len(found) == 0 {
			t.Errorf("the archives want %s, which is not there", f.Src)
		}
		sources = append(sources, f.Src)
	}
	scripts, err := completions.ReadDir("completion")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scripts {
		if want := "cmd/carbonlint/completion/" + s.Name(); !slices.Contains(sources, want) {
			t.Errorf("the archives lack %s", want)
		}
	}
}
