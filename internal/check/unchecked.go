package check

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// unchecked are the homes of which no rule checked a file, without those of which the
// user allows it.
type unchecked struct {
	count int
	first []string // paths of at most maxNamed
}

// maxNamed is how many homes an error names.
const maxNamed = 3

func (u *unchecked) add(h *report.Home) {
	if h.Status != rules.NotChecked || h.AllowUnchecked {
		return
	}
	if u.count++; u.count <= maxNamed {
		u.first = append(u.first, h.Path)
	}
}

// err is the error for the homes, nil for none.
func (u *unchecked) err() error {
	if u.count == 0 {
		return nil
	}
	names := phrase.List(u.first)
	if n := u.count - len(u.first); n > 0 {
		names = phrase.List(append(u.first, fmt.Sprintf("%d more", n)))
	}
	return fmt.Errorf("%s: %s (to allow that, add --allow-unchecked)", report.UncheckedHomes(u.count), names)
}
