package template

import (
	"slices"
	"strings"
)

// Branch is one arm of a block of template code: of an if, a loop, a macro.
type Branch struct {
	Block int    // numbers the block within its file
	Arm   int    // 0 for the if itself, 1 and up for elsif and else
	Text  string // the source of the opening tag in one short line: "if @ssl", "else of if @ssl"
}

// Condition is the list of branches around a place in a file, outermost first. It is nil where the text is always
// there, exactly once.
type Condition []Branch

// Excludes reports whether two conditions lie in different arms of one block, so that what is under the one and what is
// under the other are never both there. In a loop this holds for each round.
func (a Condition) Excludes(b Condition) bool {
	for i := range min(len(a), len(b)) {
		if a[i].Block != b[i].Block {
			return false
		}
		if a[i].Arm != b[i].Arm {
			return true
		}
	}
	return false
}

// Same reports whether two places lie in exactly the same arms of the same blocks.
func (a Condition) Same(b Condition) bool {
	return slices.EqualFunc(a, b, func(x, y Branch) bool { return x.Block == y.Block && x.Arm == y.Arm })
}

// Common is the part of both conditions that is the same: what holds wherever one of them does.
func (a Condition) Common(b Condition) Condition {
	n := 0
	for n < len(a) && n < len(b) && a[n].Block == b[n].Block && a[n].Arm == b[n].Arm {
		n++
	}
	if n == 0 {
		return nil
	}
	return a[:n]
}

// String is the condition for messages, outermost branch first: "if @clustered, else of if @ssl".
func (a Condition) String() string {
	texts := make([]string, len(a))
	for i, branch := range a {
		texts[i] = branch.Text
	}
	return strings.Join(texts, ", ")
}

// Condition returns the branches around an offset. For a place between two bytes it tells under which condition text
// inserted there would lie. An offset strictly inside template code belongs to what precedes that code.
func (c *Code) Condition(off int) Condition {
	if c == nil {
		return nil
	}
	return c.blocks.at(off)
}
