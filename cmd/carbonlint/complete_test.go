package main

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

func TestComplete(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"", "check "},
		{"ch", "check"},
		{"--v", "--version"},
		{"nothing ", ""},
		{"nothing --f", ""},
		{"check --unsafe", "--unsafe-fixes"},
		{"check --unsafe-fixes --unsafe", ""}, // given already
		{"check --output sarif=a --outp", "--output"},
		{"check shop --unsafe", "--unsafe-fixes"},
		{"check -- --unsafe", ":files"},
		{"check --format sar", "sarif"},
		{"check --format=sar", "--format=sarif"},
		{"check --format nothing", ""},
		{"check --output ju", "junit="},
		{"check --output=ju", "--output=junit="},
		{"check --output junit=", ":files junit="},
		{"check --output=junit=dir/a", ":files --output=junit="},
		{"check --output nothing=", ""},
		{"check --select cascade", "cascade-delete"},
		{"check --ignore=cascade", "--ignore=cascade-delete"},
		{"check --select cascade-delete,registry-k", "cascade-delete,registry-keystore"},
		{"check --select cascade-delete,cascade", ""}, // named already
		{"check --fail-on ", "error warning info never"},
		{"check --target 4.4.", "4.4.0 4.4.1 4.4.2 4.4.3"},
		{"check --color a", "auto always"},
		{"check --backup ", ":dirs"},
		{"check --backup=", ":dirs --backup="},
		{"check --patch ", ":files"},
		{"check --no-such-flag ", ":files"},
		{"check ", ":files"},
		{"check one ", ":files"},
		{"config ", ":dirs"},
		{"config one ", ""},
		{"rules cascade", "cascade-delete"},
		{"rules cascade-delete ", ""},
		{"completion ", "bash zsh fish powershell"},
		{"man ", ""},
	} {
		var out bytes.Buffer
		words := strings.Split(test.line, " ")
		if code := run(append([]string{"carbonlint", "__complete", "--"}, words...), strings.NewReader(""), &out, io.Discard); code != exitClean {
			t.Errorf("%q: exit code %d", test.line, code)
		}
		var got []string
		for line := range strings.Lines(out.String()) {
			word, doc, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if strings.HasPrefix(word, ":") && doc != "" {
				word += " " + doc
			}
			got = append(got, word)
		}
		if have := strings.Join(got, " "); have != test.want && (test.line != "" || !strings.HasPrefix(have, test.want)) {
			t.Errorf("%q: offers %q, want %q", test.line, have, test.want)
		}
	}
}

// TestCompleteNext: a shell that cannot pass on an empty word says --next.
func TestCompleteNext(t *testing.T) {
	var out, want bytes.Buffer
	run([]string{"carbonlint", "__complete", "--next", "--", "check", "--fail-on"}, strings.NewReader(""), &out, io.Discard)
	run([]string{"carbonlint", "__complete", "--", "check", "--fail-on", ""}, strings.NewReader(""), &want, io.Discard)
	if out.String() != want.String() || out.Len() == 0 {
		t.Errorf("offers %q, want %q", out.String(), want.String())
	}
}

func TestCompleteDocs(t *testing.T) {
	for _, list := range [][]offer{ruleOffers(), formatOffers(&cli.Command{Name: "check"}), formatOffers(&cli.Command{Name: "diff"}), commandOffers(testApp(t).Commands)} {
		for _, o := range list {
			if o.doc == "" || strings.ContainsAny(o.doc, "\t\n") {
				t.Errorf("%s: %q is not one line", o.word, o.doc)
			}
		}
	}
}

// TestValuesAreNamed: help, the manual page and completion go by the name that
// a flag's usage has for its value, in backquotes.
func TestValuesAreNamed(t *testing.T) {
	known := strings.Fields("DAY DIR FILE FORMAT FORMAT=FILE GLOB NAME RELEASE RULES SEVERITY WHEN")
	for _, c := range testApp(t).Commands {
		for _, f := range c.Flags {
			value, doc := usageOf(f)
			if takes := takesValue(c, "--"+f.Names()[0]); takes != (value != "") {
				t.Errorf("%s --%s: takes a value: %v, but the usage names it %q", c.Name, f.Names()[0], takes, value)
			}
			if value != "" && !slices.Contains(known, value) {
				t.Errorf("%s --%s: valueOffers knows no %s", c.Name, f.Names()[0], value)
			}
			if strings.ContainsAny(doc, "`\n") || doc == "" {
				t.Errorf("%s --%s: %q is not one line with one name", c.Name, f.Names()[0], doc)
			}
		}
	}
}
