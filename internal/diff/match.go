package diff

import (
	"slices"

	"github.com/carbonlint/carbonlint/internal/lines"
)

// matching pairs children of the old side with those of the new: toNew[i] is the
// index in new of the child that old[i] became, -1 when it has none.
type matching struct {
	old, new     []*node
	toNew, toOld []int
}

// match pairs the children of two nodes. It decides in steps, and no step takes a
// pair apart that an earlier one made. An example, with c for commented out:
//
//	old                                 new
//	0  <Property name="a">1</Property>  0  <Connector port="80" URIEncoding="x"/>
//	1  <Valve className="V"/>           1  <Property name="a">2</Property>
//	2  <Connector port="80"/>           2  <Valve className="V"/>
//	3c <Property name="b">1</Property>  3  <Property name="b">1</Property>
//
// The steps:
//
//   - inPlace pairs what means the same in the same order: old 1 with new 2.
//   - Active is paired with active and commented out with commented out, first
//     by the whole name: old 0 with new 1 (another value), old 2 with new 0 (an
//     attribute more). Then by the part of the name that is stable
//     (identity.Name.Firm), for a Connector on another port.
//   - What is left is paired in the same way whatever its state: old 3c with new
//     3, a setting that is now active.
//   - Several elements of one name are paired by how much they have in common
//     (pairClosest), and only if that is more than half.
//
// What is left on the old side was removed, on the new side added.
func (c *comparer) match(old, new []*node) *matching {
	if c.swap {
		old, new = new, old
	}
	m := &matching{old: old, new: new, toNew: make([]int, len(old)), toOld: make([]int, len(new))}
	for i := range m.toNew {
		m.toNew[i] = -1
	}
	for j := range m.toOld {
		m.toOld[j] = -1
	}
	m.inPlace()
	exact := func(n *node) string { return n.id() }
	firm := func(n *node) string { return n.name + n.firm }
	withState := func(f func(*node) string) func(*node) string {
		return func(n *node) string { return n.state.String() + f(n) }
	}
	c.pass(m, withState(exact), true)
	c.pass(m, withState(firm), false)
	c.pass(m, exact, true)
	c.pass(m, firm, false)
	if c.swap {
		return &matching{old: new, new: old, toNew: m.toOld, toOld: m.toNew}
	}
	return m
}

// inPlace pairs what means the same on both sides in the same order, so that of
// several equal ones each is paired with that at its place.
func (m *matching) inPlace() {
	number := func(list []*node) []int {
		numbers := make([]int, len(list))
		for i, n := range list {
			numbers[i] = n.meaning*(int(Active)+1) + int(n.state)
		}
		return numbers
	}
	for _, p := range lines.Match(number(m.old), number(m.new)) {
		m.pair(p.Old, p.New)
	}
}

// group is the children of both sides that have the same name, as numbers.
type group struct{ old, new []int }

// pass pairs what is left, within groups of the same name. Exact says that
// nodes with a key in one group have the same key.
func (c *comparer) pass(m *matching, name func(*node) string, exact bool) {
	groups := map[string]*group{}
	var order []*group
	for i, n := range m.old {
		if m.toNew[i] >= 0 {
			continue
		}
		k := name(n)
		if groups[k] == nil {
			groups[k] = &group{}
			order = append(order, groups[k])
		}
		groups[k].old = append(groups[k].old, i)
	}
	if len(order) == 0 {
		return
	}
	for j, n := range m.new {
		if m.toOld[j] < 0 {
			if g := groups[name(n)]; g != nil {
				g.new = append(g.new, j)
			}
		}
	}
	for _, g := range order {
		if len(g.new) > 0 {
			c.pairGroup(m, g, exact)
		}
	}
}

func (m *matching) pair(i, j int) { m.toNew[i], m.toOld[j] = j, i }

// pairGroup pairs nodes of one name.
func (c *comparer) pairGroup(m *matching, g *group, exact bool) {
	m.pairEqual(g)
	rest := m.left(g)
	if len(rest.old) == 0 || len(rest.new) == 0 {
		return
	}
	keyed := exact && m.old[g.old[0]].key != ""
	if keyed && len(rest.old)+len(rest.new) == 2 || m.plain(rest) && (keyed || exact && m.inStep(g, rest)) || m.only(g) {
		m.inOrder(rest)
		return
	}
	c.pairClosest(m, rest)
	if keyed {
		m.inOrder(m.left(rest))
	}
}

// inOrder pairs what there is in the order of the file.
func (m *matching) inOrder(g *group) {
	for k := range min(len(g.old), len(g.new)) {
		m.pair(g.old[k], g.new[k])
	}
}

// inStep reports whether plain values without a name can be paired in order:
// one side has but one, or as many have gone as have come.
func (m *matching) inStep(g, rest *group) bool {
	return len(rest.old) == len(rest.new) || len(g.old) == 1 && only(m.old, g.old[0]) || len(g.new) == 1 && only(m.new, g.new[0])
}

// only reports whether the group is one node on each side, and no other has its
// name and state there.
func (m *matching) only(g *group) bool {
	return len(g.old) == 1 && len(g.new) == 1 && only(m.old, g.old[0]) && only(m.new, g.new[0])
}

// plain reports whether no node of the group has children.
func (m *matching) plain(g *group) bool {
	return !slices.ContainsFunc(g.old, func(i int) bool { return !m.old[i].leaf }) &&
		!slices.ContainsFunc(g.new, func(j int) bool { return !m.new[j].leaf })
}

// only reports whether no other of the list has the i-th's name and state.
func only(list []*node, i int) bool {
	for k, n := range list {
		if k != i && n.name == list[i].name && n.state == list[i].state {
			return false
		}
	}
	return true
}

// pairEqual pairs those that mean the same, in order.
func (m *matching) pairEqual(g *group) {
	byMeaning := make(map[int][]int, len(g.new))
	for _, j := range g.new {
		byMeaning[m.new[j].meaning] = append(byMeaning[m.new[j].meaning], j)
	}
	for _, i := range g.old {
		if same := byMeaning[m.old[i].meaning]; len(same) > 0 {
			m.pair(i, same[0])
			byMeaning[m.old[i].meaning] = same[1:]
		}
	}
}

// left is what of a group is not paired yet.
func (m *matching) left(g *group) *group {
	rest := &group{}
	for _, i := range g.old {
		if m.toNew[i] < 0 {
			rest.old = append(rest.old, i)
		}
	}
	for _, j := range g.new {
		if m.toOld[j] < 0 {
			rest.new = append(rest.new, j)
		}
	}
	return rest
}
