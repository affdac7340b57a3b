package main

import (
	"bytes"
	"testing"
	"time"
)

// TestProgress: one line a second, the first after a second, and none is left.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := &progress{w: &out}
	start := time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)
	for i, after := range []time.Duration{0, 900, 1000, 1500, 2000, 2001} {
		p.draw(i+1, 12, start.Add(after*time.Millisecond))
	}
	p.clear()
	p.clear()
	if want := "\r3 of 12 homes\r5 of 12 homes\r             \r"; out.String() != want {
		t.Errorf("written %q, want %q", out.String(), want)
	}

	out.Reset()
	quiet := &progress{w: &out}
	quiet.step(1, 2) // not a terminal
	quiet.clear()
	if out.Len() > 0 {
		t.Errorf("written %q", &out)
	}
}
