package diff

import "strings"

// line is a line of text that is not blank.
type line struct {
	number     int // from 1
	start, end int
	id         int
}

func (c *comparer) lines(s *source) []line {
	var list []line
	for i, start := range s.lines {
		end := len(s.text)
		if i+1 < len(s.lines) {
			end = s.lines[i+1]
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
	l := aligner{a: numbers(olds), b: numbers(news)}
	if c.swap {
		l.a, l.b = l.b, l.a
	}
	l.align(0, len(l.a), 0, len(l.b))
	pairs := append(l.pairs, [2]int{len(l.a), len(l.b)})
	i, j := 0, 0
	for _, p := range pairs {
		if c.swap {
			p[0], p[1] = p[1], p[0]
		}
		c.stretch(olds[i:p[0]], news[j:p[1]])
		i, j = p[0]+1, p[1]+1
	}
}

// stretch tells what became of lines between two that are equal: each changed
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
