package diff

import (
	"sort"

	"github.com/carbonlint/carbonlint/internal/pos"
	"github.com/carbonlint/carbonlint/internal/secret"
)

// source is the text of one side's file.
type source struct {
	path, text string
	starts     pos.Lines    // of the lines; found when first asked for
	secrets    *secret.Text // found when first asked for
}

func newSource(path, text string) *source {
	return &source{path: path, text: text}
}

// lines are where the lines of the text start.
func (s *source) lines() pos.Lines {
	if s.starts == nil {
		s.starts = pos.LinesOf(s.text)
	}
	return s.starts
}

// line is the line of an offset, from 1.
func (s *source) line(off int) int { return s.lines().At(off) }

// show is a value as it may be printed, and whether anything in it is masked.
// The value of a span that holds a secret is masked whole, one with a secret in
// running text only there.
func (s *source) show(t text) (shown string, masked bool) {
	if t.value == "" {
		return "", false
	}
	spans := s.found().Spans()
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > t.span.Start })
	if i < len(spans) && spans[i].Start < t.span.End {
		return secret.Mask, true
	}
	shown = secret.Foreign(t.value)
	if shown == t.value {
		if _, masked := s.mask(t.span.Start, t.span.End); masked {
			return secret.Mask, true // known by what is around it
		}
	}
	return shown, shown != t.value
}

// mask is the text from start to end with the secrets in it masked.
func (s *source) mask(start, end int) (shown string, masked bool) {
	shown = s.found().Mask(start, end)
	return shown, shown != s.text[start:end]
}

func (s *source) found() *secret.Text {
	if s.secrets == nil {
		s.secrets = secret.In(s.path, s.text)
	}
	return s.secrets
}
