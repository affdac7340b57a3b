package rules

import (
	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Finding is one thing that a rule found.
type Finding struct {
	Rule     *Rule
	Severity Severity // the rule's own when zero
	Doc      *xmldoc.Document
	Span     xmldoc.Span
	// Item is the item of the guide that the finding is about, if the rule answers for
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
	// Unshown says that the line may hold a secret that cannot be recognised: no report
	// shows the line.
	Unshown bool
	// Fix makes the change; nil when carbonlint cannot.
	Fix *Fix
	// Hint says how to make the change by hand, where that helps.
	Hint string

	names *identity.Names // of the elements of the home; see Path
}

// Fix is a change of the configuration. It is applied whole or not at all.
type Fix struct {
	// Title says what it does, as an imperative: "add keystoreFile and keystorePass".
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

// condition is the template condition of what the finding is about.
func (f *Finding) condition() condition {
	if e := f.Doc.ElementAt(f.Span.Start); e != nil && e.Span.Start == f.Span.Start {
		return f.Doc.ConditionOf(e)
	}
	return f.Doc.Condition(f.Span.Start)
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
