package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// grownTree is a tree of which there is n of something.
type grownTree struct {
	what string
	n    int
	args []string
	make func(t *sprawl, n int)
}

// sprawl is a directory that a test fills.
type sprawl struct {
	*testing.T
	dir string
}

func (t *sprawl) write(name, text string) {
	t.Helper()
	name = filepath.Join(t.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const (
	oneDatasource = `<datasources-configuration><datasources><datasource><name>D%d</name><definition type="RDBMS"><configuration><url>u</url>` +
		`</configuration></definition></datasource></datasources></datasources-configuration>`
	registry = "<wso2registry><versionResourcesOnChange>true</versionResourcesOnChange></wso2registry>"
)

// datasources writes n files of a home that can be fixed.
func (t *sprawl) datasources(n int) {
	for i := range n {
		t.write(fmt.Sprintf("repository/conf/datasources/d%d-datasources.xml", i), fmt.Sprintf(oneDatasource, i))
	}
}

var grownTrees = []grownTree{
	{"files of a home", 100, []string{"--fix", "--unsafe-fixes"}, (*sprawl).datasources},
	{"files of a home for which rules are off", 100, []string{"--allow-unchecked"}, func(t *sprawl, n int) {
		t.datasources(n)
		t.write(".carbonlint.yaml", "exclude: ['**/d*-datasources.xml']\n")
	}},
	{"overrides", 100, nil, func(t *sprawl, n int) {
		t.datasources(10)
		t.write(".carbonlint.yaml", "overrides:\n"+strings.Repeat("  - {paths: ['repository/**'], fail-on: error}\n", n))
	}},
	{"suppressions", 100, nil, func(t *sprawl, n int) {
		t.write("repository/conf/registry.xml", registry)
		t.write(".carbonlint.yaml", "suppress:\n"+strings.Repeat("  - {rule: version-resources-on-change, file: '**/registry.xml', reason: x}\n", n))
	}},
	{"homes", 25, []string{"--diff"}, func(t *sprawl, n int) {
		for i := range n {
			t.write(fmt.Sprintf("h%d/repository/conf/registry.xml", i), registry)
		}
	}},
	{"directories to search", 200, nil, func(t *sprawl, n int) {
		t.write("home/repository/conf/registry.xml", registry)
		t.write(".git/HEAD", "")
		t.write(".gitignore", "*.class\ntarget/\n/build\n**/out\n")
		for i := range n {
			t.write(fmt.Sprintf("a%d/src/conf%d/x.xml", i%10, i), "")
		}
	}},
	{"names in one directory", 1000, nil, func(t *sprawl, n int) {
		t.write("repository/conf/registry.xml", registry)
		for i := range n {
			t.write(fmt.Sprintf("repository/conf/log-%d.properties", i), "a=b\n")
		}
	}},
	{"directories left out", 300, nil, func(t *sprawl, n int) {
		t.write("home/repository/conf/registry.xml", registry)
		for i := range n {
			t.write(fmt.Sprintf("a%d/backups/x.xml", i), "")
		}
	}},
	{"lines of a .gitignore", 100, nil, func(t *sprawl, n int) {
		t.write("home/repository/conf/registry.xml", registry)
		t.write(".git/HEAD", "")
		t.write(".gitignore", strings.Repeat("*.class\ntarget/\n/a/b\n**/c\n", n))
	}},
	{"links to one file", 50, nil, func(t *sprawl, n int) {
		t.write("repository/conf/registry.xml", registry)
		for i := range n {
			if err := os.Symlink("registry.xml", filepath.Join(t.dir, fmt.Sprintf("repository/conf/r%d.xml", i))); err != nil {
				t.Skip(err)
			}
		}
	}},
}

// grow holds the statements for four times the number to most times those for the
// number.
func (g grownTree) grow(t *testing.T, binary string) {
	const times, most = 4, 5.0
	steps := func(n int) int {
		t.Helper()
		tr := &sprawl{t, t.TempDir()}
		g.make(tr, n)
		return statements(t, binary, append([]string{"check", tr.dir}, g.args...))
	}
	small, large := steps(g.n), steps(times*g.n)
	if float64(large) > most*float64(small) {
		t.Errorf("%d statements for %d, %d for %d: %.1f times as many", small, g.n, large, times*g.n, float64(large)/float64(small))
	}
	t.Logf("%d to %d: %.1f times as many", small, large, float64(large)/float64(small))
}
