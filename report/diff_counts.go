package report

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
)

// kinds is such as "2 added, 1 changed".
func kinds(n diff.Counts) string {
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{n.Added, "added"}, {n.Removed, "removed"}, {n.Changed, "changed"}, {n.Moved, "moved"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	return strings.Join(parts, ", ")
}

// counts is such as "2 added, 1 changed, 2 in comments".
func counts(n diff.Counts) string {
	parts := kinds(n)
	if n.InComments > 0 {
		parts += fmt.Sprintf(", %d in comments", n.InComments)
	}
	return strings.TrimPrefix(parts, ", ")
}

// notListed says how many changes of a file are not listed; "" if all are.
func notListed(f *diff.FileDiff) string {
	n := f.More.Total()
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d more changes in this file are not listed", n)
}
