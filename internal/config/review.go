package config

import (
	"slices"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// Review makes the outcome of a run what the configuration wants: findings of
// rules that are off for a file, or in a file that is excluded, are dropped and
// noted as not judged; the others get the severity that is set for them. A
// second Review changes nothing.
func (c *Config) Review(res *rules.Result) {
	if c.File == nil {
		return // flags decide on whole rules, and those did not run
	}
	res.Findings = slices.DeleteFunc(res.Findings, func(f rules.Finding) bool {
		return c.leftOut(f.Rule.ID, f.Doc.Path) != ""
	})
	for i := range res.Findings {
		f := &res.Findings[i]
		if sev := c.at(f.Doc.Path)[f.Rule.ID].severity; sev.Given() {
			f.Severity = sev.V
		}
	}
	res.NotJudged = slices.DeleteFunc(res.NotJudged, func(n rules.NotJudged) bool {
		return n.Rule != nil && c.leftOut(n.Rule.ID, n.File) != ""
	})
	res.Judged = slices.DeleteFunc(res.Judged, func(j rules.Judged) bool {
		return c.leftOut(j.Rule.ID, j.File.Path) != ""
	})
	for _, f := range res.Home.Files() {
		for _, r := range res.Rules {
			if why := c.leftOut(r.ID, f.Path); why != "" && reads(r, f, res.Home) {
				res.NotJudged = append(res.NotJudged, rules.NotJudged{Rule: r, File: f.Path, Reason: why})
			}
		}
	}
}

// leftOut says why a rule does not judge a file, "" when it does.
func (c *Config) leftOut(rule, file string) string {
	if from := c.Excluded(file); from != "" {
		return "excluded (" + from + ")"
	}
	if st, ok := c.at(file)[rule]; ok && !st.on() {
		return rule + " is off here (" + st.from + ")"
	}
	return ""
}

// reads reports whether rule judges the file f of h.
func reads(rule *rules.Rule, f *home.File, h *home.Home) bool {
	if len(rule.Files) == 0 {
		return f.Doc != nil // every XML file
	}
	for _, pattern := range append(rule.Files[:len(rule.Files):len(rule.Files)], rule.Optional...) {
		if h.Matches(f, pattern) {
			return true
		}
	}
	return false
}

// Judged reports, for the outcome of a run, whether a rule judged a file: it ran,
// it is on there, and the file is not excluded and could be read. A file that is
// not there counts as judged.
func (c *Config) Judged(res *rules.Result) func(rule, file string) bool {
	ran := map[string]*rules.Rule{}
	for _, r := range res.Rules {
		ran[r.ID] = r
	}
	return func(rule, file string) bool {
		if ran[rule] == nil || c.leftOut(rule, file) != "" {
			return false
		}
		f := res.Home.ByPath(file)
		broken := f != nil && f.Err != nil
		// A rule about every XML file judges those that are not well-formed.
		return !broken || len(ran[rule].Files) == 0 && f.Doc != nil
	}
}
