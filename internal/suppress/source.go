package suppress

import (
	"sort"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// source is one file with its suppressions.
type source struct {
	comments []comment
	// holding are those that hold, by the element they are before (nil for the
	// whole file) and by rule, in the order of the file.
	holding map[*xmldoc.Element]map[string][]*comment
}

func newSource(doc *xmldoc.Document, holds func(*comment) bool) *source {
	s := &source{comments: comments(doc)}
	for i := range s.comments {
		c := &s.comments[i]
		if !holds(c) {
			continue
		}
		if s.holding == nil {
			s.holding = map[*xmldoc.Element]map[string][]*comment{}
		}
		if s.holding[c.element] == nil {
			s.holding[c.element] = map[string][]*comment{}
		}
		for _, id := range c.ids {
			s.holding[c.element][id] = append(s.holding[c.element][id], c)
		}
	}
	return s
}

// about is the innermost comment that suppresses f, nil when none does.
func (s *source) about(f *rules.Finding) *comment {
	if s.holding == nil {
		return nil
	}
	at := f.Doc.ElementAt(f.Span.Start)
	if at != nil { // f may be between a comment and its element
		next := at.Children()
		i := sort.Search(len(next), func(i int) bool { return next[i].Span.Start >= f.Span.Start })
		if i < len(next) {
			if c := s.before(next[i], f); c != nil {
				return c
			}
		}
	}
	for ; at != nil; at = at.Parent() {
		if c := s.before(at, f); c != nil {
			return c
		}
	}
	return s.before(nil, f)
}

// before is the last comment before e and suppresses f.
func (s *source) before(e *xmldoc.Element, f *rules.Finding) *comment {
	list := s.holding[e][f.Rule.ID]
	i := sort.Search(len(list), func(i int) bool { return list[i].region.Start > f.Span.Start })
	if i == 0 {
		return nil
	}
	return list[i-1]
}
