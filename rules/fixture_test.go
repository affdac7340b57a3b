package rules_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/golden"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

const fixtures = "../testdata/rules"

// TestFixtures holds every rule against its homes: bad gives bad.txt, all its
// fixes give fixed, the safe ones alone give safe (where some are unsafe), and
// the rule is silent on fixed and good. A rule without fixes has no fixed: good
// is what somebody makes of bad by hand.
func TestFixtures(t *testing.T) {
	for _, rule := range rules.All() {
		t.Run(rule.ID, func(t *testing.T) {
			dir := filepath.Join(fixtures, rule.ID)
			opt := rules.Options{Rules: []*rules.Rule{rule}, Target: home.V443}
			bad := rules.Run(load(t, filepath.Join(dir, "bad")), opt)
			golden.Equal(t, filepath.Join(dir, "bad.txt"), []byte(describe(bad)))

			all := bad.Fix(opt, func(*rules.Finding) bool { return true })
			safe := bad.Fix(opt, func(f *rules.Finding) bool { return !f.Fix.Unsafe })
			for _, f := range [][]error{all.Refused, safe.Refused} {
				if len(f) > 0 {
					t.Errorf("refused: %v", f)
				}
			}
			fixable := slices.ContainsFunc(bad.Findings, func(f rules.Finding) bool { return f.Fix != nil })
			outcome, silent := "good", []string{"good"}
			if fixable {
				outcome, silent = "fixed", []string{"fixed", "good"}
				compare(t, filepath.Join(dir, "fixed"), all.After.Home)
			}
			if len(safe.Applied) < len(all.Applied) && len(safe.Applied) > 0 {
				compare(t, filepath.Join(dir, "safe"), safe.After.Home)
			}
			for _, quiet := range silent {
				if got := describe(rules.Run(load(t, filepath.Join(dir, quiet)), opt)); got != "" {
					t.Errorf("%s is not silent:\n%s", quiet, got)
				}
			}
			for name, example := range map[string]string{"bad": rule.Doc.Before, outcome: rule.Doc.After} {
				if !holds(t, filepath.Join(dir, name), example) {
					t.Errorf("the example is not in %s:\n%s", name, example)
				}
			}
		})
	}
}

// TestFixtureFolders finds folders that belong to no rule.
func TestFixtureFolders(t *testing.T) {
	entries, err := os.ReadDir(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, r := range rules.All() {
		known[r.ID] = true
	}
	for _, e := range entries {
		if !known[e.Name()] {
			t.Errorf("%s/%s belongs to no rule", fixtures, e.Name())
		}
	}
}

func load(t *testing.T, dir string) *home.Home {
	t.Helper()
	conf := "repository/conf"
	h, err := home.Load(t.Context(), os.DirFS(dir), home.Location{Dir: ".", ConfDir: conf, Path: "home"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// describe writes findings the way bad.txt holds them.
func describe(r *rules.Result) string {
	var b strings.Builder
	for _, f := range r.Findings {
		line, col := f.Doc.Position(f.Span.Start)
		fmt.Fprintf(&b, "%s:%d:%d %s %s\n", f.Doc.Path, line, col, f.Severity, f.Rule.ID)
		if f.Item != "" {
			fmt.Fprintf(&b, "  item: %s\n", f.Item)
		}
		fmt.Fprintf(&b, "  %s\n  %s\n", f.Message, f.Effect)
		if f.Fix != nil {
			fmt.Fprintf(&b, "  fix (%s): %s\n", map[bool]string{true: "unsafe", false: "safe"}[f.Fix.Unsafe], f.Fix.Title)
		}
		if f.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", f.Hint)
		}
	}
	for _, n := range r.NotJudged {
		if n.Reason != "absent" {
			fmt.Fprintf(&b, "not judged: %s: %s\n", n.Where(), n.Reason)
		}
	}
	return b.String()
}

// compare holds every file of a fixed home, and of the folder dir, against the other.
func compare(t *testing.T, dir string, h *home.Home) {
	t.Helper()
	want := map[string]bool{}
	for _, f := range h.Files() {
		want[f.Path] = true
		golden.Equal(t, filepath.Join(dir, f.Path), f.Data)
	}
	for _, f := range filesIn(t, dir) {
		if !want[f] {
			if data, err := os.ReadFile(filepath.Join(dir, f)); err != nil || !sameAsBad(dir, f, data) {
				t.Errorf("%s/%s is not what the fix leaves there", dir, f)
			}
		}
	}
}

// sameAsBad allows files outside the configuration, such as version files.
func sameAsBad(dir, f string, data []byte) bool {
	bad, err := os.ReadFile(filepath.Join(filepath.Dir(dir), "bad", f))
	return err == nil && bytes.Equal(bad, data)
}

func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, p)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// holds reports whether a file below dir has the lines of example, whatever
// their indentation.
func holds(t *testing.T, dir, example string) bool {
	t.Helper()
	for _, f := range filesIn(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, f))
		if err != nil {
			t.Fatal(err)
		}
		if example != "" && strings.Contains(flat(string(data)), flat(example)) {
			return true
		}
	}
	return example == ""
}

func flat(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return strings.Join(lines, "\n")
}
