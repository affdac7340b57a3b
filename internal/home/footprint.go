package home

import "bytes"

// maxFootprint is what the files of one home take at most, see footprint: many times the
// largest home of a server.
const maxFootprint = 256 << 20

// footprint is about what a file takes in memory once it is parsed, in bytes. It
// goes by the bytes alone, so that a file is refused before it is parsed, and the
// same files on every machine. The numbers were measured: the bytes are held, the
// text where they are not UTF-8, and what attributes and lines take; "<" begins an
// element, a comment or template code, "{" may begin template code.
func footprint(data []byte) int {
	n := 3 * len(data)
	for _, c := range []struct {
		char  byte
		costs int
	}{{'<', 120}, {'{', 300}} {
		n += c.costs * bytes.Count(data, []byte{c.char})
	}
	return n
}
