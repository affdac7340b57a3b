package rules

import (
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// alternatives groups elements of which at most one is present at a time: those
// in different arms of one template condition. An element joins the first group
// that it fits into. Each element outside a condition is a group of its own.
func alternatives(doc *xmldoc.Document, list []*xmldoc.Element) [][]*xmldoc.Element {
	var groups [][]*xmldoc.Element
	var arms []*armsOf                     // of each group
	inBlock := map[int][]int{}             // the groups of an outermost block
	tried := map[*template.Condition]int{} // how many of them are closed to a condition
	for _, e := range list {
		cond := doc.ConditionOf(e)
		path := branches(cond)
		if len(path) == 0 {
			groups, arms = append(groups, []*xmldoc.Element{e}), append(arms, nil)
			continue
		}
		block := path[0].Block
		n := tried[cond]
		for n < len(inBlock[block]) && !arms[inBlock[block][n]].take(path) {
			n++
		}
		tried[cond] = n + 1
		if n < len(inBlock[block]) {
			g := inBlock[block][n]
			groups[g] = append(groups[g], e)
			continue
		}
		inBlock[block] = append(inBlock[block], len(groups))
		groups, arms = append(groups, []*xmldoc.Element{e}), append(arms, newArms(path))
	}
	return groups
}

// branches are those of a condition, outermost first.
func branches(c *template.Condition) []template.Branch {
	var path []template.Branch
	for ; c != nil; c = c.Outer {
		path = append(path, c.Branch)
	}
	slices.Reverse(path)
	return path
}

// armsOf are the arms of one block that the elements of a group lie in: nil for
// an element right there, or the arms of the one block inside that the elements
// lie in.
type armsOf struct {
	block int
	arms  map[int]*armsOf
}

// newArms is a group of one element, nil where no branch is left.
func newArms(path []template.Branch) *armsOf {
	if len(path) == 0 {
		return nil
	}
	return &armsOf{path[0].Block, map[int]*armsOf{path[0].Arm: newArms(path[1:])}}
}

// take adds an element that excludes all there are; it reports whether it does.
func (a *armsOf) take(path []template.Branch) bool {
	for i, b := range path {
		if a == nil || a.block != b.Block {
			return false
		}
		inner, taken := a.arms[b.Arm]
		if !taken {
			a.arms[b.Arm] = newArms(path[i+1:])
			return true
		}
		a = inner
	}
	return false
}

// onlySometimes is the condition under which e is there beyond that of its
// parent; nil when it always is.
func onlySometimes(doc *xmldoc.Document, e *xmldoc.Element) *template.Condition {
	own := doc.ConditionOf(e)
	if p := e.Parent(); p != nil && own.Same(doc.ConditionOf(p)) {
		return nil
	}
	return own
}

// everyCase reports whether one of group is there wherever their parent is: it
// is one element outside any condition of its own, or has all arms of an if.
func everyCase(doc *xmldoc.Document, group []*xmldoc.Element) bool {
	if len(group) == 1 {
		return onlySometimes(doc, group[0]) == nil
	}
	arms := map[int]bool{}
	var last template.Branch
	for _, e := range group {
		own, around := doc.ConditionOf(e), doc.ConditionOf(e.Parent())
		if own.Depth() != around.Depth()+1 {
			return false
		}
		arms[own.Arm] = true
		if own.Arm >= last.Arm {
			last = own.Branch
		}
	}
	closed := strings.HasPrefix(last.Text, "else of ") || last.Arm == 1 && strings.HasPrefix(last.Text, "^")
	return closed && len(arms) == last.Arm+1
}

type condition = *template.Condition
