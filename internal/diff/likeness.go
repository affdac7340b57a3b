package diff

import (
	"cmp"
	"slices"
)

// likeness is how much of two nodes is the same.
type likeness struct {
	share    float64 // from 0 to 1
	distance int     // of their places among those left
	i, j     int
}

const (
	// alike is the share above which two nodes without a name are taken for one
	// that changed.
	alike = 0.5
	// maxPairs is up to how many pairs are looked at one by one; of more, only
	// those that share something rare.
	maxPairs = 4096
	// rare is how many nodes at most have what is rare.
	rare = 16
)

// pairClosest pairs nodes that are alike, the most alike first.
func (c *comparer) pairClosest(m *matching, g *group) {
	candidates := c.candidates(m, g)
	var found []likeness
	for a, i := range g.old {
		for _, b := range candidates(i) {
			j := g.new[b]
			if s := share(c.features(m.old[i]), c.features(m.new[j])); s > alike {
				found = append(found, likeness{s, max(a-b, b-a), i, j})
			}
		}
	}
	slices.SortStableFunc(found, func(x, y likeness) int {
		return cmp.Or(cmp.Compare(y.share, x.share), cmp.Compare(x.distance, y.distance))
	})
	for _, l := range found {
		if m.toNew[l.i] < 0 && m.toOld[l.j] < 0 {
			m.pair(l.i, l.j)
		}
	}
}

// candidates gives, for a node of the old side, those of the group's new ones
// that it may be like, in order.
func (c *comparer) candidates(m *matching, g *group) func(i int) []int {
	if len(g.old)*len(g.new) <= maxPairs {
		all := make([]int, len(g.new))
		for b := range all {
			all[b] = b
		}
		return func(int) []int { return all }
	}
	having := map[int][]int{} // by feature
	for b, j := range g.new {
		for _, f := range c.features(m.new[j]) {
			if len(having[f]) <= rare {
				having[f] = append(having[f], b)
			}
		}
	}
	return func(i int) []int {
		var list []int
		for _, f := range c.features(m.old[i]) {
			if len(having[f]) <= rare {
				list = append(list, having[f]...)
			}
		}
		slices.Sort(list)
		return slices.Compact(list)
	}
}

// features are what makes a node alike to another: that it has an attribute or
// child of a name, and which value that has. They are sorted.
func (c *comparer) features(n *node) []int {
	if n.feats != nil {
		return n.feats
	}
	n.feats = append(n.feats, c.ids.of("text "+n.value.value))
	for _, a := range n.attrs {
		n.feats = append(n.feats, c.ids.of("has @"+a.id), c.ids.of("@"+a.id+"="+a.value))
	}
	for _, k := range n.kids {
		if k.prose {
			continue
		}
		n.feats = append(n.feats, c.ids.of("has "+k.id()), -k.meaning)
	}
	slices.Sort(n.feats)
	return n.feats
}

// share is how much of two sorted lists is in both.
func share(a, b []int) float64 {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both, i, j = both+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}
