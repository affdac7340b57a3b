package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/carbonlint/carbonlint/"

// allowed says what each package may import: of the project, and of libraries
// that only one package is to know.
var allowed = map[string][]string{
	"ci/performance":     {"os"},
	"internal/gitfs":     {},
	"internal/golden":    {"os"},
	"internal/writefile": {"internal/paths", "os"},
	"internal/archive":   {"os"},
	"internal/spool":     {"os"},
	"internal/phrase":    {"github.com/xrash/smetrics"},
	"internal/ignore":    {"github.com/bmatcuk/doublestar/v4"},
	"internal/printable": {"internal/lazy"},
	"internal/pos":       {},
	"internal/lazy":      {},
	"internal/keystore":  {"github.com/pavlo-v-chernykh/keystore-go/v4", "software.sslmate.com/src/go-pkcs12"},
	"internal/lines":     {},
	"internal/template":  {"internal/lazy", "internal/pos"},
	"internal/props":     {"internal/pos"},
	"internal/secret":    {"internal/lazy", "internal/pos", "internal/props"},
	"internal/xmldoc":    {"internal/pos", "internal/template", "github.com/beevik/etree", "internal/lazy"},
	"internal/identity":  {"internal/xmldoc", "internal/secret"},
	"internal/home":      {"internal/lazy", "internal/xmldoc", "internal/template", "os", "internal/writefile", "internal/archive", "internal/phrase", "internal/ignore"},
	"rules":              {"internal/keystore", "internal/lazy", "internal/home", "internal/identity", "internal/xmldoc", "internal/template", "internal/secret", "internal/phrase"},
	"internal/config":    {"internal/ignore", "rules", "internal/home", "internal/phrase", "internal/secret", "internal/xmldoc", "os", "internal/printable", "internal/writefile"},
	"internal/suppress":  {"internal/lazy", "internal/config", "rules", "internal/home", "internal/phrase", "internal/xmldoc", "internal/secret", "internal/template", "internal/identity"},
	"internal/baseline":  {"internal/phrase", "rules", "internal/identity", "internal/secret", "internal/xmldoc", "internal/lazy"},
	"internal/diff":      {"internal/lazy", "internal/pos", "internal/identity", "internal/xmldoc", "internal/secret", "internal/template", "internal/phrase", "internal/lines", "internal/props"},
	"report":             {"internal/phrase", "rules", "internal/home", "internal/diff", "internal/xmldoc", "internal/secret", "github.com/fatih/color", "github.com/sergi/go-diff/diffmatchpatch", "internal/printable", "internal/lines", "internal/spool", "internal/lazy"},
	"internal/usage":     {},
	"internal/paths":     {"os"},
	"internal/input":     {"internal/config", "internal/diff", "internal/gitfs", "internal/home", "internal/paths", "internal/usage", "internal/writefile", "os"},
	"internal/compare":   {"internal/diff", "internal/home", "internal/ignore", "internal/input", "internal/usage", "internal/writefile", "rules"},
	"internal/check":     {"internal/baseline", "internal/config", "internal/diff", "internal/home", "internal/input", "internal/paths", "internal/spool", "internal/suppress", "internal/usage", "internal/writefile", "report", "rules", "os", "internal/ignore", "internal/phrase"},
	"cmd/carbonlint":     {"internal/check", "internal/compare", "internal/config", "internal/diff", "internal/home", "internal/ignore", "internal/input", "internal/paths", "internal/phrase", "internal/printable", "internal/spool", "internal/suppress", "internal/usage", "internal/writefile", "report", "rules", "github.com/urfave/cli/v2", "os"},
}

// kept are libraries, and the disk, that are for the packages named above alone.
var kept = regexp.MustCompile(`^(os|github.com/beevik/etree|github.com/fatih/color|github.com/sergi/go-diff/.*|github.com/urfave/cli/v2|github.com/xrash/smetrics|github.com/pavlo-v-chernykh/.*|software.sslmate.com/.*)$`)

func TestImports(t *testing.T) {
	var packages []string
	err := filepath.WalkDir("../..", func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		dir, _ := filepath.Rel("../..", filepath.Dir(p))
		dir = filepath.ToSlash(dir)
		packages = append(packages, dir)
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			inner, own := strings.CutPrefix(name, module)
			if (own || kept.MatchString(name)) && !slices.Contains(allowed[dir], inner) {
				t.Errorf("%s imports %s", p, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(packages)
	for _, p := range slices.Compact(packages) {
		if _, ok := allowed[p]; !ok || !strings.Contains(string(text), "| `"+p+"` |") {
			t.Errorf("package %s has no line in ARCHITECTURE.md, or in the table of this test", p)
		}
	}
}

// TestModules wants a line in ARCHITECTURE.md for every module that go.mod
// requires for itself.
func TestModules(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, m := range regexp.MustCompile(`(?m)^(?:require )?\s*(\S+) v\S+$`).FindAllStringSubmatch(string(mod), -1) {
		found++
		if !strings.Contains(string(text), strings.TrimPrefix(m[1], "github.com/")) {
			t.Errorf("ARCHITECTURE.md does not say why %s is there", m[1])
		}
	}
	if found < 10 {
		t.Errorf("go.mod seems to require %d modules only", found)
	}
}
