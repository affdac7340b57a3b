// Package rules judges the configuration of a Carbon server against a release.
// Each rule is a value in a file of its own; Run applies them to a home and
// Fix turns what they found into edits that are proved before anybody writes
// them. The package reads no disk, knows no flags and prints nothing.
package rules

import (
	"github.com/carbonlint/carbonlint/internal/home"
)

// Rule judges one thing.
type Rule struct {
	// ID is how users name the rule: "connector-keystore".
	ID string
	// Title is one line without a full stop.
	Title string
	// Since is the release with the change: the rule does not run for an older target.
	// It is zero for what holds in every release.
	Since home.Version
	// Severity is the usual one; a finding may have another.
	Severity Severity
	// Files are the files that the rule judges, as paths or patterns below the
	// configuration directory. The report says which of them do not exist.
	Files []string
	// Optional are files that the rule judges if they exist. The report does not say
	// that one is absent.
	Optional []string
	// Settings are what the rule judges, or judges others by; diff names the rule
	// at a change of one.
	Settings []Settings
	// Guide are the items of the upgrade guide that the rule answers for.
	Guide []GuideItem
	// LosesData says that an error of the rule means that the server can no longer
	// read what it stored. No comment in a file can suppress such an error.
	LosesData bool
	// Namespaces says that the rule also sees files that the server does not fully
	// read because of namespaces. No other rule sees them.
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
