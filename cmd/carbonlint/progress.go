package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// progress shows on a terminal how many homes are done, at most once a second and
// not in the first one. On anything else it is silent. A run goes on when the line
// cannot be written.
type progress struct {
	w     io.Writer
	next  time.Time // when the line may be written again; zero before the first step
	shown int       // length of the line on the terminal
}

// step shows that done of total homes are done.
func (p *progress) step(done, total int) {
	if total > 1 && isTerminal(p.w) {
		p.draw(done, total, time.Now())
	}
}

// draw writes the line, if it is time.
func (p *progress) draw(done, total int, now time.Time) {
	if p.next.IsZero() {
		p.next = now.Add(time.Second)
	}
	if now.Before(p.next) {
		return
	}
	p.next = now.Add(time.Second)
	line := fmt.Sprintf("%d of %d homes", done, total)
	p.shown = len(line) // no line is shorter than the one before
	fmt.Fprint(p.w, "\r"+line)
}

// clear removes the line.
func (p *progress) clear() {
	if p.shown > 0 {
		fmt.Fprint(p.w, "\r"+strings.Repeat(" ", p.shown)+"\r")
		p.shown = 0
	}
}
