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
	carriage := strings.IndexByte(text, '\r') >= 0
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '\n')
		end := at + n
		if n < 0 {
			end = len(text)
		}
		if carriage {
			starts = starts.lone(text[:end], at, n >= 0)
		}
		if n < 0 {
			return starts
		}
		at = end + 1
		starts = append(starts, at)
	}
}

// lone adds the lines behind each \r of text[at:], but for the last where a \n follows.
func (l Lines) lone(text string, at int, newline bool) Lines {
	for {
		n := strings.IndexByte(text[at:], '\r')
		if n < 0 || newline && at+n+1 == len(text) {
			return l
		}
		at += n + 1
		l = append(l, at)
	}
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
