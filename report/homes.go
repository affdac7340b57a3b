package report

import (
	"iter"

	"github.com/carbonlint/carbonlint/internal/spool"
)

// Homes keeps the homes of a report outside of memory, for formats that begin with
// numbers of all homes, and for several reports of one run. The zero value is empty.
type Homes struct {
	list     spool.List[Home]
	attached map[int][]Finding
}

// Keep adds a home.
func (s *Homes) Keep(h *Home) error { return s.list.Add(h) }

// Len is the number of homes.
func (s *Homes) Len() int { return s.list.Len() }

// Attach adds findings to the home number i, from 0.
func (s *Homes) Attach(i int, findings []Finding) {
	if s.attached == nil {
		s.attached = map[int][]Finding{}
	}
	s.attached[i] = append(s.attached[i], findings...)
}

// All yields the homes in order. It ends after an error.
func (s *Homes) All() iter.Seq2[*Home, error] {
	return func(yield func(*Home, error) bool) {
		i := 0
		for h, err := range s.list.All() {
			if err == nil {
				h.attach(s.attached[i])
			}
			if i++; !yield(h, err) {
				return
			}
		}
	}
}

// Close removes what Homes keeps. All yields nothing afterwards.
func (s *Homes) Close() error { return s.list.Close() }

// All yields the homes of the report in order. It ends after an error, which says that
// the temporary file with the homes cannot be read.
func (r *Report) All() iter.Seq2[*Home, error] {
	if r.Kept != nil {
		return r.Kept.All()
	}
	return func(yield func(*Home, error) bool) {
		for i := range r.Homes {
			if !yield(&r.Homes[i], nil) {
				return
			}
		}
	}
}
