package diff

import (
	"math/rand"
	"slices"
)

// mutate makes one change; moved says that it is one of an order that counts.
func (n *tree) mutate(r *rand.Rand) (moved, done bool) {
	list := n.all()
	e := list[1+r.Intn(len(list)-1)]
	at := slices.Index(e.parent.kids, e)
	plain := len(e.kids) == 0 && e.text != "" && !e.parent.names(e.name) && !e.names(".")
	switch r.Intn(8) {
	case 0:
		if plain {
			e.text += "q"
			return false, true
		}
	case 1:
		for i := range e.attrs {
			if !e.names("@" + e.attrs[i][0]) {
				e.attrs[i][1] += "q"
				return false, true
			}
		}
	case 2:
		if !e.parent.names(e.name) && e.parent.parent != nil {
			e.parent.kids = slices.Delete(e.parent.kids, at, at+1)
			return false, true
		}
	case 3:
		e.attrs = append(e.attrs, [2]string{"extra", "1"})
		return false, true
	case 4:
		if plain && !e.comment && len(e.attrs) < 2 {
			e.comment = true
			return false, true
		}
	case 5: // in another order
		for i := len(e.parent.kids) - 1; i > 0; i-- {
			j := r.Intn(i + 1)
			a, b := e.parent.kids[i], e.parent.kids[j]
			if a.name != b.name || ordering[a.name] != e.parent.name && a.key() != b.key() && a.key() != "" {
				if j > 0 || !e.parent.names(b.name) {
					inOrder := e.parent.kids[j : i+1]
					if !slices.ContainsFunc(inOrder, func(k *tree) bool { return ordering[k.name] == e.parent.name || k.twin() }) {
						e.parent.kids[i], e.parent.kids[j] = b, a
					}
				}
			}
		}
		return false, !e.parent.names(e.parent.kids[len(e.parent.kids)-1].name)
	case 6:
		if at > 0 && e.parent.kids[at-1].name == e.name && (ordering[e.name] == e.parent.name || e.parent.kids[at-1].key() == e.key()) {
			e.parent.kids[at], e.parent.kids[at-1] = e.parent.kids[at-1], e
			return true, true
		}
	case 7: // once more, with another value
		if plain {
			twin := *e
			twin.attrs = slices.Clone(e.attrs)
			twin.text += "twin"
			e.parent.kids = append(e.parent.kids, &twin)
			return false, true
		}
	}
	return false, false
}
