package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/diff"
)

// TestValuesAreCutOnATerminalOnly: what goes to a file or a pipe is whole.
func TestValuesAreCutOnATerminalOnly(t *testing.T) {
	long := strings.Repeat("value ", 100) + "end"
	items := strings.Repeat("item,", 3*maxItems)
	var wide []string
	for i := range 3 * maxItems {
		wide = append(wide, fmt.Sprintf("item-%d", i))
	}
	r := &diff.Report{Old: "a", New: "b", Files: []diff.FileDiff{{
		Status: diff.FileChanged, Old: &diff.File{Path: "a.xml"}, New: &diff.File{Path: "a.xml"},
		Changes: []diff.Change{
			{Kind: diff.Changed, Old: diff.Side{Path: "/a/b", State: diff.Active, Value: long + "1"}, New: diff.Side{Path: "/a/b", State: diff.Active, Value: long + "2"}},
			{Kind: diff.Added, New: diff.Side{Path: "/a/c", State: diff.Active, Value: "x"}},
			{Kind: diff.Added, New: diff.Side{Path: "/a/c/@d", State: diff.Active, Value: long}},
			{Kind: diff.Removed, Old: diff.Side{Path: "/a/e", State: diff.Active, Value: long}},
			{Kind: diff.Changed, Old: diff.Side{Path: "/a/f", State: diff.Active, Value: items}, New: diff.Side{Path: "/a/f", State: diff.Active, Value: items, Only: wide}},
		},
	}}}
	whole := []string{"[-end1-]", "{+end2+}", "(@d: " + long + ")", "e: " + long, wide[len(wide)-1]}
	text := renderDiff(t, "text", r, Options{})
	for _, want := range whole {
		if !strings.Contains(text, want) {
			t.Errorf("not on a terminal: no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "...") || strings.Contains(text, "more") {
		t.Errorf("not on a terminal: cut\n%s", text)
	}
	for line := range strings.Lines(renderDiff(t, "text", r, Options{Cut: true})) {
		if len(line) > 400 {
			t.Errorf("on a terminal: %d bytes in\n%s", len(line), line)
		}
	}
	if markdown := renderDiff(t, "markdown", r, Options{}); strings.Contains(markdown, "...") {
		t.Errorf("markdown: cut\n%s", markdown)
	}
}
