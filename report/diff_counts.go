package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
)

// diffCounts counts changes: those of what the server reads by kind, and those
// in comments.
type diffCounts struct {
	Added, Removed, Changed, Moved int
	InComments                     int
}

func countChanges(changes []diff.Change) diffCounts {
	active := slices.DeleteFunc(slices.Clone(changes), func(c diff.Change) bool { return inComment(&c) })
	n := countKinds(active)
	n.InComments = len(changes) - len(active)
	return n
}

func countKinds(changes []diff.Change) diffCounts {
	var n diffCounts
	for i := range changes {
		switch changes[i].Kind {
		case diff.Added:
			n.Added++
		case diff.Removed:
			n.Removed++
		case diff.Changed:
			n.Changed++
		case diff.Moved:
			n.Moved++
		}
	}
	return n
}

func (n diffCounts) total() int { return n.Added + n.Removed + n.Changed + n.Moved }

func (n diffCounts) plus(o diffCounts) diffCounts {
	return diffCounts{n.Added + o.Added, n.Removed + o.Removed, n.Changed + o.Changed, n.Moved + o.Moved, n.InComments + o.InComments}
}

// kinds is such as "2 added, 1 changed".
func (n diffCounts) kinds() string {
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

// String is such as "2 added, 1 changed, 2 in comments".
func (n diffCounts) String() string {
	parts := n.kinds()
	if n.InComments > 0 {
		parts += fmt.Sprintf(", %d in comments", n.InComments)
	}
	return strings.TrimPrefix(parts, ", ")
}
