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
	// Head and Code are the whole source of the tag that opens the block and of the one that opens the arm, written in
	// one way whatever their layout.
	Head, Code string
}

// Condition is the branches around a place in a file, from the innermost outwards. It is nil where the text is always
// there, exactly once. Places in the same arm have the same Condition: it is made once for each arm, however deep.
type Condition struct {
	Branch
	Outer *Condition // around the block
	depth int
	// number counts the conditions of a file in its order, last is that of the last one inside this.
	number, last int
}

// around reports whether b is a or lies inside it, however deep.
func (a *Condition) around(b *Condition) bool {
	return a == nil || b != nil && a.number <= b.number && b.number <= a.last
}

// Depth is the number of branches.
func (a *Condition) Depth() int {
	if a == nil {
		return 0
	}
	return a.depth
}

// upTo goes outwards until no more than depth branches are left.
func (a *Condition) upTo(depth int) *Condition {
	for a.Depth() > depth {
		a = a.Outer
	}
	return a
}

// parts goes outwards from two conditions to where they part: to the outermost arms that only one of them lies in, nil
// for one that lies around the other.
func (a *Condition) parts(b *Condition) (inA, inB *Condition) {
	x, y := a.upTo(b.Depth()), b.upTo(a.Depth())
	if x == y {
		return a.upTo(x.Depth() + 1).beyond(x), b.upTo(x.Depth() + 1).beyond(x)
	}
	for x.Outer != y.Outer {
		x, y = x.Outer, y.Outer
	}
	return x, y
}

// beyond is a unless it is outer.
func (a *Condition) beyond(outer *Condition) *Condition {
	if a == outer {
		return nil
	}
	return a
}

// Excludes reports whether two conditions lie in different arms of one block, so that what is under the one and what is
// under the other are never both there. In a loop this holds for each round.
func (a *Condition) Excludes(b *Condition) bool {
	if a.around(b) || b.around(a) {
		return false
	}
	x, y := a.parts(b)
	return x != nil && y != nil && x.Block == y.Block
}

// Same reports whether two places lie in exactly the same arms of the same blocks.
func (a *Condition) Same(b *Condition) bool { return a == b }

// Common is the part of both conditions that is the same: what holds wherever one of them does.
func (a *Condition) Common(b *Condition) *Condition {
	if x, _ := a.parts(b); x != nil {
		return x.Outer
	}
	return a
}

// Below is the outermost branch of a that is not in outer, which is a part of a; nil when there is none.
func (a *Condition) Below(outer *Condition) *Condition {
	return a.upTo(outer.Depth() + 1).beyond(outer)
}

// maxShown is how many branches of a condition a message shows, far more than anybody writes: text for a place in each
// of many nested branches must not grow with the square of their number.
const maxShown = 8

// String is the condition for messages, outermost branch first: "if @clustered, else of if @ssl". Of very many branches
// it has the innermost.
func (a *Condition) String() string {
	var texts []string
	for ; a != nil && len(texts) < maxShown; a = a.Outer {
		texts = append(texts, a.Text)
	}
	if a != nil {
		texts = append(texts, "…")
	}
	slices.Reverse(texts)
	return strings.Join(texts, ", ")
}

// Condition returns the branches around an offset. For a place between two bytes it is the condition of text
// inserted there. An offset strictly inside template code belongs to what precedes that code.
func (c *Code) Condition(off int) *Condition {
	if c == nil {
		return nil
	}
	return c.blocks.at(off)
}
