package lines

import "strings"

// Hunk is a stretch of two texts: the lines that differ and some around them.
type Hunk struct {
	// Old and New are the indexes of its first line on each side, from 0.
	Old, New int
	Lines    []Line
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
	olds, news := split(oldText), split(newText)
	changes := unmatched(Match(olds, news), len(olds), len(news))
	var hunks []Hunk
	for i := 0; i < len(changes); {
		end := i + 1
		for end < len(changes) && changes[end].old-changes[end-1].oldEnd < 2*context {
			end++
		}
		hunks = append(hunks, newHunk(olds, news, changes[i:end], context))
		i = end
	}
	return hunks
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
