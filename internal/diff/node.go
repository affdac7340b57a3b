package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// node is one element of a file, one key of a properties file, one comment, or
// the file as a whole, in the form in which all are compared.
type node struct {
	parent *node
	name   string // an element's local name; "" for a key
	// key names the node among siblings of its name, firm is the part of it that
	// cannot change; step is both as part of a path.
	key, firm, step string
	state           State
	value           text
	items           []string // the value as a set, where it is compared as one
	attrs           []attr   // in the order of their ids
	kids            []*node
	condition       condition           // under which template code has it, beyond its parent's
	within          *template.Condition // under which template code has it
	leaf            bool                // has no active child elements
	naming          bool                // says no more than what its parent is called
	flat            bool                // paths start below it
	prose           bool                // is a comment without settings
	line            int
	// group joins siblings whose order counts; "" when it does not.
	group string
	// meaning is equal for nodes that mean the same, whatever their state.
	meaning int
	feats   []int
}

// text is a value and where it is.
type text struct {
	value string
	span  xmldoc.Span
}

// attr is an attribute of a node.
type attr struct {
	id   string // name and namespace
	name string // as written
	text
	condition condition // under which template code has it, beyond its element's
	lines     bool      // the value goes over several lines
	line      int
	naming    bool
}

func (n *node) path() string {
	switch {
	case n.parent == nil:
		return ""
	case n.parent.flat:
		return n.step
	}
	return n.parent.path() + "/" + n.step
}

// id is what the node is matched by: its name and what names it.
func (n *node) id() string { return n.name + n.key }

// speaks reports whether the node's text is a setting: it has one, or nothing
// else that is.
func (n *node) speaks() bool {
	if n.value.value != "" || n.items != nil {
		return true
	}
	return n.leaf && !slices.ContainsFunc(n.attrs, func(a attr) bool { return !a.naming })
}

// ids numbers texts: equal ones have equal numbers.
type ids map[string]int

func (t ids) of(s string) int {
	id, ok := t[s]
	if !ok {
		id = len(t) + 1
		t[s] = id
	}
	return id
}

// finish numbers the children of n, finds those whose order counts and gives n
// its meaning. All children are finished. Of two that nothing tells apart, the
// server takes the first or the last unless they are a list, so that their order
// counts.
func (t ids) finish(n *node, order func(name, firm string) string) {
	seen := make(map[string]int, len(n.kids))
	for _, k := range n.kids {
		step := k.step
		if k.state != n.state {
			step = "#" + step // active and commented out are counted apart
		}
		seen[step]++
		if c := seen[step]; c > 1 {
			k.step = fmt.Sprintf("%s[%d]", k.step, c)
		}
	}
	for _, k := range n.kids {
		switch {
		case k.state != Active || k.prose:
		case order(k.name, k.firm) != "":
			k.group = "in order: " + order(k.name, k.firm)
		case seen[k.name+k.key] > 1 && !identity.Listed(k.name):
			k.group = k.id()
		}
	}

	var b strings.Builder
	b.WriteString(n.name + "\x00" + n.key + "\x00" + strconv.Itoa(n.condition.id) + "\x00")
	if n.items != nil {
		b.WriteString(strings.Join(n.items, "\x00"))
	} else {
		b.WriteString(n.value.value)
	}
	for _, a := range n.attrs {
		b.WriteString("\x00@" + a.id + "\x00" + strconv.Itoa(a.condition.id) + "=" + a.value)
	}
	var free []int
	groups := map[string][]int{}
	for _, k := range n.kids {
		m := 2 * k.meaning
		if k.state != n.state {
			m++
		}
		if k.group == "" {
			free = append(free, m)
		} else {
			groups[k.group] = append(groups[k.group], m)
		}
	}
	slices.Sort(free)
	writeNumbers(&b, free)
	names := make([]string, 0, len(groups))
	for g := range groups {
		names = append(names, g)
	}
	slices.Sort(names)
	for _, g := range names {
		b.WriteString("\x00" + g)
		writeNumbers(&b, groups[g])
	}
	n.meaning = t.of(b.String())
}

// unordered is for finish: no order counts but that of settings nothing tells apart.
func unordered(string, string) string { return "" }

func writeNumbers(b *strings.Builder, list []int) {
	b.WriteByte(0)
	for _, m := range list {
		b.WriteString(strconv.Itoa(m))
		b.WriteByte(',')
	}
}
