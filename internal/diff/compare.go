package diff

import (
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lines"
	"github.com/carbonlint/carbonlint/internal/secret"
)

// comparer compares two files.
type comparer struct {
	old, new *source
	ids      *ids
	// swap says that the sides are matched the other way round, so that what is
	// found does not depend on which of two files is called the old one.
	swap    bool
	block   *Block // around the nodes that are compared
	changes []Change
	more    Counts // of changes beyond MaxChanges
}

// side is a Side, the value as it is in the file, and whether anything in
// it is masked.
type side struct {
	Side
	raw    string
	masked bool
}

// pair compares two nodes that are one and the same thing.
func (c *comparer) pair(o, n *node) {
	if o.meaning == n.meaning && o.state == n.state {
		return
	}
	if c.block == nil && o.state == CommentedOut && n.state == CommentedOut && !o.leaf && !n.leaf {
		c.block = &Block{n.path(), o.line, n.line}
		defer func() { c.block = nil }()
	}
	before := c.found()
	if o.condition.id != n.condition.id {
		c.condition(o.condition, n.condition, c.setting(c.old, o, nil), c.setting(c.new, n, nil))
	}
	if !sameValue(o, n) || o.state != n.state && (o.speaks() || n.speaks()) {
		c.value(o, n)
	}
	c.attrs(o, n)
	c.kids(o, n)
	if o.state != n.state && c.found() == before {
		c.value(o, n)
	}
}

func sameValue(o, n *node) bool {
	if o.items != nil && n.items != nil {
		return slices.Equal(o.items, n.items)
	}
	return o.value.value == n.value.value
}

// value reports that the text of a pair differs, or its state.
func (c *comparer) value(o, n *node) {
	was, is := c.setting(c.old, o, nil), c.setting(c.new, n, nil)
	if (len(o.items) > 1 || len(n.items) > 1) && !was.masked && !is.masked {
		was.Only, is.Only = without(o.items, n.items), without(n.items, o.items)
	}
	c.add(was, is, 0)
}

// without is the items of list that are not in other.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool {
		_, found := slices.BinarySearch(other, s)
		return found
	})
}

// condition reports that a node or an attribute is under different template
// conditions, given what each side has of it.
func (c *comparer) condition(was, is condition, o, n side) {
	at := func(c condition, s side) side {
		if c.id == 0 {
			return side{}
		}
		text := c.String()
		s.Path += "/condition()"
		s.Value, s.raw, s.masked = text, text, strings.Contains(text, secret.Mask)
		return s
	}
	c.add(at(was, o), at(is, n), 0)
}

// kids compares the children of a pair, in the order of the new side; what is
// gone comes where it was.
func (c *comparer) kids(o, n *node) {
	m := c.match(o.kids, n.kids)
	moved := c.moved(m)
	gone := make([][]*node, len(n.kids)+1) // by the child they stood behind
	at := 0
	for i, k := range o.kids {
		if j := m.toNew[i]; j >= 0 {
			at = j + 1
		} else {
			gone[at] = append(gone[at], k)
		}
	}
	c.gone(gone[0])
	for j, k := range n.kids {
		if i := m.toOld[j]; i >= 0 {
			if moved[j] {
				ch := c.change(c.place(c.old, o.kids, i), c.place(c.new, n.kids, j))
				ch.Kind = Moved
				c.note(ch)
			}
			c.pair(o.kids[i], k)
		} else {
			for _, s := range k.whole() {
				c.add(side{}, c.setting(c.new, s.node, s.attr), s.block)
			}
		}
		c.gone(gone[j+1])
	}
}

func (c *comparer) gone(list []*node) {
	for _, k := range list {
		for _, s := range k.whole() {
			c.add(c.setting(c.old, s.node, s.attr), side{}, s.block)
		}
	}
}

// moved finds the pairs whose order differs where order counts: as few as
// possible, by their numbers on the new side.
func (c *comparer) moved(m *matching) map[int]bool {
	from, to, toFrom := m.new, m.old, m.toOld
	if c.swap {
		from, to, toFrom = m.old, m.new, m.toNew
	}
	orders := map[string][][2]int{}
	for j, n := range from {
		if i := toFrom[j]; i >= 0 && n.group != "" && to[i].group == n.group {
			orders[n.group] = append(orders[n.group], [2]int{j, i})
		}
	}
	moved := map[int]bool{}
	for _, pairs := range orders {
		places := make([]int, len(pairs))
		for k, p := range pairs {
			places[k] = p[1]
		}
		stays := lines.Increasing(places)
		for k, p := range pairs {
			if _, found := slices.BinarySearch(stays, k); found {
				continue
			}
			if c.swap {
				moved[p[1]] = true
			} else {
				moved[p[0]] = true
			}
		}
	}
	return moved
}

// place says behind which of its siblings the i-th stands, of those that it is
// in order with.
func (c *comparer) place(src *source, list []*node, i int) side {
	s := c.setting(src, list[i], nil)
	s.Value, s.raw, s.masked = "first", "", false
	for k := i - 1; k >= 0; k-- {
		if list[k].group == list[i].group {
			s.Value = "after " + list[k].step
			break
		}
	}
	return s
}

// setting is what one side says of a node or of an attribute of it.
func (c *comparer) setting(src *source, n *node, a *attr) side {
	s := side{Side: Side{State: n.state, Path: n.path(), Line: n.line}}
	switch {
	case a != nil:
		s.Path += "/@" + a.name
		s.Line, s.raw = a.line, a.value
		s.Value, s.masked = src.show(a.text)
	case n.prose:
		s.raw = n.value.value
		s.Value, s.masked = src.mask(n.value.span.Start, n.value.span.End)
		s.Value = prose(s.Value)
	default:
		s.raw = n.value.value
		s.Value, s.masked = src.show(n.value)
	}
	return s
}

// add notes a change. Block is the number of settings of a block commented out.
func (c *comparer) add(o, n side, block int) {
	ch := c.change(o, n)
	ch.Settings = block
	c.note(ch)
}

// found is how many changes there are so far.
func (c *comparer) found() int { return len(c.changes) + c.more.Total() }

// note lists a change, or counts it if the list is full.
func (c *comparer) note(ch Change) {
	if len(c.changes) == MaxChanges {
		c.more.Add(&ch)
		return
	}
	c.changes = append(c.changes, ch)
}

func (c *comparer) change(o, n side) Change {
	ch := Change{Kind: Changed, Old: o.Side, New: n.Side, Secret: o.masked || n.masked, Block: c.block}
	switch {
	case o.State == Absent:
		ch.Kind = Added
	case n.State == Absent:
		ch.Kind = Removed
	default:
		ch.Hidden = ch.Secret && o.Value == n.Value && o.raw != n.raw
	}
	return ch
}

// part is one setting of a subtree: a node, an attribute of it, or a block
// that is commented out.
type part struct {
	node  *node
	attr  *attr
	block int
}

// whole is what to report of a node that is on one side only: each of its
// settings. What is commented out is one block, but for a value and attributes.
func (n *node) whole() []part {
	list := n.settings(nil)
	if n.state == CommentedOut && len(list) > 1 && (!n.leaf || n.value.value == "") {
		return []part{{n, nil, len(list)}}
	}
	return list
}

// settings adds the settings of n and of what it holds to list. An element that
// only names another is none; one that holds nothing else is one itself.
func (n *node) settings(list []part) []part {
	before := len(list)
	if n.speaks() {
		list = append(list, part{n, nil, 0})
	}
	for i := range n.attrs {
		if !n.attrs[i].naming {
			list = append(list, part{n, &n.attrs[i], 0})
		}
	}
	for _, k := range n.kids {
		switch {
		case k.naming && k.leaf && len(k.attrs) == 0:
		case k.state != n.state:
			list = append(list, k.whole()...)
		default:
			list = k.settings(list)
		}
	}
	if len(list) == before {
		list = append(list, part{n, nil, 0})
	}
	return list
}
