package main

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// tags are those that carbonlint is built with; see the Makefile.
const tags = "urfave_cli_no_docs"

// TestTags: all that build carbonlint leave out the same.
func TestTags(t *testing.T) {
	for _, name := range []string{"Makefile", "Dockerfile", "ci/install.sh", "ci/gitlab.yml", ".goreleaser.yaml"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), tags) {
			t.Errorf("%s builds carbonlint without the tag %s", name, tags)
		}
	}
}

// TestNothingIsCompiledAtStart: a regular expression or a template in a package
// variable costs every run, whether it needs it or not.
func TestNothingIsCompiledAtStart(t *testing.T) {
	found := 0
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, p, nil, 0)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				ast.Inspect(g, func(n ast.Node) bool {
					switch n := n.(type) {
					case *ast.FuncLit:
						return false // called later
					case *ast.SelectorExpr:
						found++
						if x, ok := n.X.(*ast.Ident); ok && (x.Name == "regexp" && strings.HasSuffix(n.Sel.Name, "Compile") || x.Name == "template" && n.Sel.Name == "Must") {
							t.Errorf("%s: %s.%s runs at each start", fset.Position(n.Pos()), x.Name, n.Sel.Name)
						}
					}
					return true
				})
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 50 {
		t.Errorf("only %d uses of packages in package variables: the test has lost its way", found)
	}
}

// TestLinked: carbonlint uses no network, and what it does not use is not linked.
func TestLinked(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "-tags", tags, "./cmd/carbonlint")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(out, []byte("urfave/cli")) {
		t.Fatalf("not the packages of carbonlint:\n%s", out)
	}
	for _, name := range regexp.MustCompile(`(?m)^(net/http|crypto/tls|.*/blackfriday.*|.*/go-md2man.*|testing)$`).FindAllString(string(out), -1) {
		t.Errorf("carbonlint links %s", name)
	}
}

// TestStartUp counts what the packages allocate before main begins. The runtime
// counts it, and counts the same on every machine.
func TestStartUp(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	binary := filepath.Join(t.TempDir(), "carbonlint")
	build := exec.Command("go", "build", "-tags", tags, "-o", binary, "./cmd/carbonlint")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	start := exec.Command(binary, "--version")
	start.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	start.Stderr = &trace
	if err := start.Run(); err != nil {
		t.Fatal(err)
	}
	sum, ours := 0, 0
	allocs := regexp.MustCompile(`^init (\S+) .* (\d+) allocs$`)
	for lines := bufio.NewScanner(&trace); lines.Scan(); {
		if m := allocs.FindStringSubmatch(lines.Text()); m != nil {
			n, err := strconv.Atoi(m[2])
			if err != nil {
				t.Fatal(err)
			}
			if sum += n; strings.HasPrefix(m[1], module) {
				ours += n
			}
		}
	}
	const most, mostOurs = 1200, 150 // 954 and 107 when this was written
	if sum == 0 || sum > most || ours > mostOurs {
		t.Errorf("%d allocations before main, %d of them in packages of carbonlint; want at most %d and %d\n%s", sum, ours, most, mostOurs, &trace)
	}
}
