package xmldoc

import "unicode/utf8"

// charBlock is how many bytes of text the index counts together.
const charBlock = 4 << 10

// charIndex holds how many characters a text has before each block of it, so
// that a column deep in a line of megabytes need not be counted from its start.
// It is nil for a text without such lines.
type charIndex []int

func indexChars(text string, lines []int) charIndex {
	long := false
	for i := range lines {
		end := len(text)
		if i+1 < len(lines) {
			end = lines[i+1]
		}
		long = long || end-lines[i] > 2*charBlock
	}
	if !long {
		return nil
	}
	index := make(charIndex, 1, len(text)/charBlock+1)
	for at := charBlock; at <= len(text); at += charBlock {
		index = append(index, index[len(index)-1]+chars(text[at-charBlock:at]))
	}
	return index
}

// count is the number of characters of text[from:to], which starts with one.
func (c charIndex) count(text string, from, to int) int {
	first, last := (from+charBlock-1)/charBlock, to/charBlock
	if c == nil || first >= last {
		return utf8.RuneCountInString(text[from:to])
	}
	return chars(text[from:first*charBlock]) + c[last] - c[first] + chars(text[last*charBlock:to])
}

// chars counts the characters that begin in text, which may cut some in two.
func chars(text string) int {
	n := 0
	for i := range len(text) {
		if text[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}
