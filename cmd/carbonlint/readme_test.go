package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/carbonlint/carbonlint/internal/config"
)

var fence = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

// blocks are the fenced blocks of the README in one language.
func blocks(t *testing.T, language string) []string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, m := range fence.FindAllStringSubmatch(string(text), -1) {
		if m[1] == language {
			list = append(list, m[2])
		}
	}
	if len(list) == 0 {
		t.Fatalf("README.md has no %s block", language)
	}
	return list
}

// TestReadmeSessions runs what the README shows and holds the output to it; a
// line of three dots stands for any lines.
func TestReadmeSessions(t *testing.T) {
	sessions := blocks(t, "console")
	t.Chdir("../..")
	for _, session := range sessions {
		command, want, _ := strings.Cut(session, "\n")
		args := strings.Fields(strings.TrimPrefix(command, "$ ./"))
		var out bytes.Buffer
		run(args, strings.NewReader(""), &out, &out)
		at := out.String()
		for part := range strings.SplitSeq(want, "...\n") {
			i := strings.Index(at, part)
			if i < 0 {
				t.Errorf("%s does not print\n%s\nin\n%s", command, part, at)
				break
			}
			at = at[i+len(part):]
		}
	}
}

// TestReadmeCommands checks every other command of the README against the Makefile
// and the commands and flags of carbonlint. ci/readme.sh runs them as written.
func TestReadmeCommands(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range blocks(t, "sh") {
		for line := range strings.Lines(block) {
			words := strings.Fields(line)
			switch words[0] {
			case "git", "cp":
			case "make":
				if !strings.Contains(string(makefile), "\n"+words[1]+":") {
					t.Errorf("the Makefile has no %s", words[1])
				}
			case "carbonlint":
				for _, problem := range wrongCall(testApp(t), line) {
					t.Errorf("%s: %s", strings.TrimSpace(line), problem)
				}
			default:
				t.Errorf("nothing tests %q", line)
			}
		}
	}
}

// TestReadmeConfiguration reads the README's .carbonlint.yaml.
func TestReadmeConfiguration(t *testing.T) {
	for _, block := range blocks(t, "yaml") {
		if err := yaml.Unmarshal([]byte(block), &map[string]any{}); err != nil {
			t.Error(err)
		}
		if _, err := config.Parse(config.Name, ".", ".", []byte(block), names()); err != nil {
			t.Error(err)
		}
	}
}

// TestReadmeLinks finds links to files that are not there.
func TestReadmeLinks(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`\]\(([^):]+)\)`).FindAllStringSubmatch(string(text), -1) {
		if _, err := os.Stat(filepath.Join("../..", m[1])); err != nil {
			t.Error(err)
		}
	}
}
