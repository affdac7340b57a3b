package xmldoc

import (
	"strings"
	"unsafe"
)

// survey goes through text once. It is plain when all of it is ASCII, and legal
// when it has no control character that XML 1.0 forbids.
func survey(text string) (plain, legal bool) {
	var all, bad uint64
	for ; len(text) >= 32; text = text[32:] {
		a, b, c, d := lanes(text), lanes(text[8:]), lanes(text[16:]), lanes(text[24:])
		all |= a | b | c | d
		bad |= forbidden(a) | forbidden(b) | forbidden(c) | forbidden(d)
	}
	for i := range len(text) {
		w := uint64(text[i])
		all |= w
		bad |= forbidden(w | ' '*ones&^0xff)
	}
	plain = all&high == 0
	return plain, bad&high == 0
}

// A word holds eight bytes, each in a lane of its own.
const (
	ones = 0x0101010101010101 // the lowest bit of each lane
	high = 0x80 * ones        // the highest
)

// forbidden sets the highest bit of each lane whose byte is a control character
// that XML 1.0 forbids. Adding 0x80-n sets it where an ASCII byte is n or more.
func forbidden(w uint64) uint64 {
	low := w &^ high
	blank, tab, behind := low+(0x80-' ')*ones, low+(0x80-'\t')*ones, low+(0x80-('\n'+1))*ones
	other := low ^ '\r'*ones + 0x7f*ones // than a carriage return
	return other &^ (blank | tab&^behind | w)
}

// hasNonCharacter reports whether text has U+FFFE or U+FFFF, which XML forbids.
func hasNonCharacter(text string) bool {
	return strings.Contains(text, "\ufffe") || strings.Contains(text, "\uffff")
}

// lanes are the first eight bytes of text.
func lanes(text string) uint64 {
	_ = text[7]
	return uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
		uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
}

// shared is src as a string without a copy of it: src must not change any more.
func shared(src []byte) string { return unsafe.String(unsafe.SliceData(src), len(src)) }
