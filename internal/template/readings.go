package template

import (
	"cmp"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// How a template is read whose text is not well-formed with all branches in it, by an example:
//
//	<% if @ssl %><Connector port="9443">     arm 0 of block 0: <Connector is unmatched
//	<% else %><Connector port="9080">        arm 1 of block 0: <Connector is unmatched
//	<% end %>
//	  <% if @log %><Valve/><% end %>         arm 0 of block 1: nothing is unmatched
//	</Connector>
//
// The two start tags are one element written twice. hiddenArms goes through the tags in order and notes for each arm
// the tags whose other tag is not in the arm. At the end of arm 0 it decides that of block 0 this arm stays, and passes
// its <Connector on to the file around it, where </Connector> matches it. Of a block with such an arm all others are
// hidden, here arm 1. Block 1 has none: its arm stays, because the Valve is a whole element under a condition.
//
// When arms hold the root elements of the file, each root gives a reading of its own:
//
//	<% if @a %><Server/><% else %><UserManager/><% end %>
//
// reads once as <Server/>, with arm 1 hidden, and once as <UserManager/>, with arm 0 hidden.

// Hidden is a stretch of branches that is blanked out.
type Hidden struct {
	pos.Span
	// Block is that of the branches, as in Branch.
	Block int
	// More says that it may hold more than the tags that the branch that stays holds too: settings that are not read.
	More bool
}

// Reading is one way to read a template: as much of it as makes up a well-formed whole.
type Reading struct {
	// Hidden are the branches that it blanks out, in order.
	Hidden []Hidden
	code   *Code
}

// Masked is like [Code.Masked], with the hidden branches blanked out too.
func (r Reading) Masked() string { return mask(newReader(r.code.text), r.pieces()) }

// pieces are the code and the hidden branches.
func (r Reading) pieces() []piece {
	drops := make([]piece, len(r.Hidden))
	for i, h := range r.Hidden {
		drops[i] = piece{Span: h.Span}
	}
	return r.code.with(drops)
}

// withoutRepeats is r with the arms hidden too that repeat a part of an element.
func (r Reading) withoutRepeats(in reader) Reading {
	hidden, _ := hiddenArms(in.of(mask(in, r.pieces())), r.code.blocks.arms)
	return Reading{Hidden: merge(r.Hidden, hidden), code: r.code}
}

// MaxReadings is how many root elements a template may choose from, far more than anybody writes.
const MaxReadings = 20

// Readings are the ways to read a template whose text is not well-formed with all branches in it. Branches are hidden
// where each holds a part of one and the same element, its start tag for example; of such branches one stays. There is
// one way for each root element that the template chooses from, hardly ever more than one. More than [MaxReadings] are
// not all of them.
func (c *Code) Readings() []Reading {
	if c == nil {
		return nil
	}
	return c.readings(newReader(c.text))
}

func (c *Code) readings(in reader) []Reading {
	hidden, roots := hiddenArms(in.of(mask(in, c.pieces)), c.blocks.arms)
	if len(roots) < 2 {
		return []Reading{{Hidden: hidden, code: c}}
	}
	var list []Reading
	for _, root := range roots {
		if c.defined(root) {
			continue
		}
		r := Reading{Hidden: merge(otherRoots(root, roots), nil), code: c}
		list = append(list, r.withoutRepeats(in))
	}
	if len(list) == 0 {
		return []Reading{{Hidden: hidden, code: c}}
	}
	return list
}

// defined reports whether an arm lies in a macro or another definition, whose text is written where it is called.
func (c *Code) defined(l *level) bool {
	for ; l.outer != nil; l = l.outer {
		if around := c.Condition(l.arm.Start); around != nil && slices.Contains([]string{"macro", "define", "function", "inline"}, word(around.Text)) {
			return true
		}
	}
	return false
}

// otherRoots are the branches that hold a root element of the file and are not around the given one, outermost only.
func otherRoots(root *level, roots []*level) []Hidden {
	around := map[*level]bool{}
	for l := root; l != nil; l = l.outer {
		around[l] = true
	}
	var list []Hidden
	for _, l := range roots {
		if around[l] {
			continue
		}
		for !around[l.outer] {
			l = l.outer
		}
		list = append(list, Hidden{Span: l.arm.Span, Block: l.arm.block, More: true})
	}
	return list
}

// merge gives the hidden branches of two lists in order, without those that lie inside another.
func merge(x, y []Hidden) []Hidden {
	all := append(slices.Clone(x), y...)
	slices.SortStableFunc(all, func(a, b Hidden) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	outermost := all[:0]
	end := 0
	for _, h := range all {
		if h.Start >= end {
			outermost = append(outermost, h)
			end = h.End
		}
	}
	return outermost
}

// walk is the state of hiddenArms.
type walk struct {
	level     []*level
	blocks    map[int]*block
	unmatched int      // in all levels
	roots     []*level // the innermost arm around each element that is in no other
}

// level is an arm, or the file.
type level struct {
	arm       arm
	outer     *level
	marks     int      // tags in the arm, those of arms inside too
	unmatched []string // tags of the arm whose other tag is not in it
	last      []string // the unmatched tags of the arm that was left last, if no tag came since
}

// block sums up the arms of a block.
type block struct {
	arms int
	keep int // the arm that stays; all do when it is negative
}

const (
	keepAll  = -1
	keepNone = -2
)

// hiddenArms finds the arms to hide in a text that is masked but for them. Of the arms of a block with unmatched tags,
// the first that holds any stays. Two ifs without an else, side by side, that hold the same unmatched tags are taken for
// two cases of which only one is true. It also returns the arms around each root element.
func hiddenArms(masked reader, arms []arm) (hidden []Hidden, roots []*level) {
	length := len(masked.text)
	w := &walk{blocks: map[int]*block{}, level: []*level{{arm: arm{Span: pos.Span{End: length + 1}}}}}
	for _, a := range arms {
		if w.blocks[a.block] == nil {
			w.blocks[a.block] = &block{keep: keepAll}
		}
		w.blocks[a.block].arms++
	}
	more := map[int]bool{} // by start of the arm
	next := 0
	inside := func(m mark) { // the arms that start in a tag
		if next == len(arms) || arms[next].Start >= m.End {
			return
		}
		whole := masked.attributesIn(m)
		for ; next < len(arms) && arms[next].Start < m.End; next++ {
			if a := arms[next]; !whole(a.Start, a.End) {
				w.blocks[a.block].keep = 0
			}
		}
	}
	for _, m := range marks(masked) {
		for ; next < len(arms) && arms[next].Start <= m.Start; next++ {
			w.enter(arms[next], more)
		}
		w.leave(m.Start, more)
		w.take(m)
		inside(m)
	}
	for ; next < len(arms); next++ {
		w.enter(arms[next], more)
	}
	w.leave(length, more)
	return w.hidden(arms, more), w.roots
}

// enter goes into an arm.
func (w *walk) enter(a arm, more map[int]bool) {
	w.leave(a.Start, more)
	w.level = append(w.level, &level{arm: a, outer: w.level[len(w.level)-1]})
}

// take adds a tag to the innermost arm. One that goes on behind the arm is unmatched, whatever it is.
func (w *walk) take(m mark) {
	if w.unmatched == 0 && !strings.HasPrefix(m.name, "</") {
		w.root()
	}
	top := w.level[len(w.level)-1]
	top.marks++
	top.last = nil
	switch {
	case m.End > top.arm.End:
		w.add(top, "part of "+m.name)
	case m.name != "":
		w.add(top, m.name)
	}
}

// root notes that a root element begins. Two in one arm count once: they are not a choice.
func (w *walk) root() {
	in := w.level[len(w.level)-1]
	if n := len(w.roots); n <= MaxReadings && (n == 0 || w.roots[n-1] != in) {
		w.roots = append(w.roots, in)
	}
}

// maxUnmatched is how many unmatched tags are kept of an arm, far more than anybody writes.
const maxUnmatched = 200

// add takes in an unmatched tag, which may match the last.
func (w *walk) add(l *level, name string) {
	if n := len(l.unmatched); n > 0 && name == "</"+l.unmatched[n-1][1:] {
		l.unmatched = l.unmatched[:n-1]
		w.unmatched--
		return
	}
	if len(l.unmatched) < maxUnmatched {
		l.unmatched = append(l.unmatched, name)
		w.unmatched++
	}
}

// leave closes the arms that end at or before an offset.
func (w *walk) leave(at int, more map[int]bool) {
	for len(w.level) > 1 && w.level[len(w.level)-1].arm.End <= at {
		in := w.level[len(w.level)-1]
		w.level = w.level[:len(w.level)-1]
		around, b := w.level[len(w.level)-1], w.blocks[in.arm.block]
		around.marks += in.marks
		w.unmatched -= len(in.unmatched)
		more[in.arm.Start] = in.marks > len(in.unmatched)
		switch {
		case len(in.unmatched) == 0:
		case b.keep >= 0:
			around.marks -= len(in.unmatched)
		case b.arms == 1 && slices.Equal(around.last, in.unmatched):
			b.keep = keepNone
			around.marks -= len(in.unmatched)
		default:
			b.keep = in.arm.arm
			for _, name := range in.unmatched {
				w.add(around, name)
			}
			around.last = nil
			if b.arms == 1 {
				around.last = in.unmatched
			}
		}
	}
}

// hidden lists the arms that do not stay, outermost only.
func (w *walk) hidden(arms []arm, more map[int]bool) []Hidden {
	var list []Hidden
	end := 0
	for _, a := range arms {
		if keep := w.blocks[a.block].keep; keep == keepAll || keep == a.arm || a.Start < end || a.Start == a.End {
			continue
		}
		list = append(list, Hidden{Span: a.Span, Block: a.block, More: more[a.Start]})
		end = a.End
	}
	return list
}
