package report

import (
	"strings"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/printable"
)

// piece is a stretch of a value that differs from the other side's, or does not.
type piece struct {
	Text    string
	Changed bool
}

// maxCompared is the length in bytes above which only the ends of two values
// are compared.
const maxCompared = 2048

// pieces marks what differs between two values and leaves about limit
// characters of each, 0 for all: what is cut is what both have.
func pieces(old, new string, limit int) (o, n []piece) {
	for _, d := range differences(old, new) {
		p := piece{printable.Line(d.Text), d.Type != diffmatchpatch.DiffEqual}
		if d.Type != diffmatchpatch.DiffInsert {
			o = append(o, p)
		}
		if d.Type != diffmatchpatch.DiffDelete {
			n = append(n, p)
		}
	}
	return cutPieces(o, limit), cutPieces(n, limit)
}

// differences are those of two values, word by word, without shreds that only
// happen to be equal.
func differences(old, new string) []diffmatchpatch.Diff {
	if len(old)+len(new) > maxCompared {
		from := prefixBytes(old, new)
		to := prefixBytes(reversed(old[from:]), reversed(new[from:]))
		return []diffmatchpatch.Diff{
			{Type: diffmatchpatch.DiffEqual, Text: old[:from]},
			{Type: diffmatchpatch.DiffDelete, Text: old[from : len(old)-to]},
			{Type: diffmatchpatch.DiffInsert, Text: new[from : len(new)-to]},
			{Type: diffmatchpatch.DiffEqual, Text: old[len(old)-to:]},
		}
	}
	// Each word becomes one character.
	const base = 0x4e00
	var list []string
	number := map[string]rune{}
	encode := func(s string) []rune {
		var runes []rune
		for _, w := range words.FindAllString(s, -1) {
			if number[w] == 0 {
				number[w] = rune(base + len(list))
				list = append(list, w)
			}
			runes = append(runes, number[w])
		}
		return runes
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0
	diffs := dmp.DiffMainRunes(encode(old), encode(new), false)
	for i := range diffs {
		var b strings.Builder
		for _, r := range diffs[i].Text {
			b.WriteString(list[r-base])
		}
		diffs[i].Text = b.String()
	}
	return dmp.DiffCleanupSemantic(diffs)
}

var words = lazy.MustCompile(`[\pL\pN]+|(?s:.)`)

// prefixBytes is the length in bytes of the characters both start with.
func prefixBytes(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) {
		r, size := utf8.DecodeRuneInString(a[n:])
		if other, _ := utf8.DecodeRuneInString(b[n:]); other != r {
			break
		}
		n += size
	}
	return n
}

func reversed(s string) string {
	runes := []rune(s)
	for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
		runes[i], runes[j] = runes[j], runes[i]
	}
	return string(runes)
}

// cutPieces shortens a value of more than limit characters: of what is equal
// only the ends beside a difference stay.
func cutPieces(list []piece, limit int) []piece {
	total := 0
	for _, p := range list {
		total += utf8.RuneCountInString(p.Text)
	}
	if limit <= 0 || total <= limit {
		return list
	}
	if len(list) == 1 {
		return []piece{{cut(list[0].Text, limit), list[0].Changed}}
	}
	around := max(limit/3, 12)
	for i, p := range list {
		text := []rune(p.Text)
		switch {
		case p.Changed:
			list[i].Text = cut(p.Text, limit)
		case i == 0 && len(text) > around+3:
			list[i].Text = "..." + string(text[len(text)-around:])
		case i == len(list)-1 && len(text) > around+3:
			list[i].Text = string(text[:around]) + "..."
		case i > 0 && i < len(list)-1 && len(text) > 2*around+3:
			list[i].Text = string(text[:around]) + "..." + string(text[len(text)-around:])
		}
	}
	return list
}

// cut takes out the middle of a text of more than limit characters.
func cut(text string, limit int) string {
	runes := []rune(text)
	if limit <= 0 || len(runes) <= limit {
		return text
	}
	keep := max(limit-3, 2)
	return string(runes[:(keep+1)/2]) + "..." + string(runes[len(runes)-keep/2:])
}
