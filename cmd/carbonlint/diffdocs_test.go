package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestDiffDocs runs what docs/diff.md shows and holds the output to it, and its
// table of exit codes to the help.
func TestDiffDocs(t *testing.T) {
	text, err := os.ReadFile("../../docs/diff.md")
	if err != nil {
		t.Fatal(err)
	}
	var help bytes.Buffer
	run([]string{"carbonlint", "diff", "--help"}, strings.NewReader(""), &help, &help)
	for _, want := range []string{"--git", "--textconv", "0 the comparison was made", "2 wrong usage", "3 OLD or NEW cannot be read"} {
		if !strings.Contains(strings.Join(strings.Fields(help.String()), " "), want) {
			t.Errorf("the help lacks %s", want)
		}
	}
	t.Chdir("../..")
	sessions := 0
	for _, m := range fence.FindAllStringSubmatch(string(text), -1) {
		switch m[1] {
		case "console":
			sessions++
			command, want, _ := strings.Cut(m[2], "\n")
			var out bytes.Buffer
			run(strings.Fields(strings.TrimPrefix(command, "$ ")), strings.NewReader(""), &out, &out)
			if out.String() != want {
				t.Errorf("%s prints\n%s\nnot\n%s", command, out.String(), want)
			}
		case "sh":
			for _, flag := range []string{"--git'", "--textconv'"} {
				if !strings.Contains(m[2], "carbonlint diff "+flag) {
					t.Errorf("git is not told of carbonlint diff %s", flag)
				}
			}
		}
	}
	if sessions == 0 {
		t.Error("docs/diff.md shows no session")
	}
}
