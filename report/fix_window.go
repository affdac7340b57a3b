package report

import (
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/internal/secret"
)

// window is the text around edits, before and after. What is secret in it is known
// by place, byte by byte: what is secret in either text is so in both, since what
// made it known as such may be gone from the new one, or be new. A short password,
// such as e or true, then leaves the text beside it alone.
//
// Example: of <p name='password'>s3</p>, with name edited to id, the old text
// shows s3 to be a secret, and the same bytes of the new one are.
type window struct {
	start, end int    // in the old text
	first      int    // edit in the window
	at         []int  // where the text of each edit starts in the new text
	lens       []int  // of the text of each edit
	text       string // the new text
	old, new   []bool // which bytes of both are secret
	kept       []int  // for each byte of the new text, the one of the old text that it is, or -1
}

// windowReach is how many bytes on each side of an edit are looked at. It is more
// than what is shown of a line.
const windowReach = 640

// open reads the windows around all edits.
func (c *fixChange) open() {
	text := c.doc.Text()
	for i, e := range c.edits {
		// From the start of a tag: an attribute is known by the tag that it is in.
		start := max(0, strings.LastIndexByte(text[:min(len(text), max(0, e.Span.Start-windowReach)+1)], '<'))
		end := charStart(text, min(len(text), e.Span.End+windowReach))
		if n := len(c.windows); n > 0 && start <= c.windows[n-1].end {
			c.windows[n-1].end = max(c.windows[n-1].end, end)
			continue
		}
		c.windows = append(c.windows, window{start: start, end: end, first: i})
	}
	for i := range c.windows {
		last := len(c.edits)
		if i+1 < len(c.windows) {
			last = c.windows[i+1].first
		}
		c.read(&c.windows[i], last)
	}
}

// windowOf is the window that an old offset lies in, nil for none.
func (c *fixChange) windowOf(off int) *window {
	i, found := slices.BinarySearchFunc(c.windows, off, func(w window, off int) int { return w.start - off })
	if !found {
		i--
	}
	if i < 0 || off > c.windows[i].end {
		return nil
	}
	return &c.windows[i]
}

// read makes the new text of a window and finds the secrets of both texts.
func (c *fixChange) read(w *window, last int) {
	text := c.doc.Text()
	w.old = c.secretBytes(w.start, w.end)
	var b strings.Builder
	keep := func(from, to int) {
		b.WriteString(text[from:to])
		for off := from; off < to; off++ {
			w.kept = append(w.kept, off-w.start)
		}
	}
	at := w.start
	var written [][2]int // stretches of the new text that replace nothing but a secret
	for _, e := range c.edits[w.first:last] {
		keep(at, e.Span.Start)
		w.at, w.lens = append(w.at, b.Len()), append(w.lens, len(e.New))
		// What an edit writes back as it was is kept.
		was := text[e.Span.Start:e.Span.End]
		head := len(commonPrefix(was, e.New))
		tail := len(commonSuffix(was[head:], e.New[head:]))
		keep(e.Span.Start, e.Span.Start+head)
		from, to := e.Span.Start+head-w.start, e.Span.End-tail-w.start
		if inSecret(w.old, from, to) {
			written = append(written, [2]int{b.Len(), b.Len() + len(e.New) - head - tail})
		}
		b.WriteString(e.New[head : len(e.New)-tail])
		for range len(e.New) - head - tail {
			w.kept = append(w.kept, -1)
		}
		keep(e.Span.End-tail, e.Span.End)
		at = e.Span.End
	}
	keep(at, w.end)
	w.text = b.String()
	w.new = make([]bool, len(w.text))
	markSecrets(secret.In(c.doc.Path, w.text).Part(0, len(w.text)), w.text, 0, len(w.text), w.new)
	for _, s := range written {
		for i := s[0]; i < s[1]; i++ {
			w.new[i] = true
		}
	}
	for i, off := range w.kept {
		if off >= 0 {
			w.new[i] = w.new[i] || w.old[off]
			w.old[off] = w.new[i]
		}
	}
}

// inSecret reports whether what replaces the bytes from from to to comes to be in
// a secret: they are secret all, or it is put into one.
func inSecret(secret []bool, from, to int) bool {
	if from < to {
		return !slices.Contains(secret[from:to], false)
	}
	return from > 0 && to < len(secret) && secret[from-1] && secret[to]
}

// maskOfEdit says which bytes of the text of an edit are secret.
func (w *window) maskOfEdit(i int) []bool {
	i -= w.first
	return w.new[w.at[i] : w.at[i]+w.lens[i]]
}

// secretBytes says which bytes of the old text are secret by that text alone.
func (c *fixChange) secretBytes(start, end int) []bool {
	list := make([]bool, end-start)
	for at := start; at < end; {
		n, _ := c.doc.Position(at)
		line, next := c.doc.Line(n), max(c.doc.Line(n+1).Start, at+1)
		if from, to := at, min(line.End, end); from < to {
			markSecrets(c.b.lineAt(c.doc, at), c.doc.Text(), from, to, list[from-start:to-start])
		}
		at = next
	}
	return list
}

// markSecrets marks the bytes of text from from to to that part masks.
func markSecrets(part *secret.Part, text string, from, to int, list []bool) {
	switch part.Mask(from, to) {
	case text[from:to]:
	case secret.Mask: // all of it
		for i := range list {
			list[i] = true
		}
	default:
		half := (to - from) / 2
		markSecrets(part, text, from, from+half, list[:half])
		markSecrets(part, text, from+half, to, list[half:])
	}
}

// masked is text with its secret bytes masked, ready to print.
func masked(text string, secretBytes []bool) string {
	var b strings.Builder
	for at := 0; at < len(text); {
		end := at + 1
		for end < len(text) && secretBytes[end] == secretBytes[at] {
			end++
		}
		if secretBytes[at] {
			b.WriteString(secret.Mask)
		} else {
			b.WriteString(text[at:end])
		}
		at = end
	}
	return printable.Source(b.String())
}

func commonPrefix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

func commonSuffix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return a[len(a)-n:]
}
