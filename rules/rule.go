// Package rules judges the configuration of a Carbon server against a release.
// Each rule is a value in a file of its own; Run applies them to a home and
// Fix turns what they found into edits that are proved before anybody writes
// them. The package reads no disk, knows no flags and prints nothing.
package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Severity says how much a finding matters.
type Severity int

const (
	// Info is worth knowing; nothing breaks.
	Info Severity = iota + 1
	// Warning is behaviour other than what the target release means to have, or
	// a decision that the upgrade guide asks for.
	Warning
	// Error is a server that does not start, or that loses a port, data or
	// protection.
	Error
)

var severityNames = [...]string{Info: "info", Warning: "warning", Error: "error"}

func (s Severity) String() string {
	if s < Info || s > Error {
		return fmt.Sprintf("Severity(%d)", int(s))
	}
	return severityNames[s]
}

// MarshalText writes the severity as ParseSeverity reads it.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads "error", "warning" or "info".
func ParseSeverity(s string) (Severity, error) {
	for v := Info; v <= Error; v++ {
		if severityNames[v] == s {
			return v, nil
		}
	}
	return 0, fmt.Errorf("%q is not a severity: write error, warning or info", s)
}

// UnmarshalText is ParseSeverity for decoders.
func (s *Severity) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSeverity(string(text))
	return err
}

// Rule judges one thing.
type Rule struct {
	// ID is how users name the rule: "connector-keystore".
	ID string
	// Title is one line without a full stop.
	Title string
	// Since is the release that brought the change; an older target has no need
	// of the rule. It is zero for what holds in every release.
	Since home.Version
	// Severity is the usual one; a finding may carry another.
	Severity Severity
	// Files are the files the rule judges, as paths or patterns below the
	// configuration directory. Where one is not there the report says so.
	Files []string
	// Optional are files that the rule judges where they are there. That one is
	// absent is not worth a word.
	Optional []string
	// Settings are what the rule judges, or judges others by; diff names the rule
	// at a change of one.
	Settings []Settings
	// Guide are the items of the upgrade guide that the rule answers for.
	Guide []GuideItem
	// LosesData says that an error of the rule means that the server can no longer
	// read what it stored. No comment in a file can suppress such an error.
	LosesData bool
	// Namespaces says that the rule sees files too of which the server does not read
	// all, because it is in a namespace. No other rule does.
	Namespaces bool
	// Doc explains the rule.
	Doc Doc
	// Check reports what it finds to the Pass.
	Check func(*Pass)
}

// Doc explains a rule, in Markdown without code spans: one paragraph or more
// each.
type Doc struct {
	// What is judged, Runtime is what the server does with it, Fix is what a fix
	// changes and why that is safe or not, Source is where the server's source
	// (or the guide) says so.
	What, Runtime, Fix, Source string
	// Before and After are an example: lines of the rule's fixtures, without
	// their common indentation.
	Before, After string
}

// Finding is one thing that a rule found.
type Finding struct {
	Rule     *Rule
	Severity Severity // the rule's own when zero
	Doc      *xmldoc.Document
	Span     xmldoc.Span
	// Item is the item of the guide that is meant, where the rule answers for
	// several; "" means all of them.
	Item string
	// Code names the problem among those of the rule: "missing". Baselines know a
	// finding by it, so it stays when the words change.
	Code string
	// Message says what was found and what the target release expects; Effect
	// what happens at run time if nothing is done. Both are whole sentences and
	// hold no secret.
	Message, Effect string
	// Default says that the finding only asks for what the target release ships
	// with. A home that is past the target is not asked for it.
	Default bool
	// Note says that the finding, an info, asks for nothing: nobody has to change or
	// decide anything. Pass.Report sets it for an info with neither Fix nor Hint.
	Note bool
	// Unshown says that the line may hold a secret that nothing marks as one: no
	// report shows it.
	Unshown bool
	// Fix makes the change; nil when carbonlint cannot.
	Fix *Fix
	// Hint says how to make the change by hand, where that helps.
	Hint string

	names *identity.Names // of the elements of the home; see Path
}

// Fix is a change of the configuration. It lands whole or not at all.
type Fix struct {
	// Title says what it does, as an order: "add keystoreFile and keystorePass".
	Title string
	// Unsafe marks a fix that overrides a value somebody wrote, deletes a
	// customised one, or changes how data is stored or transactions behave.
	Unsafe bool
	// Edits change the file of the finding, and no other.
	Edits []xmldoc.Edit
}

// Path names the element of the finding.
func (f *Finding) Path() string {
	e := f.Doc.ElementAt(f.Span.Start)
	if f.names == nil {
		return identity.Path(e)
	}
	return f.names.Path(e)
}

// Absent is the Reason for a file that does not exist.
const Absent = "absent"

// NotJudged is something that a rule could not judge.
type NotJudged struct {
	Rule *Rule
	// File is relative to the home; Doc and Span are set where the file is there.
	File string
	Doc  *xmldoc.Document
	Span xmldoc.Span
	// Item is as in Finding.
	Item   string
	Reason string
}

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
		why = "the server refuses the file as it is (see xml-syntax)"
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

// target stands for the release that is judged for in what a rule reports: its
// messages, effects, hints and reasons. No XML file can hold the character.
const target = "\uffff"

// named is text with the release in place of target.
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

// condition is the template condition of what the finding is about.
func (f *Finding) condition() condition {
	if e := f.Doc.ElementAt(f.Span.Start); e != nil && e.Span.Start == f.Span.Start {
		return f.Doc.ConditionOf(e)
	}
	return f.Doc.Condition(f.Span.Start)
}

// editable reports whether every edit lies outside template code, writes none,
// and lies under the condition of what the finding is about, so that the fix is
// there when, and only when, that is.
func editable(doc *xmldoc.Document, fix *Fix, at condition) bool {
	for _, e := range fix.Edits {
		if !doc.Editable(e.Span) || template.ScanFile(doc.Path, e.New) != nil || !doc.Condition(e.Span.Start).Same(at) {
			return false
		}
	}
	return true
}

// CannotJudge notes that the rule cannot tell what the server will read at span,
// and why.
func (p *Pass) CannotJudge(doc *xmldoc.Document, span xmldoc.Span, reason string) {
	p.result.NotJudged = append(p.result.NotJudged, NotJudged{Rule: p.rule, File: doc.Path, Doc: doc, Span: span, Reason: p.named(reason)})
}
