package diff

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lines"
)

// line is a line of text that is not blank.
type line struct {
	number     int // from 1
	start, end int
	id         int
}

func (c *comparer) lines(s *source) []line {
	list := make([]line, 0, len(s.lines()))
	for i, start := range s.lines() {
		end := len(s.text)
		if i+1 < len(s.lines()) {
			end = s.lines()[i+1]
		}
		body := strings.TrimRight(s.text[start:end], " \t\r\n")
		if body != "" {
			list = append(list, line{i + 1, start, start + len(body), c.ids.of(body)})
		}
	}
	return list
}

// byLine compares texts line by line; blank lines and white space at the end of
// a line do not count.
func (c *comparer) byLine() {
	olds, news := c.lines(c.old), c.lines(c.new)
	i, j := 0, 0
	for _, p := range append(c.equalLines(olds, news), lines.Pair{Old: len(olds), New: len(news)}) {
		c.stretch(olds[i:p.Old], news[j:p.New])
		i, j = p.Old+1, p.New+1
	}
}

// equalLines pairs the same lines whichever side comes first.
func (c *comparer) equalLines(olds, news []line) []lines.Pair {
	if !c.swap {
		return lines.Match(numbers(olds), numbers(news))
	}
	pairs := lines.Match(numbers(news), numbers(olds))
	for i, p := range pairs {
		pairs[i] = lines.Pair{Old: p.New, New: p.Old}
	}
	return pairs
}

// stretch reports what became of lines between two that are equal: each changed
// where there are as many on both sides, else removed and added.
func (c *comparer) stretch(olds, news []line) {
	if len(olds) == len(news) {
		for k := range olds {
			c.add(c.line(c.old, olds[k]), c.line(c.new, news[k]), 0)
		}
		return
	}
	for _, l := range olds {
		c.add(c.line(c.old, l), side{}, 0)
	}
	for _, l := range news {
		c.add(side{}, c.line(c.new, l), 0)
	}
}

func (c *comparer) line(s *source, l line) side {
	value, masked := s.mask(l.start, l.end)
	return side{Side{State: Active, Value: value, Line: l.number}, s.text[l.start:l.end], masked}
}

func numbers(list []line) []int {
	ids := make([]int, len(list))
	for i, l := range list {
		ids[i] = l.id
	}
	return ids
}
