package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
	"go.yaml.in/yaml/v4"
)

// called are the files that show how carbonlint is called.
var called = []string{
	"docs/ci.md", ".pre-commit-hooks.yaml", "action.yml", "Dockerfile",
	"ci/action.sh", "ci/gitlab.yml", "ci/install.sh", "ci/Jenkinsfile", "cmd/carbonlint/man.roff",
}

var (
	call      = regexp.MustCompile(`(?m)carbonlint[ \t]+([a-z_]+)(?:[ \t'"]([^\n|;&<>#()]*))?$`)
	codeBlock = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")
	codeSpan  = regexp.MustCompile("`([^`\n]+)`")
	prose     = regexp.MustCompile(`(?m)^\s*(#|//|\.\\"|- name:|name:|description:).*$`)
)

// TestCalls holds every call of carbonlint in the documentation and the ways in
// to the commands, flags and values that there are.
func TestCalls(t *testing.T) {
	app, calls := testApp(t), 0
	for _, name := range called {
		for _, line := range codeLines(name, readAll(t, name)) {
			for _, problem := range wrongCall(app, line) {
				t.Errorf("%s: %s: %s", name, strings.TrimSpace(line), problem)
			}
			calls += len(call.FindAllString(line, -1))
		}
	}
	if calls < 20 {
		t.Errorf("only %d calls found: the test no longer reads them", calls)
	}
}

func TestWrongCall(t *testing.T) {
	for line, want := range map[string]string{
		"carbonlint check --select cascade-delete . --format=sarif": "",
		"carbonlint chek .":                                               "no command chek",
		"carbonlint check --fixx .":                                       "check has no flag --fixx",
		`sh 'carbonlint check --output junnit=a.xml .'`:                   "--output has no value junnit=a.xml",
		"x: carbonlint check --fail-on=${LEVEL} --format yaml":            "--format has no value yaml",
		"carbonlint rules cascade-delte":                                  "no rule cascade-delte",
		"$ ./carbonlint check --ignore registry-keystore,cascade-delet .": "--ignore has no value registry-keystore,cascade-delet",
	} {
		if got := strings.Join(wrongCall(testApp(t), line), "; "); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// codeLines are the lines of a file that may be commands: of Markdown, those in
// code; of the rest, those that are no comment.
func codeLines(name, text string) []string {
	if filepath.Ext(name) == ".roff" {
		text = strings.NewReplacer(`\-`, "-", ".B ", "").Replace(text)
	}
	if filepath.Ext(name) != ".md" {
		return splitCalls(prose.ReplaceAllString(text, ""))
	}
	var lines []string
	for _, m := range codeBlock.FindAllStringSubmatch(text, -1) {
		lines = append(lines, splitCalls(m[2])...)
	}
	for _, m := range codeSpan.FindAllStringSubmatch(codeBlock.ReplaceAllString(text, ""), -1) {
		lines = append(lines, splitCalls(m[1])...)
	}
	return lines
}

// splitCalls gives the commands in a text of shell, one a line.
func splitCalls(text string) []string {
	text = strings.ReplaceAll(text, "\\\n", " ")
	return regexp.MustCompile(`\n|[|;&()]|<|>|\s#|//`).Split(text, -1)
}

// wrongCall says what is wrong with a call of carbonlint in line.
func wrongCall(app *cli.App, line string) (problems []string) {
	m := call.FindStringSubmatch(strings.TrimSpace(line))
	if m == nil {
		return nil
	}
	command := app.Command(m[1])
	if command == nil {
		return []string{"no command " + m[1]}
	}
	words := strings.Fields(m[2])
	for i := range words {
		words[i] = strings.Trim(words[i], "'\",`")
	}
	for i, word := range words {
		name, value, assigned := strings.Cut(word, "=")
		switch {
		case word == "--":
			return problems
		case !strings.HasPrefix(word, "--"):
			if command.Name == "rules" && i == 0 && word != "ID" && !offered(ruleOffers(), word) {
				problems = append(problems, "no rule "+word)
			}
		case flagNamed(command, name) == nil:
			problems = append(problems, command.Name+" has no flag "+name)
		case takesValue(command, word):
			if i+1 == len(words) {
				problems = append(problems, name+" lacks its value")
				break
			}
			value = words[i+1]
			fallthrough
		case assigned:
			offers := valueOffers(command, flagNamed(command, name), "", value)
			asks := len(offers) == 1 && strings.HasPrefix(offers[0].word, ":")
			if value != strings.ToUpper(value) && !asks && !offered(offers, value) {
				problems = append(problems, name+" has no value "+value)
			}
		}
	}
	return problems
}

func offered(list []offer, word string) bool {
	return slices.ContainsFunc(list, func(o offer) bool { return o.word == word })
}

// TestYAMLBlocks: what docs/ci.md shows of YAML is YAML.
func TestYAMLBlocks(t *testing.T) {
	blocks := 0
	for _, m := range codeBlock.FindAllStringSubmatch(readAll(t, "docs/ci.md"), -1) {
		if m[1] == "yaml" {
			blocks++
			if err := yaml.Unmarshal([]byte(m[2]), new(any)); err != nil {
				t.Errorf("%v in\n%s", err, m[2])
			}
		}
	}
	if blocks < 4 {
		t.Errorf("%d blocks of YAML found, want those of four ways in", blocks)
	}
}
