package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/identity"
)

// ids numbers texts: equal ones have equal numbers.
type ids struct {
	known map[string]int
	text  []byte // of the node that is being numbered
}

func newIDs() *ids { return &ids{known: map[string]int{}} }

func (t *ids) of(s string) int {
	id, ok := t.known[s]
	if !ok {
		id = len(t.known) + 1
		t.known[s] = id
	}
	return id
}

// finish numbers the children of n, finds those whose order counts and gives n
// its meaning. All children are finished. Of two that nothing tells apart, the
// server takes the first or the last unless they are a list, so that their order
// counts.
func (t *ids) finish(n *node, order func(name, firm string) string) {
	if len(n.kids) > 0 {
		n.order(order)
	}
	t.text = append(t.text[:0], n.name...)
	t.add(0, n.key)
	t.number(0, n.condition.id)
	if n.items != nil {
		t.add(0, strings.Join(n.items, "\x00"))
	} else {
		t.add(0, n.value.value)
	}
	for i := range n.attrs {
		a := &n.attrs[i]
		t.add(0, "@")
		t.text = append(t.text, a.id...)
		t.number(0, a.condition.id)
		t.add('=', a.value)
	}
	t.children(n)
	if id, ok := t.known[string(t.text)]; ok {
		n.meaning = id
		return
	}
	n.meaning = t.of(string(t.text))
}

// order gives the children of n their step where several have the same, and their
// group where their order counts.
func (n *node) order(order func(name, firm string) string) {
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
		if k.state != Active || k.prose {
			continue
		}
		if group := order(k.name, k.firm); group != "" {
			k.group = "in order: " + group
		} else if id := k.id(); seen[id] > 1 && !identity.Listed(k.name) {
			k.group = id
		}
	}
}

// children adds what the children of n mean, in order only where it counts.
func (t *ids) children(n *node) {
	var free []int
	var groups map[string][]int
	for _, k := range n.kids {
		m := 2 * k.meaning
		if k.state != n.state {
			m++
		}
		switch {
		case k.group == "":
			free = append(free, m)
		case groups == nil:
			groups = map[string][]int{k.group: {m}}
		default:
			groups[k.group] = append(groups[k.group], m)
		}
	}
	slices.Sort(free)
	t.numbers(free)
	names := make([]string, 0, len(groups))
	for g := range groups {
		names = append(names, g)
	}
	slices.Sort(names)
	for _, g := range names {
		t.add(0, g)
		t.numbers(groups[g])
	}
}

func (t *ids) add(sign byte, text string) { t.text = append(append(t.text, sign), text...) }

func (t *ids) number(sign byte, n int) {
	t.text = strconv.AppendInt(append(t.text, sign), int64(n), 10)
}

func (t *ids) numbers(list []int) {
	t.text = append(t.text, 0)
	for _, m := range list {
		t.number(',', m)
	}
}

// unordered is for finish: no order counts but that of settings nothing tells apart.
func unordered(string, string) string { return "" }
