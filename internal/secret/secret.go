// Package secret decides what in a configuration file is a secret, and masks
// it. It is the only place that does: every report, excerpt, message and diff
// goes through it. It works on text, not on a tree, so that it holds for broken
// XML, comments, templates and properties files too. Where the form of a text is
// not clear, it masks too much.
package secret

import (
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// Mask is shown in place of a secret, whatever the length of that.
const Mask = "*****"

// Span is a range of bytes of a text, End excluded.
type Span = pos.Span

// Text is a file's text whose secrets are known.
type Text struct {
	text        string
	values, all []Span
}

// In finds the secrets of the file at p, whose text is given.
func In(p, text string) *Text {
	s := scanner{text: text}
	s.scan(p)
	return s.result()
}

// Line masks the secrets in a text of carbonlint's own, such as a message: it may
// speak of a password, and quotes what files hold.
func Line(text string) string {
	s := scanner{text: text, sentence: true}
	if s.look(); s.all == 0 {
		return text
	}
	s.anywhere()
	return s.result().Mask(0, len(text))
}

// Foreign masks the secrets in a line that somebody else wrote, such as the reason
// of a suppression.
func Foreign(text string) string { return In("", text).Mask(0, len(text)) }

func (s *scanner) result() *Text {
	values := merge(s.whole)
	return &Text{s.text, values, merge(append(s.parts, values...))}
}

// Spans are the values that are secrets, in order and without overlap, none of
// them longer than a line. Mask masks those in running text as well.
func (t *Text) Spans() []Span { return t.values }

// Mask is the text from start to end with every secret in it masked. It has as
// many lines as before.
func (t *Text) Mask(start, end int) string { return t.Part(start, end).Mask(start, end) }

// Part is the text from start to end.
func (t *Text) Part(start, end int) *Part {
	from := behind(t.all, start)
	to := from + sort.Search(len(t.all)-from, func(i int) bool { return t.all[from+i].Start >= end })
	return &Part{t.text, t.all[from:to]}
}

// Part is a piece of a text whose secrets are known.
type Part struct {
	text  string
	spans []Span // in the text as a whole
}

// Mask is the text from start to end, which lie in the part, with every secret
// in it masked.
func (p *Part) Mask(start, end int) string {
	var b strings.Builder
	at := start
	for i := behind(p.spans, start); i < len(p.spans) && p.spans[i].Start < end; i++ {
		b.WriteString(p.text[at:max(at, p.spans[i].Start)])
		b.WriteString(Mask)
		at = min(p.spans[i].End, end)
	}
	if at == start {
		return p.text[start:end]
	}
	b.WriteString(p.text[at:end])
	return b.String()
}

// Whole is the secret that at lies in, with at neither its start nor its end;
// else it is empty and at at.
func (p *Part) Whole(at int) Span {
	if i := behind(p.spans, at); i < len(p.spans) && p.spans[i].Start < at {
		return p.spans[i]
	}
	return Span{Start: at, End: at}
}

// behind is the index of the first span that ends behind off.
func behind(spans []Span, off int) int {
	return sort.Search(len(spans), func(i int) bool { return spans[i].End > off })
}

// merge sorts spans and joins those that overlap or touch.
func merge(spans []Span) []Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
