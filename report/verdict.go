package report

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/rules"
)

// headline is the outcome of a run in a few words.
func headline(s Summary) string {
	if s.Unchecked == 0 {
		return verdict(s)
	}
	return strings.TrimPrefix(verdict(s)+"; "+UncheckedHomes(s.Unchecked), "; ")
}

// verdict counts the findings in a few words. It is "" if there are none and no home was
// checked.
func verdict(s Summary) string {
	settled := ""
	if s.Known > 0 {
		settled += fmt.Sprintf("; %d known", s.Known)
	}
	if s.Suppressed > 0 {
		settled += fmt.Sprintf("; %d suppressed", s.Suppressed)
	}
	switch {
	case s.Error+s.Warning+s.Info > 0:
		return strings.Join([]string{phrase.Count(s.Error, "error"), phrase.Count(s.Warning, "warning"), phrase.Count(s.Info, "info")}, ", ") + settled
	case s.Known > 0:
		return "nothing new" + settled
	case s.Suppressed > 0:
		return "no open findings" + settled
	case s.Homes == 0:
		return "no home was checked"
	case s.Unchecked == s.Homes:
		return ""
	}
	return "no findings"
}

// noRule is why a home is not checked.
const noRule = "no rule checked a file of it"

// UncheckedHomes says how many homes were not checked.
func UncheckedHomes(n int) string {
	if n == 1 {
		return "1 home was not checked"
	}
	return fmt.Sprintf("%d homes were not checked", n)
}

// guideCounts counts the items in each state: "1 needs attention, 2 ok".
func guideCounts(items []GuideItem) string {
	counts := map[string]int{}
	for _, g := range items {
		counts[g.Status.String()]++
	}
	var words []string
	for _, s := range []rules.Status{rules.Attention, rules.NotChecked, rules.Known, rules.Accepted, rules.Note, rules.Past, rules.NotApplicable, rules.OK} {
		if n := counts[s.String()]; n > 0 {
			words = append(words, fmt.Sprintf("%d %s", n, s))
		}
	}
	return strings.Join(words, ", ")
}
