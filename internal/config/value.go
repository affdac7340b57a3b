package config

import (
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/rules"
)

// Value is a setting and where it comes from.
type Value[T any] struct {
	V T
	// From is "default", "flag --target" or ".carbonlint.yaml:3"; "" when nobody
	// gave the value.
	From string
}

// Given reports whether anybody gave the value.
func (v Value[T]) Given() bool { return v.From != "" }

// Default is a value that nobody chose.
func Default[T any](v T) Value[T] { return Value[T]{v, "default"} }

// Flag is a value given on the command line by the flag of that name.
func Flag[T any](name string, v T) Value[T] { return Value[T]{v, "flag --" + name} }

// Settings are what one source says: a file, one of its overrides, or the flags.
// What it does not say has no From, or is nil.
type Settings struct {
	// Target is the release to judge for, Origin the one that the configuration
	// comes from.
	Target, Origin Value[home.Version]
	// FailOn is the severity from which on findings fail the run; 0 for never.
	FailOn Value[rules.Severity]
	// AllowUnchecked says that a run does not fail if no rule checks a file of the home.
	AllowUnchecked Value[bool]
	// Select are the rules to run; nil for all. Ignore are those to leave out.
	Select, Ignore []Value[string]
	// Severity gives the findings of a rule another severity; Off leaves the rule
	// out.
	Severity []RuleSeverity
	// UnsafeFixes are the rules whose unsafe fixes are applied too. AllUnsafe says
	// that those of every rule are.
	UnsafeFixes []Value[string]
	AllUnsafe   Value[bool]
	// Baseline is the path of a baseline, ready to open.
	Baseline Value[string]
}

// RuleSeverity is the severity that somebody gave to a rule.
type RuleSeverity struct {
	Rule string
	Value[rules.Severity]
}

// Off is the severity of a rule that is left out.
const Off rules.Severity = 0

// Override is what a file says for some paths only.
type Override struct {
	Paths []Glob
	// From says where in the file it is.
	From string
	Settings
}

// covers reports whether the override holds for a path seen from the base.
func (o *Override) covers(p string) bool { return anyCovers(o.Paths, p) }

// Names are the names that a configuration file may use.
type Names struct {
	// Rules are all rules that there are.
	Rules []*rules.Rule
	// Releases are those that can be judged for and that a configuration may come from.
	Releases []home.Version
}

// RuleIDs are the IDs of all rules.
func (n Names) RuleIDs() []string {
	ids := make([]string, len(n.Rules))
	for i, r := range n.Rules {
		ids[i] = r.ID
	}
	return ids
}
