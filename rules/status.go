package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
)

// Status is the one state of an item of the guide, of a rule or of a whole home.
type Status int

const (
	// OK was judged and needs nothing.
	OK Status = iota
	// Attention has an open finding that asks for a decision.
	Attention
	// Note has open findings, all of them infos that ask for nothing.
	Note
	// Known has findings in the baseline, and none that is new.
	Known
	// Accepted has suppressed findings, and none that is open.
	Accepted
	// NotChecked could not be judged; no finding does not mean that it is right.
	NotChecked
	// NotApplicable came after the target release.
	NotApplicable
	// NotAsked is not checked because the user named other files.
	NotAsked
	// Past keeps a default of its own in a home past the target.
	Past
)

var statusNames = [...]string{
	OK: "ok", Attention: "needs attention", Note: "note", Known: "known", Accepted: "accepted",
	NotChecked: "not checked", NotApplicable: "not applicable", NotAsked: "not checked", Past: "past",
}

func (s Status) String() string { return statusNames[s] }

// MarshalText writes the status as String does.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Status) UnmarshalText(text []byte) error {
	i := slices.Index(statusNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("%q is not a status", text)
	}
	*s = Status(i)
	return nil
}

// Decision is what somebody decided about a finding. A finding without one is open.
type Decision struct {
	// Known says that the finding is in the baseline, Accepted that it is suppressed.
	Known, Accepted bool
	// Until is the last day on which it is accepted, such as "2027-03-31"; "" for
	// no limit.
	Until string
}

// Tally counts the findings of one subject, such as a rule, by what was decided
// about them.
type Tally struct {
	open                  [Error + 1]int // by severity
	asks, known, accepted int
	until                 string // the first of several
}

// Add counts a finding. Note is that of Finding.
func (t *Tally) Add(severity Severity, note bool, d Decision) {
	switch {
	case d.Accepted:
		t.accepted++
		if d.Until != "" && (t.until == "" || d.Until < t.until) {
			t.until = d.Until
		}
	case d.Known:
		t.known++
	default:
		t.open[severity]++
		if severity > Info || !note {
			t.asks++
		}
	}
}

// Status is the state of a subject that was judged as a whole: that of the finding
// that is furthest from a decision.
func (t *Tally) Status() Status {
	switch {
	case t.asks > 0:
		return Attention
	case t.known > 0:
		return Known
	case t.accepted > 0:
		return Accepted
	case t.open[Info] > 0:
		return Note
	}
	return OK
}

// Words lists the counts, such as "1 error" and "2 accepted until 2027-03-31".
func (t *Tally) Words() []string {
	var words []string
	for sev := Error; sev >= Info; sev-- {
		if n := t.open[sev]; n > 0 {
			words = append(words, phrase.Count(n, sev.String()))
		}
	}
	if t.known > 0 {
		words = append(words, fmt.Sprintf("%d known", t.known))
	}
	if t.accepted > 0 {
		words = append(words, strings.TrimSuffix(fmt.Sprintf("%d accepted until %s", t.accepted, t.until), " until "))
	}
	return words
}
