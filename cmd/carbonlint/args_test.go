package main

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/usage"
)

// TestReadArgs: flags and paths in any order, and what is wrong with them.
func TestReadArgs(t *testing.T) {
	command := testApp(t).Command("check")
	for _, c := range []struct{ words, fix, format, exclude, paths string }{
		{"", "false", "text", "", ""},
		{"a --fix b", "true", "text", "", "a b"},
		{"--fix=false a -format json", "false", "json", "", "a"},
		{"--exclude a,b --exclude={c,d} --format=csv --format=html -", "false", "html", "a,b {c,d}", "-"},
		{"a -- --fix --", "false", "text", "", "a --fix --"},
	} {
		set, err := readArgs(command, strings.Fields(c.words))
		if err != nil {
			t.Errorf("%q: %v", c.words, err)
			continue
		}
		value := func(name string) string { return set.Lookup(name).Value.String() }
		exclude := strings.Trim(value("exclude"), "[]")
		if value("fix") != c.fix || value("format") != c.format || exclude != c.exclude || !slices.Equal(set.Args(), strings.Fields(c.paths)) {
			t.Errorf("%q: fix %s, format %s, exclude %s, paths %q", c.words, value("fix"), value("format"), exclude, set.Args())
		}
	}
	for words, want := range map[string]string{
		"--fixx": "check has no flag --fixx; did you mean --fix?", "---fix": "check has no flag ---fix", "--fix=maybe": "--fix=maybe: write --fix or --fix=false",
		"--format": "--format needs a value", "--format=": "--format needs a value", "--format --fix": "--format needs a value, but --fix is a flag",
	} {
		_, err := readArgs(command, strings.Fields(words))
		if wrong := (*usage.Error)(nil); !errors.As(err, &wrong) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", words, err, want)
		}
	}
	for _, words := range []string{"-h", "a --help", "--fix -help"} {
		if _, err := readArgs(command, strings.Fields(words)); !errors.Is(err, errHelp) {
			t.Errorf("%q: %v", words, err)
		}
	}
}
