package identity

import (
	"slices"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Names gives the names and paths of elements and remembers those of their
// siblings, so that the time for all elements of a file grows with their number
// and not with its square. The zero Names is ready; it is for one goroutine.
type Names struct {
	known map[*xmldoc.Element]known
}

type known struct {
	name Name
	step string // in a path
}

// Of is the name of e.
func (n *Names) Of(e *xmldoc.Element) Name { return n.find(e).name }

// Path names e by the names of its ancestors and itself, such as
// "/UserManager/Realm/Configuration/Property[@name='dataSource']". Equal ones
// among siblings get a number from the second on.
func (n *Names) Path(e *xmldoc.Element) string {
	if e == nil {
		return "/"
	}
	var steps []string
	for at := e; at != nil; at = at.Parent() {
		steps = append(steps, n.find(at).step)
	}
	slices.Reverse(steps)
	return "/" + strings.Join(steps, "/")
}

// Path is that of [Names] for a single element.
func Path(e *xmldoc.Element) string { return new(Names).Path(e) }

func (n *Names) find(e *xmldoc.Element) known {
	k, ok := n.known[e]
	switch {
	case ok:
		return k
	case e.Parent() == nil:
		name, _ := read(e)
		return known{name, e.Name()}
	}
	n.learn(e.Parent().Children())
	return n.known[e]
}

// learn names all children of one element.
func (n *Names) learn(siblings []*xmldoc.Element) {
	if n.known == nil {
		n.known = make(map[*xmldoc.Element]known, len(siblings))
	}
	named := map[string]int{}
	for _, e := range siblings {
		named[e.Name()]++
	}
	seen := map[string]int{}
	for _, e := range siblings {
		name, listed := read(e)
		if !listed && named[e.Name()] == 1 {
			name.Firm = "" // no other that it could be taken for
		}
		k := known{name, e.Name() + name.Key}
		if seen[k.step]++; seen[k.step] > 1 {
			k.step += "[" + strconv.Itoa(seen[k.step]) + "]"
		}
		n.known[e] = k
	}
}
