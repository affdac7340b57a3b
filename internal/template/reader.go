package template

import "strings"

// reader searches a text and counts the bytes that the searches look at. A test reads the count: it must grow with the
// length of the text and not with its square. Copies of a reader share the count.
type reader struct {
	text   string
	looked *int
}

func newReader(text string) reader { return reader{text, new(int)} }

// of reads another text, such as the inside of a tag, and adds to the same count.
func (r reader) of(text string) reader { return reader{text, r.looked} }

// look counts n bytes that the caller looks at itself.
func (r reader) look(n int) { *r.looked += n }

// index is the offset of the next s at or after from, or -1.
func (r reader) index(from int, s string) int {
	i := strings.Index(r.text[from:], s)
	if i < 0 {
		r.look(len(r.text) - from)
		return -1
	}
	r.look(i + len(s))
	return from + i
}

// after is the offset after the next closer, or the end of the text.
func (r reader) after(from int, closer string) int {
	if i := r.index(from, closer); i >= 0 {
		return i + len(closer)
	}
	return len(r.text)
}

// line is the offset of the end of the line that from is in, before its line ending.
func (r reader) line(from int) int {
	return r.skip(from, func(c byte) bool { return c != '\r' && c != '\n' })
}

// skip is the offset of the first byte at or after from that is not in a set.
func (r reader) skip(from int, in func(byte) bool) int {
	at := from
	for at < len(r.text) && in(r.text[at]) {
		at++
	}
	r.look(at - from + 1)
	return at
}

// word is like the function word, for the text at an offset.
func (r reader) word(at int) string {
	w := word(r.text[min(at, len(r.text)):])
	r.look(len(w) + 1)
	return w
}

// stringEnd returns the offset after the string that starts with the quote at j, or after the quote alone when the
// string does not end before the byte stop; with stop 0 it may run to the end of the text.
func (r reader) stringEnd(j int, stop byte) int {
	k := j + 1
	defer func() { r.look(k - j) }()
	for ; k < len(r.text); k++ {
		switch r.text[k] {
		case r.text[j]:
			return k + 1
		case '\\':
			k++
		case stop:
			return j + 1
		}
	}
	return j + 1
}
