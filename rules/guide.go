package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// GuideItem is one setting that the upgrade guide asks an
// administrator to see to.
type GuideItem struct {
	Setting string
	// File is where the server reads it, which is not always where the guide
	// says; below the configuration directory.
	File string
	// Rule is the ID of the rule that judges it; GuideOf sets it.
	Rule string
}

// Guide lists the items of the upgrade guide in its order, which is that of All.
func Guide() []GuideItem { return GuideOf(All()) }

// GuideOf lists the items of the guide that the rules of list answer for.
func GuideOf(list []*Rule) []GuideItem {
	var items []GuideItem
	for _, r := range list {
		for _, item := range r.Guide {
			item.Rule = r.ID
			items = append(items, item)
		}
	}
	return items
}

// Status is the state of an item of the guide in a home.
type Status int

const (
	// OK is an item that was judged and needs nothing.
	OK Status = iota
	// Attention is an item with findings.
	Attention
	// NotChecked is an item that could not be judged; no finding does not mean that it is right.
	NotChecked
	// NotApplicable is an item that came after the target release.
	NotApplicable
	// NotAsked is an item that is not checked because the user named other files.
	NotAsked
	// Past is an item for which a home past the target keeps a default of its own.
	Past
)

var statusNames = [...]string{OK: "ok", Attention: "needs attention", NotChecked: "not checked", NotApplicable: "not applicable", NotAsked: "not checked", Past: "past"}

func (s Status) String() string { return statusNames[s] }

// MarshalText writes the status as String does.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Status) UnmarshalText(text []byte) error {
	i := slices.Index(statusNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("%q is not the status of an item", text)
	}
	*s = Status(i)
	return nil
}

// ItemStatus is an item and its state.
type ItemStatus struct {
	GuideItem
	Status Status
	// Why counts the findings, or says what was not checked; "" for OK.
	Why string
}

// Guide gives the state of every item of the guide. All is the list of all
// rules: one that did not run was left out, or does not apply to the target.
// Open says which findings still have to be dealt with.
func (r *Result) Guide(all []*Rule, open func(*Finding) bool) []ItemStatus {
	var states []ItemStatus
	for _, item := range GuideOf(all) {
		states = append(states, r.item(item, all, open))
	}
	return states
}

func (r *Result) item(item GuideItem, all []*Rule, open func(*Finding) bool) ItemStatus {
	s := ItemStatus{GuideItem: item}
	if find(r.Rules, item.Rule) == nil {
		s.Status, s.Why = NotChecked, "rule "+item.Rule+" was left out"
		if rule := find(all, item.Rule); rule != nil && r.Target.Before(rule.Since) {
			s.Status, s.Why = NotApplicable, "came with "+rule.Since.String()
		}
		return s
	}
	if len(r.Home.Only) > 0 && !slices.ContainsFunc(r.Home.Match(item.File), func(f *home.File) bool { return r.Home.Wants(f.Path) }) {
		s.Status, s.Why = NotAsked, "not asked for"
		return s
	}
	var count [Error + 1]int
	found, settled := 0, 0
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !f.about(item):
		case open(f):
			count[f.Severity]++
			found++
		default:
			settled++
		}
	}
	var whys []string
	for sev := Error; sev >= Info; sev-- {
		if n := count[sev]; n > 0 {
			whys = append(whys, phrase.Count(n, sev.String()))
		}
	}
	if settled > 0 {
		whys = append(whys, fmt.Sprintf("%d suppressed or known", settled))
	}
	unjudged := 0
	for _, n := range r.NotJudged {
		if n.Rule.ID != item.Rule || n.Item != "" && n.Item != item.Setting {
			continue
		}
		if unjudged++; unjudged == 1 {
			whys = append(whys, n.Where()+": "+n.Reason)
		}
	}
	if unjudged > 1 {
		whys = append(whys, fmt.Sprintf("and %d more not checked", unjudged-1))
	}
	switch {
	case found > 0:
		s.Status = Attention
	case unjudged > 0:
		s.Status = NotChecked
	case slices.ContainsFunc(r.kept, func(f Finding) bool { return f.about(item) }):
		s.Status = Past
		whys = append(whys, "the home is past "+r.Target.String())
	}
	s.Why = strings.Join(whys, "; ")
	return s
}

// about reports whether the finding is about an item of the guide.
func (f *Finding) about(item GuideItem) bool {
	return f.Rule.ID == item.Rule && (f.Item == "" || f.Item == item.Setting)
}

// Where is the file, and the line where there is one, that was not judged.
func (n NotJudged) Where() string {
	if n.Doc == nil || n.Span.End == 0 {
		return n.File
	}
	line, _ := n.Doc.Position(n.Span.Start)
	return fmt.Sprintf("%s:%d", n.File, line)
}

func find(list []*Rule, id string) *Rule {
	for _, r := range list {
		if r.ID == id {
			return r
		}
	}
	return nil
}
