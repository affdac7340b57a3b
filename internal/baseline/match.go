package baseline

import (
	"slices"

	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/rules"
)

// Of are the entries for the findings of a home. Those that open says no to,
// such as suppressed ones, are left out; a nil open takes all.
func Of(home string, findings []rules.Finding, open func(*rules.Finding) bool) []Entry {
	var list []Entry
	names := &identity.Names{}
	for i := range findings {
		if f := &findings[i]; open == nil || open(f) {
			list = append(list, entryOf(home, f, names))
		}
	}
	return list
}

// Match is the findings of a home compared with a baseline.
type Match struct {
	// Known says, for each finding, whether the baseline has it.
	Known []bool
	// Stale are the entries that fewer findings answer to than they count; their
	// Count is the number of those that are gone.
	Stale []Entry
}

// Match compares the findings of a home with the baseline. Open is as for [Of].
// An entry is stale only where judged says that its rule judged its file. Where
// an entry counts fewer than there are, the first ones are known.
func (b *Baseline) Match(home string, findings []rules.Finding, open func(*rules.Finding) bool, judged func(rule, file string) bool) Match {
	m := Match{Known: make([]bool, len(findings))}
	left := map[Entry]*[rules.Error + 1]int{} // by key, then severity
	for _, e := range b.entries {
		if e.Home == home {
			k := e.key()
			if left[k] == nil {
				left[k] = &[rules.Error + 1]int{}
			}
			left[k][e.severity()] += e.Count
		}
	}
	if len(left) == 0 {
		return m
	}
	names := &identity.Names{}
	// The worst first: they have the least choice.
	for severity := rules.Error; severity >= rules.Info; severity-- {
		for i := range findings {
			if f := &findings[i]; f.Severity == severity && (open == nil || open(f)) {
				m.Known[i] = take(left[entryOf(home, f, names).key()], severity)
			}
		}
	}
	for _, e := range b.entries {
		if e.Home != home {
			continue
		}
		if n := left[e.key()][e.severity()]; n > 0 && judged(e.Rule, e.File) {
			e.Count = n
			m.Stale = append(m.Stale, e)
		}
	}
	return m
}

// take uses up one of the entries of at least that severity.
func take(left *[rules.Error + 1]int, severity rules.Severity) bool {
	if left == nil {
		return false
	}
	for ; severity <= rules.Error; severity++ {
		if left[severity] > 0 {
			left[severity]--
			return true
		}
	}
	return false
}

// Without is the baseline less the stale entries of all homes.
func (b *Baseline) Without(stale []Entry) *Baseline {
	gone := map[Entry]int{}
	for _, e := range stale {
		n := e.Count
		e.Count = 0
		gone[e] += n
	}
	var kept []Entry
	for _, e := range b.entries {
		k := e
		k.Count = 0
		if e.Count -= gone[k]; e.Count > 0 {
			kept = append(kept, e)
		}
	}
	return &Baseline{entries: slices.Clip(kept)}
}
