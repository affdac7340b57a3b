package xmldoc

import "unsafe"

// survey goes through text once. It is plain when all of it is ASCII, and legal
// when it is plain and has no control character that XML 1.0 forbids.
//
// It looks at eight bytes at a time, each in a lane of its own: with the high bit
// of all lanes clear, adding 0x80-n sets that of the lanes that are n or more.
func survey(text string) (plain, legal bool) {
	const (
		ones = 0x0101010101010101
		high = 0x80 * ones
	)
	var all, bad uint64
	for ; len(text) >= 8; text = text[8:] {
		w := lanes(text)
		all |= w
		low := w &^ high
		tab, shift, blank := low+(0x80-'\t')*ones, low+(0x80-('\n'+1))*ones, low+(0x80-' ')*ones
		cr := low ^ '\r'*ones + 0x7f*ones // is set where the lane is not a carriage return
		bad |= ^(blank | tab&^shift) & cr
	}
	for i := range len(text) {
		all |= uint64(text[i])
		if text[i] < ' ' && !isBlank(text[i]) {
			bad = high
		}
	}
	plain = all&high == 0
	return plain, plain && bad&high == 0
}

// lanes are the first eight bytes of text.
func lanes(text string) uint64 {
	_ = text[7]
	return uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
		uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
}

// shared is src as a string without a copy of it: src must not change any more.
func shared(src []byte) string { return unsafe.String(unsafe.SliceData(src), len(src)) }
