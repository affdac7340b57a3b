package diff

import "slices"

// attrs compares the attributes of a pair. Those of one name are paired by their
// conditions, then in order.
func (c *comparer) attrs(o, n *node) {
	for i, j := 0, 0; i < len(o.attrs) || j < len(n.attrs); {
		id := ""
		if j == len(n.attrs) || i < len(o.attrs) && o.attrs[i].id < n.attrs[j].id {
			id = o.attrs[i].id
		} else {
			id = n.attrs[j].id
		}
		olds, news := named(o.attrs[i:], id), named(n.attrs[j:], id)
		i, j = i+len(olds), j+len(news)
		c.attrsOfOneName(o, n, olds, news)
	}
}

// named is the attributes at the start of a list that have the id.
func named(list []attr, id string) []attr {
	n := 0
	for n < len(list) && list[n].id == id {
		n++
	}
	return list[:n]
}

func (c *comparer) attrsOfOneName(o, n *node, olds, news []attr) {
	left := make([]*attr, 0, len(olds))
	paired := make([]bool, len(news))
	for i := range olds {
		j := slices.IndexFunc(news, func(a attr) bool { return a.condition.id == olds[i].condition.id })
		if j < 0 || paired[j] {
			left = append(left, &olds[i])
			continue
		}
		paired[j] = true
		c.attr(o, n, &olds[i], &news[j])
	}
	for j := range news {
		switch {
		case paired[j]:
		case len(left) > 0:
			c.attr(o, n, left[0], &news[j])
			left = left[1:]
		default:
			c.add(side{}, c.setting(c.new, n, &news[j]), 0)
		}
	}
	for _, a := range left {
		c.add(c.setting(c.old, o, a), side{}, 0)
	}
}

// attr compares an attribute of a pair.
func (c *comparer) attr(o, n *node, a, b *attr) {
	if a.condition.id != b.condition.id {
		c.condition(a.condition, b.condition, c.setting(c.old, o, a), c.setting(c.new, n, b))
	}
	if !a.same(b) || o.state != n.state && !(a.naming && b.naming) {
		c.add(c.setting(c.old, o, a), c.setting(c.new, n, b), 0)
	}
}
