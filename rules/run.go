package rules

import (
	"errors"
	"path"
	"slices"
	"sort"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Result is what the rules say of one home.
type Result struct {
	Home *home.Home
	From home.Release
	// Target is the release that the home was judged for. Asked is later where
	// the changes up to the release that was asked for are not known.
	Target, Asked home.Version
	Findings      []Finding
	// Judged are the files that each rule judged. NotJudged are those that are
	// not there or could not be read, and the values that cannot be known.
	Judged    []Judged
	NotJudged []NotJudged
	// Rules are the rules that ran.
	Rules []*Rule
	// Dated is Options.Today where a finding, or that there is none, depends on it.
	Dated string

	// kept are findings about defaults that a home past the target keeps.
	kept  []Finding
	names identity.Names
	uses  *datasourceUses // see Pass.datasourceUses
}

// Past reports whether the home as a whole is past the target for certain: it then
// needs nothing that the target ships with. Files of several releases may need it.
func (r *Result) Past() bool { return r.From.After(r.Target) && len(r.Home.Mixed) == 0 }

// Add adds findings. They are in no order before Sort.
func (r *Result) Add(findings ...Finding) {
	for _, f := range findings {
		f.names = &r.names
		r.Findings = append(r.Findings, f)
	}
}

// Sort puts the findings in the order of file and place; those of one place keep
// theirs.
func (r *Result) Sort() {
	sort.SliceStable(r.Findings, func(i, j int) bool {
		a, b := &r.Findings[i], &r.Findings[j]
		if a.Doc.Path != b.Doc.Path {
			return a.Doc.Path < b.Doc.Path
		}
		return a.Span.Start < b.Span.Start
	})
}

// Judged is a file that a rule judged, with or without findings.
type Judged struct {
	Rule *Rule
	File *home.File
}

// Options say which rules to run and for which releases.
type Options struct {
	Rules []*Rule
	From  home.Version // overrides what the home says; zero: do not
	// Target is the release to judge for. One after home.LastKnown is judged by
	// that one.
	Target home.Version
	// Today is the day that certificates are judged by, such as "2027-03-31"; "" for
	// none: their dates are then not judged.
	Today string
	// Review changes the outcome before anybody sees it, each time a home is
	// judged: drops findings, gives them another severity, adds some. It may be
	// nil, and changes nothing when it is done again.
	Review func(*Result)
}

// Run judges h. Findings come in the order of file, place and rule. Files that h
// does not want are left out; a home whose XML is generated is not judged.
func Run(h *home.Home, opt Options) *Result {
	from := h.Carbon
	if opt.From.Known() {
		from = home.Release{Version: opt.From, Is: home.Exactly}
	}
	r := &Result{Home: h, From: from, Target: home.JudgedAs(opt.Target), Asked: opt.Target}
	read := readable(h)
	for _, rule := range opt.Rules {
		if r.Target.Before(rule.Since) {
			continue
		}
		r.Rules = append(r.Rules, rule)
		p := &Pass{Home: h, From: from, Target: r.Target, today: opt.Today, rule: rule, result: r, past: r.Past()}
		if !rule.Namespaces {
			p.Home = read
		}
		p.noteFiles()
		if !h.Generated {
			rule.Check(p)
			p.checkOthers()
		}
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return !h.Wants(f.Doc.Path) })
	r.NotJudged = slices.DeleteFunc(r.NotJudged, func(n NotJudged) bool { return !h.Wants(n.File) })
	if opt.Review != nil {
		opt.Review(r)
	}
	r.Sort()
	return r
}

// noteFiles notes the files that the rule will judge, and those that it will
// not see.
func (p *Pass) noteFiles() {
	for i, pattern := range append(p.rule.Files[:len(p.rule.Files):len(p.rule.Files)], p.rule.Optional...) {
		found := p.Home.Match(pattern)
		if len(found) == 0 && i < len(p.rule.Files) {
			p.result.NotJudged = append(p.result.NotJudged, NotJudged{
				Rule: p.rule, File: path.Join(p.Home.ConfDir, pattern), Reason: Absent,
			})
		}
		for _, f := range found {
			why := unreadable(f)
			if p.Home.Generated {
				why = generated
			}
			switch {
			case why != "":
				p.result.NotJudged = append(p.result.NotJudged, NotJudged{Rule: p.rule, File: f.Path, Doc: f.Doc, Reason: why})
			case p.Home.Wants(f.Path):
				p.result.Judged = append(p.result.Judged, Judged{p.rule, f})
			}
		}
	}
}

// unreadable says in a few words why a file is not judged, "" when it is.
func unreadable(f *home.File) string {
	if syn := (*xmldoc.SyntaxError)(nil); errors.As(f.Err, &syn) {
		return "not well-formed: see xml-syntax"
	}
	if f.Err != nil {
		return f.Err.Error()
	}
	if k := knownFile(f.Conf); k != nil && f.Doc != nil && k.root != "" && f.Doc.Root().Name() != k.root {
		return "not the file that its name says: see xml-syntax"
	}
	return ""
}
