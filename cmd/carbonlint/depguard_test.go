package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/golden"
)

// libraries are what kept matches: the linter takes no expressions.
var libraries = []string{
	"os$", "github.com/beevik/etree", "github.com/fatih/color", "github.com/sergi/go-diff", "github.com/urfave/cli", "github.com/xrash/smetrics", "github.com/pavlo-v-chernykh", "software.sslmate.com",
}

// TestDepguard holds the rules of the linter to the table of TestImports: an editor
// then shows an import that goes the wrong way when it is written.
func TestDepguard(t *testing.T) {
	file := filepath.Join(root, ".golangci.yml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const start, end = "make golden writes them\n", "formatters:"
	before, rest, ok := strings.Cut(string(text), start)
	_, after, found := strings.Cut(rest, end)
	if !ok || !found {
		t.Fatalf("%s has no section for the rules", file)
	}
	golden.Equal(t, file, []byte(before+start+depguardRules()+end+after))
}

// depguardRules are a rule for each package: everything of the project and the
// libraries is denied, but what it may import.
func depguardRules() string {
	var b strings.Builder
	for _, dir := range slices.Sorted(maps.Keys(allowed)) {
		var allow []string
		deny := []string{strings.TrimSuffix(module, "/")}
		for _, name := range allowed[dir] {
			if !strings.Contains(name, ".") && name != "os" {
				allow = append(allow, module+name+"$")
			}
		}
		for _, name := range libraries {
			if !slices.ContainsFunc(allowed[dir], func(a string) bool { return strings.HasPrefix(a+"$", name) }) {
				deny = append(deny, name)
			}
		}
		fmt.Fprintf(&b, "        %s:\n          list-mode: lax\n          files: [\"**/%s/*.go\", \"!$test\"]\n", dir, dir)
		if len(allow) > 0 {
			slices.Sort(allow)
			fmt.Fprintf(&b, "          allow: [%s]\n", strings.Join(allow, ", "))
		}
		for i, name := range deny {
			deny[i] = fmt.Sprintf("{pkg: %s, desc: not for this package}", name)
		}
		fmt.Fprintf(&b, "          deny: [%s]\n", strings.Join(deny, ", "))
	}
	return b.String()
}

// TestLibraries: the two lists name the same libraries.
func TestLibraries(t *testing.T) {
	for _, name := range libraries {
		name = strings.TrimSuffix(name, "$")
		if !kept.MatchString(name) && !kept.MatchString(name+"/v2") && !kept.MatchString(name+"/x") {
			t.Errorf("%s is not among those of TestImports", name)
		}
	}
	if n := strings.Count(kept.String(), "|") + 1; n != len(libraries) {
		t.Errorf("TestImports keeps %d libraries, the linter %d", n, len(libraries))
	}
}
