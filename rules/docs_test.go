package rules_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/golden"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/suppress"
	"github.com/carbonlint/carbonlint/rules"
)

// TestDocs holds docs/rules.md to the rules and their fixtures; -update rewrites it.
func TestDocs(t *testing.T) {
	golden.Equal(t, "../docs/rules.md", []byte(ruleDocs(t, rules.All(), func(r *rules.Rule) *home.Home {
		return load(t, filepath.Join(fixtures, r.ID, "bad"))
	})))
}

// ruleDocs writes docs/rules.md for the rules of judging and the one about
// suppressions; bad gives the home that a rule finds fault with.
func ruleDocs(t *testing.T, judging []*rules.Rule, bad func(*rules.Rule) *home.Home) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# The rules of carbonlint\n\n")
	b.WriteString("Made from the rules and their fixtures by `go test ./rules -run TestDocs -update`; do not edit it by hand.\n\n")
	b.WriteString("| rule | usual severity | from Carbon | what it judges |\n|---|---|---|---|\n")
	list := append(judging[:len(judging):len(judging)], suppress.Rule)
	for _, r := range list {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", r.ID, r.ID, r.Severity, since(r), r.Title)
	}
	for _, r := range list {
		fmt.Fprintf(&b, "\n## %s\n\n%s.\n", r.ID, sentence(r.Title))
		for _, part := range []struct{ title, text string }{
			{"What", r.Doc.What}, {"At run time", r.Doc.Runtime}, {"Fix", r.Doc.Fix},
		} {
			fmt.Fprintf(&b, "\n**%s.** %s\n", part.title, markdown(part.text))
		}
		fmt.Fprintf(&b, "\nBefore:\n\n```xml\n%s\n```\n\nAfter:\n\n```xml\n%s\n```\n", r.Doc.Before, r.Doc.After)
		if r != suppress.Rule {
			said := describe(rules.Run(bad(r), rules.Options{Rules: []*rules.Rule{r}, Target: home.V443}))
			fmt.Fprintf(&b, "\nWhat it says of the home in `testdata/rules/%s/bad`:\n\n```\n%s```\n", r.ID, said)
		}
		fmt.Fprintf(&b, "\n**Source.** %s\n", markdown(r.Doc.Source))
	}
	return b.String()
}

// TestDocsAreWhole finds rules that leave a part of their explanation out.
func TestDocsAreWhole(t *testing.T) {
	for _, r := range rules.All() {
		for name, text := range map[string]string{
			"title": r.Title, "what": r.Doc.What, "runtime": r.Doc.Runtime, "fix": r.Doc.Fix,
			"source": r.Doc.Source, "before": r.Doc.Before, "after": r.Doc.After,
		} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", r.ID, name)
			}
		}
		if strings.HasSuffix(r.Title, ".") || strings.Contains(r.Title, "\n") {
			t.Errorf("%s: the title is one line without a full stop: %q", r.ID, r.Title)
		}
	}
}

func since(r *rules.Rule) string {
	if r.Since.Known() {
		return r.Since.String()
	}
	return "any"
}

// sentence is a title with a capital letter, unless it starts with the name of a file.
func sentence(title string) string {
	if first, _, _ := strings.Cut(title, " "); strings.Contains(first, ".") {
		return title
	}
	return strings.ToUpper(title[:1]) + title[1:]
}

// markdown writes prose so that no character of it is markup.
func markdown(s string) string {
	return strings.NewReplacer("<", "&lt;", ">", "&gt;", "_", `\_`, "*", `\*`).Replace(strings.TrimSpace(s))
}
