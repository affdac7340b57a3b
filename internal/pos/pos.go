// Package pos has the positions in a text that all packages share: ranges of
// bytes, and lines.
package pos

import (
	"sort"
	"strings"
)

// Span is a range of bytes of a text, End excluded.
type Span struct{ Start, End int }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Lines are the offsets at which the lines of a text start. Lines count from 1.
type Lines []int

// LinesOf finds the lines of text. A line ends with \n, \r\n or a lone \r.
func LinesOf(text string) Lines {
	starts := make(Lines, 1, 1+strings.Count(text, "\n"))
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n', text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			starts = append(starts, i+1)
		}
	}
	return starts
}

// At is the number of the line that holds the byte at an offset.
func (l Lines) At(off int) int { return sort.SearchInts(l, off+1) }

// LineLen is the number of bytes of text before its first line ending.
func LineLen(text string) int {
	for i := range len(text) {
		if text[i] == '\n' || text[i] == '\r' {
			return i
		}
	}
	return len(text)
}
