package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// States are the states of one home, each computed here and nowhere else.
type States struct {
	// Home is the state of the whole home. It is NotChecked only if no rule judged a
	// file.
	Home Status
	// Guide are the items of the guide, in its order.
	Guide []ItemStatus
	// Rules are all rules, in their order.
	Rules []RuleStatus
}

// ItemStatus is an item of the guide and its state.
type ItemStatus struct {
	GuideItem
	Status Status
	// Why counts the findings, or says what was not checked; "" for OK.
	Why string
}

// RuleStatus is the state of a rule for a home. Why is as in ItemStatus.
type RuleStatus struct {
	Rule   *Rule
	Status Status
	Why    string
}

// States gives the state of the home. All is the list of all rules: one that did not
// run was left out, or does not apply to the target. Decided says what somebody
// decided about a finding.
func (r *Result) States(all []*Rule, decided func(*Finding) Decision) States {
	decisions := make([]Decision, len(r.Findings))
	for i := range r.Findings {
		decisions[i] = decided(&r.Findings[i])
	}
	var s States
	for _, rule := range all {
		status, why := r.status(part{rule: rule, files: rule.Files}, decisions)
		s.Rules = append(s.Rules, RuleStatus{rule, status, why})
		for _, item := range rule.Guide {
			item.Rule = rule.ID
			status, why := r.status(part{rule, item.Setting, []string{item.File}}, decisions)
			s.Guide = append(s.Guide, ItemStatus{item, status, why})
		}
	}
	if s.Home = NotChecked; r.checked() {
		var t Tally
		for i := range r.Findings {
			t.Add(r.Findings[i].Severity, r.Findings[i].Note, decisions[i])
		}
		s.Home = t.Status()
	}
	return s
}

// checked reports whether a rule judged a file of the home. A rule without Files, which
// judges all XML, counts where no other rule was to run, and for a file that the user
// named and the server reads.
func (r *Result) checked() bool {
	switch {
	case r.Home.Generated:
		return false
	case len(r.Judged)+len(r.Findings) > 0:
		return true
	}
	fileless, other := false, false
	for _, rule := range r.Rules {
		fileless = fileless || len(rule.Files) == 0
		other = other || len(rule.Files) > 0
	}
	if !fileless {
		return false
	}
	named := func(f *home.File) bool { return len(r.Home.Only) > 0 && knownFile(f.Conf) != nil && r.wantsXML(f) }
	return slices.ContainsFunc(r.Home.Files(), named) ||
		!other && slices.ContainsFunc(r.Home.Files(), r.wantsXML)
}

func (r *Result) wantsXML(f *home.File) bool { return f.Doc != nil && r.Home.Wants(f.Path) }

// part is what has a state: a rule, or one item of those that it answers for. Files
// are as in Rule.
type part struct {
	rule  *Rule
	item  string
	files []string
}

// has reports whether a finding or a note of a rule is about the part.
func (p part) has(rule *Rule, item string) bool {
	return rule.ID == p.rule.ID && (p.item == "" || item == "" || item == p.item)
}

func (r *Result) status(p part, decisions []Decision) (Status, string) {
	if find(r.Rules, p.rule.ID) == nil {
		if r.Target.Before(p.rule.Since) {
			return NotApplicable, "came with " + p.rule.Since.String()
		}
		return NotChecked, "rule " + p.rule.ID + " was left out"
	}
	if !r.asked(p.files) {
		return NotAsked, "not asked for"
	}
	var t Tally
	for i := range r.Findings {
		if f := &r.Findings[i]; p.has(f.Rule, f.Item) {
			t.Add(f.Severity, f.Note, decisions[i])
		}
	}
	unjudged := r.unjudged(p)
	whys := t.Words()
	if len(unjudged) > 0 {
		whys = append(whys, unjudged[0])
	}
	if n := len(unjudged) - 1; n > 0 {
		whys = append(whys, fmt.Sprintf("and %d more not checked", n))
	}
	status := t.Status()
	switch {
	case status == Attention:
	case len(unjudged) > 0:
		status = NotChecked
	case status == OK && slices.ContainsFunc(r.kept, func(f Finding) bool { return p.has(f.Rule, f.Item) }):
		status = Past
		whys = append(whys, "the home is past "+r.Target.String())
	}
	return status, strings.Join(whys, "; ")
}

// asked reports whether the user wants one of the files, none meaning all XML files.
func (r *Result) asked(files []string) bool {
	if len(r.Home.Only) == 0 || len(files) == 0 {
		return true
	}
	return slices.ContainsFunc(files, func(pattern string) bool {
		return slices.ContainsFunc(r.Home.Match(pattern), func(f *home.File) bool { return r.Home.Wants(f.Path) })
	})
}

// unjudged says what of the part was not judged, and why.
func (r *Result) unjudged(p part) []string {
	var list []string
	for _, n := range r.NotJudged {
		if p.has(n.Rule, n.Item) {
			list = append(list, n.Where()+": "+n.Reason)
		}
	}
	if len(p.files) > 0 {
		return list
	}
	// A rule about all XML files notes none of them.
	for _, f := range r.Home.Files() {
		if syn := (*xmldoc.SyntaxError)(nil); f.Err != nil && !errors.As(f.Err, &syn) && r.Home.Wants(f.Path) {
			list = append(list, f.Path+": "+f.Err.Error())
		}
	}
	switch {
	case r.Home.Generated:
		list = append(list, generated)
	case len(list) == 0 && !slices.ContainsFunc(r.Home.Files(), r.wantsXML):
		list = append(list, "no XML file")
	}
	return list
}

// generated is the Reason for files of a home whose XML the server generates.
const generated = "configured in deployment.toml"
