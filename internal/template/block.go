package template

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// op is what a tag does to the blocks around it.
type op int

const (
	opOpen  op = iota // if, for, each
	opNext            // else, elsif, when
	opClose           // end, endif, }
)

// event is one such step.
type event struct {
	op          op
	name        string // for open and close: a close ends the innermost block of its name
	text        string // source of the tag
	code        string // text written one way, once the tag is taken in
	transparent bool   // a block whose inside is always there, once
	cases       bool   // a case: its first arm begins with the next step
	braces      bool   // a keyword that may take a { instead of an end
	label       bool   // a { after a colon, which in a Puppet case opens an arm
	inverse     bool   // {{^x}}, which after {{/x}} is the else of {{#x}}
}

// blocks holds the branches that each offset lies under.
type blocks struct {
	nested []nestedArm
	bounds []bound
	conds  []*Condition // by number of the nested arm
	closed []bool       // by opening; a block that is never closed does not count
	later  []piece      // from the first else of each outermost block to its end
	arms   []arm        // of all closed blocks, in order
}

// arm is the text between two tags of a block.
type arm struct {
	pos.Span
	block, arm int // as in Branch
}

// nestedArm is one arm of a block, within the arm that is its parent.
type nestedArm struct {
	Branch
	opening int
	parent  int // index of the arm around it, or -1
}

// bound says that from the offset at on, the innermost arm is nested.
type bound struct{ at, nested int }

func (b *blocks) at(off int) *Condition {
	i := sort.Search(len(b.bounds), func(i int) bool { return b.bounds[i].at > off })
	if i == 0 || b.bounds[i-1].nested < 0 {
		return nil
	}
	return b.conds[b.bounds[i-1].nested]
}

// conditions makes the conditions of all arms; those of a block that is never closed are those around it.
func (b *blocks) conditions() {
	b.conds = make([]*Condition, len(b.nested))
	for i, n := range b.nested {
		var outer *Condition
		if n.parent >= 0 {
			outer = b.conds[n.parent]
		}
		b.conds[i] = outer
		if b.closed[n.opening] {
			b.conds[i] = &Condition{Branch: n.Branch, Outer: outer, depth: outer.Depth() + 1, number: i, last: i}
		}
	}
	for i := len(b.conds) - 1; i >= 0; i-- { // what is inside an arm comes behind it
		if c := b.conds[i]; c != nil && c.Outer != nil {
			c.Outer.last = max(c.Outer.last, c.last)
		}
	}
}

// frame is a block that is open while the tags are gone through.
type frame struct {
	name        string
	text        string
	code        string // of the tag that opens it, as in Branch.Head
	opening     int
	block, arm  int
	nested      int // the arm that we are in
	outer       int // the arm around the block
	elseAt      int // where the tag of the second arm starts, or -1
	from        int // where the text of the arm starts
	arms        []arm
	transparent bool
	cases       bool
	last        *frame // the block that was closed last directly inside this one
}

// builder goes through the tags in order.
type builder struct {
	blocks
	reader reader
	stack  []*frame // the first is the file itself
	open   map[string]int
	count  int // blocks so far
}

func newBuilder(r reader) *builder {
	return &builder{reader: r, stack: []*frame{{nested: -1, transparent: true}}, open: map[string]int{}}
}

func (b *builder) top() *frame {
	return b.stack[len(b.stack)-1]
}

// add takes in one tag. It returns the openings of the blocks that it opens, parts or closes, -1 for what it cannot.
func (b *builder) add(t tag, events []event) (openings []int) {
	for i := range events {
		e := &events[i]
		if i > 0 && e.text == events[i-1].text {
			e.code = events[i-1].code
		} else {
			e.code = normal(b.reader.of(e.text), t.kind == tagERB)
		}
		opening := -1
		switch e.op {
		case opOpen:
			opening = b.push(e, t)
		case opNext:
			opening = b.next(e, t)
		case opClose:
			opening = b.close(e, t)
		}
		openings = append(openings, opening)
	}
	if len(events) > 0 {
		b.bounds = append(b.bounds, bound{at: t.End, nested: b.top().nested})
	}
	return openings
}

func (b *builder) push(e *event, t tag) (opening int) {
	around := b.top()
	f := &frame{
		name: e.name, text: short(e.text), code: e.code, opening: len(b.closed), outer: around.nested, nested: around.nested,
		elseAt: -1, from: t.End, transparent: e.transparent, cases: e.cases,
	}
	switch {
	case e.label && around.cases:
		around.arm++
		f.block, f.arm, f.text, f.code = around.block, around.arm, f.text+" of "+around.text, around.code
	case e.inverse && around.last != nil && around.last.text == "#"+e.name && around.last.arm == 0:
		f.block, f.arm, f.text, f.code = around.last.block, 1, f.text+" of "+around.last.text, around.last.code
	default:
		f.block = b.count
		b.count++
	}
	if e.cases {
		f.arm = -1
	} else if !e.transparent {
		f.nested = b.arm(f, f.text, e.code)
	}
	if f.arm > 0 {
		f.elseAt = t.End
	}
	b.closed = append(b.closed, false)
	b.stack = append(b.stack, f)
	b.open[e.name]++
	if f.transparent {
		return -1
	}
	return f.opening
}

func (b *builder) next(e *event, t tag) (opening int) {
	f := b.top()
	if f.transparent {
		return -1
	}
	f.endArm(t)
	f.arm++
	if f.arm > 0 && f.elseAt < 0 {
		f.elseAt = t.Start
	}
	f.nested = b.arm(f, short(e.text)+" of "+f.text, e.code)
	return f.opening
}

// endArm notes the arm that ends with t, which may be the tag that it began with. The head of a case is none.
func (f *frame) endArm(t tag) {
	if f.arm >= 0 && !f.transparent {
		f.arms = append(f.arms, arm{pos.Span{Start: f.from, End: max(t.Start, f.from)}, f.block, f.arm})
	}
	f.from = t.End
}

func (b *builder) arm(f *frame, text, code string) int {
	b.nested = append(b.nested, nestedArm{
		Branch:  Branch{Block: f.block, Arm: f.arm, Text: text, Head: f.code, Code: code},
		opening: f.opening,
		parent:  f.outer,
	})
	return len(b.nested) - 1
}

func (b *builder) close(e *event, t tag) (opening int) {
	if b.open[e.name] == 0 {
		return -1
	}
	for {
		f := b.top()
		b.stack = b.stack[:len(b.stack)-1]
		b.open[f.name]--
		if f.name != e.name {
			continue
		}
		b.closed[f.opening] = true
		f.endArm(t)
		b.arms = append(b.arms, f.arms...)
		if f.elseAt >= 0 {
			b.later = append(b.later, piece{Span: pos.Span{Start: f.elseAt, End: t.Start}})
		}
		f.last = nil
		b.top().last = f
		if f.transparent {
			return -1
		}
		return f.opening
	}
}

// finish returns what was gathered, with the later arms in order and none inside another.
func (b *builder) finish() blocks {
	slices.SortFunc(b.later, func(x, y piece) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	outermost := b.later[:0]
	end := 0
	for _, p := range b.later {
		if p.End > max(end, p.Start) {
			outermost = append(outermost, p)
			end = p.End
		}
	}
	b.later = outermost
	slices.SortFunc(b.arms, func(x, y arm) int { return cmp.Compare(x.Start, y.Start) })
	b.conditions()
	return b.blocks
}

// short puts the source of a tag on one line of at most 60 characters.
func short(text string) string {
	const most = 60
	if len(text) > 8*most {
		text = text[:8*most]
	}
	line := []rune(strings.Join(strings.Fields(text), " "))
	if len(line) > most {
		return string(line[:most-1]) + "…"
	}
	return string(line)
}
