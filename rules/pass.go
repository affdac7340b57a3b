package rules

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Pass is one run of one rule over one home.
type Pass struct {
	Home *home.Home
	// From is the release the configuration, and with it the database, comes
	// from, as far as it is known. Target is the release to judge for.
	From   home.Release
	Target home.Version

	rule   *Rule
	result *Result
	past   bool   // see Result.Past
	today  string // Options.Today; see Pass.Today
}

// Today is the day to judge dates by, such as "2027-03-31", or "" for none. The
// report then says that it depends on the day.
func (p *Pass) Today() string {
	p.result.Dated = p.today
	return p.today
}

// Report adds a finding of the rule that runs.
func (p *Pass) Report(f Finding) {
	f.Rule = p.rule
	if f.Default && p.past {
		p.result.kept = append(p.result.kept, f)
		return
	}
	if f.Severity == 0 {
		f.Severity = p.rule.Severity
	}
	why := ""
	switch {
	case f.Fix == nil:
	case p.refused(f.Doc):
		why = "the server refuses the file (see xml-syntax)"
	case !editable(f.Doc, f.Fix, f.condition()):
		why = "template code is in the way"
	}
	if why != "" {
		f.Hint = strings.TrimSpace(f.Hint + " Make the change by hand, because " + why + ": " + f.Fix.Title + ".")
		f.Fix = nil
	}
	f.Note = f.Note || f.Severity == Info && f.Fix == nil && f.Hint == ""
	f.Message, f.Effect, f.Hint = p.named(f.Message), p.named(f.Effect), p.named(f.Hint)
	p.result.Add(f)
}

// CannotJudge notes that it is not known what the server will read at span, and why.
func (p *Pass) CannotJudge(doc *xmldoc.Document, span xmldoc.Span, reason string) {
	p.result.NotJudged = append(p.result.NotJudged, NotJudged{Rule: p.rule, File: doc.Path, Doc: doc, Span: span, Reason: p.named(reason)})
}

// target is a placeholder for the target release in what a rule reports: its messages,
// effects, hints and reasons. Pass.Report replaces it. No XML file can hold the
// character.
const target = "\uffff"

// named is text with target replaced by the release.
func (p *Pass) named(text string) string { return strings.ReplaceAll(text, target, p.Target.String()) }

// refused reports whether the server's parser refuses doc for its namespaces. As
// with a file that is not well-formed, only its author knows what it should say.
func (p *Pass) refused(doc *xmldoc.Document) bool {
	if len(doc.NamespaceErrors()) == 0 {
		return false
	}
	f := p.Home.ByPath(doc.Path)
	if f == nil {
		return false
	}
	k := knownFile(f.Conf)
	return k != nil && k.namespaces
}

// editable reports whether every edit lies outside template code, writes none,
// and lies under the condition of what the finding is about: the fix applies when, and
// only when, the fault is there.
func editable(doc *xmldoc.Document, fix *Fix, at condition) bool {
	for _, e := range fix.Edits {
		if !doc.Editable(e.Span) || template.ScanFile(doc.Path, e.New) != nil || !doc.Condition(e.Span.Start).Same(at) {
			return false
		}
	}
	return true
}

// ownChoice reports whether the configuration comes from 4.3.0 or later. Its stock
// files have the values of the guide already, so another value is the site's own.
func (p *Pass) ownChoice() bool { return p.From.After(home.V420) }
