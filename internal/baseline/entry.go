// Package baseline remembers the findings that were there when carbonlint came
// to a repository, so that only new ones fail a run. It knows a finding by what
// it is about and what is wrong with it, never by its line.
package baseline

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// Entry is a number of findings that are equal in all that outlives an edit
// somewhere else in the file.
type Entry struct {
	// Home is the path of the home as seen from the directory of the baseline,
	// File that of the file within the home.
	Home string `json:"home"`
	File string `json:"file"`
	// Element names the element by what cannot change without it becoming another.
	// It holds no secret.
	Element string `json:"element"`
	Rule    string `json:"rule"`
	// Item is the item of the guide that is meant, "" for all of the rule's.
	Item string `json:"item,omitempty"`
	// Problem is the code of the finding or, without one, a digest of its message.
	Problem string `json:"problem"`
	// Severity is how bad it was: a finding that is worse is a new one.
	Severity string `json:"severity"`
	// Count is the number of findings, at least 1.
	Count int `json:"count"`
}

// entryOf is the entry for a finding in the home of that name, see [Home].
func entryOf(home string, f *rules.Finding, names *identity.Names) Entry {
	return Entry{
		Home: home, File: f.Doc.Path, Element: element(f.Doc.ElementAt(f.Span.Start), names),
		Rule: f.Rule.ID, Item: f.Item, Problem: cmp.Or(f.Code, wording(f.Message)), Severity: f.Severity.String(), Count: 1,
	}
}

// Home names the home in the directory dir in the baseline file: by its path as
// seen from the directory of the file, slash-separated.
func Home(file, dir string) string {
	from, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return filepath.ToSlash(dir)
	}
	to, err := filepath.Abs(dir)
	if err != nil {
		return filepath.ToSlash(dir)
	}
	rel, err := filepath.Rel(from, to)
	if err != nil {
		return filepath.ToSlash(to) // on another volume
	}
	return filepath.ToSlash(rel)
}

// element names e and what is around it. Equal siblings have one name: the count
// says how many of them are meant, whichever order they come in.
func element(e *xmldoc.Element, names *identity.Names) string {
	var steps []string
	for at := e; at != nil; at = at.Parent() {
		step := at.Name()
		if at.Parent() != nil {
			// The firm part alone may be left out where no sibling has the same name.
			name := names.Of(at)
			step += cmp.Or(name.Firm, name.Key)
		}
		steps = append(steps, step)
	}
	slices.Reverse(steps)
	return secret.Line("/" + strings.Join(steps, "/"))
}

var (
	values = lazy.MustCompile(`"(?:[^"\\]|\\.)*"|[0-9]+`)
	blanks = lazy.MustCompile(`\s+`)
)

// wording is for findings without a code: a digest of the message without the
// values and numbers in it, which change with an edit elsewhere: a line, a port.
func wording(message string) string {
	text := blanks.ReplaceAllString(values.ReplaceAllString(message, "#"), " ")
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6])
}

// key is e without severity and count.
func (e Entry) key() Entry {
	e.Severity, e.Count = "", 0
	return e
}

// severity is how bad it was.
func (e Entry) severity() rules.Severity {
	s, _ := rules.ParseSeverity(e.Severity) // checked by Read
	return s
}

func compare(a, b Entry) int {
	return cmp.Or(
		cmp.Compare(a.Home, b.Home), cmp.Compare(a.File, b.File), cmp.Compare(a.Element, b.Element),
		cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Item, b.Item), cmp.Compare(a.Problem, b.Problem),
		cmp.Compare(b.severity(), a.severity()), cmp.Compare(a.Count, b.Count),
	)
}
