package diff

import (
	"fmt"
	"strings"
	"testing"
)

// tell puts changes in one line each: kind, path, states when not both sides
// are active or absent, values.
func tell(changes []Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%s %s", c.Kind, c.Path())
		if c.New.Path != "" && c.Old.Path != "" && c.Old.Path != c.New.Path {
			fmt.Fprintf(&b, " (was %s)", c.Old.Path)
		}
		if c.Old.State == CommentedOut || c.New.State == CommentedOut {
			fmt.Fprintf(&b, " [%s -> %s]", c.Old.State, c.New.State)
		}
		switch {
		case c.Settings > 0:
			fmt.Fprintf(&b, " %d settings", c.Settings)
		case c.Kind == Added:
			fmt.Fprintf(&b, " %q", c.New.Value)
		case c.Kind == Removed:
			fmt.Fprintf(&b, " %q", c.Old.Value)
		default:
			fmt.Fprintf(&b, " %q %q", c.Old.Value, c.New.Value)
		}
		switch {
		case c.Hidden:
			b.WriteString(" hidden")
		case c.Secret:
			b.WriteString(" secret")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func compared(t *testing.T, name, old, new string, opt Options) []Change {
	t.Helper()
	f := Files(&File{Path: name, Data: []byte(old)}, &File{Path: name, Data: []byte(new)}, opt)
	if f.Note != "" {
		t.Errorf("%s: %s", name, f.Note)
	}
	return f.Changes
}

// diffCase is two versions of a file, and what tell says of their comparison.
type diffCase struct{ name, old, new, want string }

// checkCases compares the versions of a file of that name, and tests the laws.
func checkCases(t *testing.T, file string, tests []diffCase) {
	t.Helper()
	for _, tt := range tests {
		if got := tell(compared(t, file, tt.old, tt.new, Options{})); got != tt.want {
			t.Errorf("%s: %s:\n%swant\n%s", file, tt.name, got, tt.want)
		}
		checkLaws(t, file, []byte(tt.old), []byte(tt.new))
	}
}

// mirrored is what a comparison finds the other way round.
func mirrored(changes []Change) []Change {
	out := make([]Change, len(changes))
	for i, c := range changes {
		c.Old, c.New = c.New, c.Old
		switch c.Kind {
		case Added:
			c.Kind = Removed
		case Removed:
			c.Kind = Added
		case Changed, Moved:
		}
		if c.Block != nil {
			c.Block = &Block{OldLine: c.Block.NewLine, NewLine: c.Block.OldLine}
		}
		out[i] = c
	}
	return out
}

// bag is changes without their order.
func bag(changes []Change) map[string]int {
	all := map[string]int{}
	for _, c := range changes {
		lines := ""
		if c.Block != nil {
			lines = fmt.Sprint(c.Block.OldLine, c.Block.NewLine)
		}
		c.Block = nil
		all[fmt.Sprintf("%+v %s", c, lines)]++
	}
	return all
}

// checkLaws tests what holds for any two files: each is the same as itself, and
// the comparison the other way round finds the same.
func checkLaws(t *testing.T, name string, old, new []byte) {
	t.Helper()
	a, b := &File{Path: name, Data: old}, &File{Path: name, Data: new}
	for _, opt := range []Options{{}, {Comments: true}} {
		if f := Files(a, &File{Path: name, Data: append([]byte("\n"), old...)}, opt); a.xml() == nil && len(f.Changes) > 0 && a.format() == asText {
			t.Errorf("%s: a blank line more is a change", name)
		}
		there, back := Files(a, b, opt), Files(b, a, opt)
		if there.Status != back.Status || there.Note != back.Note {
			t.Errorf("%s: %s %q there, %s %q back", name, there.Status, there.Note, back.Status, back.Note)
		}
		want, got := bag(mirrored(there.Changes)), bag(back.Changes)
		for c, n := range want {
			if got[c] != n {
				t.Errorf("%s: there and not back:\n%s", name, c)
			}
		}
		for c, n := range got {
			if want[c] != n {
				t.Errorf("%s: back and not there:\n%s", name, c)
			}
		}
		if string(old) == string(new) && len(there.Changes) > 0 {
			t.Errorf("%s differs from itself:\n%s", name, tell(there.Changes))
		}
	}
}
