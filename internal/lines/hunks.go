package lines

import "strings"

// Hunk is a stretch of two texts: the lines that differ and some around them.
type Hunk struct {
	// Old and New are the indexes of its first line on each side, from 0.
	Old, New int
	// OldOffset and NewOffset are where that line starts, in bytes.
	OldOffset, NewOffset int
	Lines                []Line
}

// Line is a line of a hunk.
type Line struct {
	Op Op
	// Text has its newline. Only the last line of a text may have none.
	Text string
}

// Op says on which side a line is. Its byte is the one that diff -u writes.
type Op byte

// The sides of a line.
const (
	Kept    Op = ' '
	Removed Op = '-'
	Added   Op = '+'
)

// Count returns how many lines of the old and of the new text the hunk has.
func (h Hunk) Count() (olds, news int) {
	for _, l := range h.Lines {
		if l.Op != Added {
			olds++
		}
		if l.Op != Removed {
			news++
		}
	}
	return olds, news
}

// Hunks returns the lines that differ between two texts, with up to context
// equal lines on each side. It returns nil for equal texts.
func Hunks(oldText, newText string, context int) []Hunk {
	if oldText == newText {
		return nil
	}
	head, tail := sameEnds(oldText, newText)
	from := lastLines(oldText[:head], context) // the lines before it are in no hunk
	to := firstLines(oldText[len(oldText)-tail:], context)
	olds, news := split(oldText[from:len(oldText)-tail+to]), split(newText[from:len(newText)-tail+to])
	changes := unmatched(Match(olds, news), len(olds), len(news))
	first := strings.Count(oldText[:from], "\n")
	old, new := place{first, from}, place{first, from}
	var hunks []Hunk
	at, other := 0, 0 // the lines that old and new are the places of
	for i := 0; i < len(changes); {
		end := i + 1
		for end < len(changes) && changes[end].old-changes[end-1].oldEnd < 2*context {
			end++
		}
		h := newHunk(olds, news, changes[i:end], context)
		old.pass(olds[at:h.Old])
		new.pass(news[other:h.New])
		at, other = h.Old, h.New
		h.Old, h.OldOffset, h.New, h.NewOffset = old.line, old.offset, new.line, new.offset
		hunks = append(hunks, h)
		i = end
	}
	return hunks
}

// place is the start of a line.
type place struct{ line, offset int }

func (p *place) pass(list []string) {
	p.line += len(list)
	for _, text := range list {
		p.offset += len(text)
	}
}

// sameEnds is how many bytes both texts start and end with, in whole lines.
func sameEnds(a, b string) (head, tail int) {
	most := min(len(a), len(b))
	for n := 1 << 12; n > 0; n >>= 1 { // in large steps first
		for head+n <= most && a[head:head+n] == b[head:head+n] {
			head += n
		}
	}
	head = strings.LastIndexByte(a[:head], '\n') + 1
	most -= head
	for n := 1 << 12; n > 0; n >>= 1 {
		for tail+n <= most && a[len(a)-tail-n:len(a)-tail] == b[len(b)-tail-n:len(b)-tail] {
			tail += n
		}
	}
	startsLine := func(text string) bool {
		at := len(text) - tail
		return at == head || text[at-1] == '\n'
	}
	if !startsLine(a) || !startsLine(b) {
		n := strings.IndexByte(a[len(a)-tail:], '\n')
		tail -= n + 1
		if n < 0 {
			tail = 0
		}
	}
	return head, tail
}

// lastLines is where the last n lines of a text start.
func lastLines(text string, n int) int {
	at := len(text)
	for ; n > 0 && at > 0; n-- {
		at = strings.LastIndexByte(text[:at-1], '\n') + 1
	}
	return at
}

// firstLines is the length of the first n lines of a text.
func firstLines(text string, n int) int {
	at := 0
	for ; n > 0 && at < len(text); n-- {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			return len(text)
		}
		at += end + 1
	}
	return at
}

// change is a stretch in which no line of one side equals one of the other.
type change struct{ old, oldEnd, new, newEnd int }

// unmatched returns what lies between the pairs.
func unmatched(pairs []Pair, olds, news int) []change {
	var list []change
	i, j := 0, 0
	for _, p := range append(pairs, Pair{olds, news}) {
		if i < p.Old || j < p.New {
			list = append(list, change{i, p.Old, j, p.New})
		}
		i, j = p.Old+1, p.New+1
	}
	return list
}

func newHunk(olds, news []string, changes []change, context int) Hunk {
	first := changes[0]
	at := max(0, first.old-context)
	h := Hunk{Old: at, New: first.new - (first.old - at)}
	add := func(op Op, list []string) {
		for _, text := range list {
			h.Lines = append(h.Lines, Line{op, text})
		}
	}
	for _, c := range changes {
		add(Kept, olds[at:c.old])
		add(Removed, olds[c.old:c.oldEnd])
		add(Added, news[c.new:c.newEnd])
		at = c.oldEnd
	}
	add(Kept, olds[at:min(len(olds), at+context)])
	return h
}

// split cuts text behind each newline.
func split(text string) []string {
	list := make([]string, 0, strings.Count(text, "\n")+1)
	for line := range strings.Lines(text) {
		list = append(list, line)
	}
	return list
}
