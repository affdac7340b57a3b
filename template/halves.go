package template

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Hidden is a stretch of branches that is blanked out, [Start,End) in bytes.
type Hidden struct {
	Start, End int
	// Block is that of the branches, as in Branch.
	Block int
	// More says that it may hold more than the tags that another branch holds
	// too, so that who does not see it misses something.
	More bool
}

// MaskedHalves is like [Code.Masked], with branches blanked out where the text with all of them is not well-formed
// since each holds a part of one and the same element, its start tag for example. Of such branches one stays. It
// returns what it blanked out, in order.
func (c *Code) MaskedHalves() (string, []Hidden) {
	if c == nil {
		return "", nil
	}
	masked := c.Masked()
	hidden := hiddenArms(masked, c.blocks.arms)
	drops := make([]piece, len(hidden))
	for i, h := range hidden {
		drops[i] = piece{start: h.Start, end: h.End}
	}
	return c.without(drops), hidden
}

// mark is a start tag or an end tag.
type mark struct {
	start, end int
	name       string // "<name" or "</name"; "" for an empty element
}

// walk is the state of hiddenArms: the tags that are open or closed without the other half, in each arm around.
type walk struct {
	level  []level
	blocks map[int]*block
}

type level struct {
	arm   arm
	marks int      // tags in the arm, those of arms inside too
	half  []string // tags without their other half
	last  []string // those of the arm that was left last, when nothing came since
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

// hiddenArms finds the arms to hide in a text that is masked but for them. Of the arms of a block with halves of
// elements, the first that holds any stays. When two ifs without an else that stand side by side hold the same ones,
// they are taken for two cases of which only one is true.
func hiddenArms(masked string, arms []arm) []Hidden {
	slices.SortFunc(arms, func(x, y arm) int { return cmp.Compare(x.start, y.start) })
	w := &walk{blocks: map[int]*block{}, level: []level{{arm: arm{end: len(masked) + 1}}}}
	for _, a := range arms {
		if w.blocks[a.block] == nil {
			w.blocks[a.block] = &block{keep: keepAll}
		}
		w.blocks[a.block].arms++
	}
	more := map[int]bool{} // by start of the arm
	next := 0
	inside := func(m mark) { // the arms that start in a tag
		for ; next < len(arms) && arms[next].start < m.end; next++ {
			if a := arms[next]; !wholeAttributes.MatchString(masked[a.start:a.end]) {
				w.blocks[a.block].keep = 0
			}
		}
	}
	for _, m := range marks(masked) {
		for ; next < len(arms) && arms[next].start <= m.start; next++ {
			w.leave(arms[next].start, more)
			w.level = append(w.level, level{arm: arms[next]})
		}
		w.leave(m.start, more)
		w.take(m)
		inside(m)
	}
	for ; next < len(arms); next++ {
		w.leave(arms[next].start, more)
		w.level = append(w.level, level{arm: arms[next]})
	}
	w.leave(len(masked), more)
	return w.hidden(arms, more)
}

// wholeAttributes is what an arm in a start tag may hold without a part of another.
var wholeAttributes = regexp.MustCompile(`^\s*(?:[^\s"'<>/=]+\s*=\s*(?:"[^"<]*"|'[^'<]*')\s*)*$`)

// take adds a tag to the innermost arm. One that goes on behind the arm is a half, whatever it is.
func (w *walk) take(m mark) {
	top := &w.level[len(w.level)-1]
	top.marks++
	top.last = nil
	switch {
	case m.end > top.arm.end:
		top.add("half of " + m.name)
	case m.name != "":
		top.add(m.name)
	}
}

// maxHalves is how many halves are kept of an arm, far more than anybody writes.
const maxHalves = 200

// add takes in a half, which may be the other one of the last.
func (l *level) add(name string) {
	if n := len(l.half); n > 0 && name == "</"+l.half[n-1][1:] {
		l.half = l.half[:n-1]
		return
	}
	if len(l.half) < maxHalves {
		l.half = append(l.half, name)
	}
}

// leave closes the arms that end at or before an offset.
func (w *walk) leave(at int, more map[int]bool) {
	for len(w.level) > 1 && w.level[len(w.level)-1].arm.end <= at {
		in := w.level[len(w.level)-1]
		w.level = w.level[:len(w.level)-1]
		around, b := &w.level[len(w.level)-1], w.blocks[in.arm.block]
		around.marks += in.marks
		more[in.arm.start] = in.marks > len(in.half)
		switch {
		case len(in.half) == 0:
		case b.keep >= 0:
			around.marks -= len(in.half)
		case b.arms == 1 && slices.Equal(around.last, in.half):
			b.keep = keepNone
			around.marks -= len(in.half)
		default:
			b.keep = in.arm.arm
			for _, name := range in.half {
				around.add(name)
			}
			around.last = nil
			if b.arms == 1 {
				around.last = in.half
			}
		}
	}
}

// hidden lists the arms that do not stay, outermost only.
func (w *walk) hidden(arms []arm, more map[int]bool) []Hidden {
	var list []Hidden
	end := 0
	for _, a := range arms {
		if keep := w.blocks[a.block].keep; keep == keepAll || keep == a.arm || a.start < end || a.start == a.end {
			continue
		}
		list = append(list, Hidden{Start: a.start, End: a.end, Block: a.block, More: more[a.start]})
		end = a.end
	}
	return list
}

// marks finds the tags of a text that need not be well-formed: a tag ends at the latest where another begins.
func marks(text string) []mark {
	var found []mark
	for at := 0; at < len(text); {
		i := strings.IndexByte(text[at:], '<')
		if i < 0 {
			break
		}
		at += i
		rest := text[at:]
		switch {
		case strings.HasPrefix(rest, "<!--"):
			at = after(text, at+len("<!--"), "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			at = after(text, at, "]]>")
		case strings.HasPrefix(rest, "<?"):
			at = after(text, at, "?>")
		case len(rest) > 1 && (isNameByte(rest[1]) || rest[1] == '/'):
			m := markAt(text, at)
			found = append(found, m)
			at = m.end
		default:
			at++
		}
	}
	return found
}

// after is the offset behind the next closer, the end of the text when there is none.
func after(text string, from int, closer string) int {
	if i := strings.Index(text[from:], closer); i >= 0 {
		return from + i + len(closer)
	}
	return len(text)
}

func markAt(text string, at int) mark {
	end := at + 1
	for end < len(text) && (isNameByte(text[end]) || text[end] == '/' && end == at+1) {
		end++
	}
	m := mark{start: at, name: text[at:end]}
	var quote byte
	for ; end < len(text); end++ {
		switch c := text[end]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			m.end = end
			return m
		case c == '>':
			if text[end-1] == '/' {
				m.name = ""
			}
			m.end = end + 1
			return m
		}
	}
	m.end = len(text)
	return m
}
