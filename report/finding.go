package report

import "github.com/carbonlint/carbonlint/rules"

// Finding is one finding. Lines and columns count from 1, columns in Unicode
// characters. The end is exclusive.
type Finding struct {
	Rule      string         `json:"rule"`
	Severity  rules.Severity `json:"severity"`
	File      string         `json:"file"`
	Line      int            `json:"line"`
	Column    int            `json:"column"`
	EndLine   int            `json:"endLine"`
	EndColumn int            `json:"endColumn"`
	// Element is the path of the element at this place.
	Element string `json:"element"`
	// Message says what was found, what is expected and what happens at run time.
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Fix     *Fix   `json:"fix,omitempty"`
	// Note says that the finding, an info, asks for nothing.
	Note bool `json:"note,omitempty"`
	// Suppressed is nil for a finding that is not suppressed.
	Suppressed *Suppression `json:"suppressed,omitempty"`
	// Known says that the finding is in the baseline.
	Known bool `json:"baseline,omitempty"`

	// What and Effect are the two parts of Message.
	What    string  `json:"-"`
	Effect  string  `json:"-"`
	Excerpt Excerpt `json:"-"`
	// ByteColumn and EndByteColumn are the columns in bytes of UTF-8.
	ByteColumn, EndByteColumn int `json:"-"`
}

// Suppression is somebody's decision not to fix a finding.
type Suppression struct {
	Kind   SuppressionKind `json:"kind"`
	Reason string          `json:"reason"`
	// Until is the last day it is in force, such as "2027-03-31"; "" for no limit.
	Until string `json:"until,omitempty"`
}

// words is the reason, and until when it holds.
func (s *Suppression) words() string {
	if s.Until == "" {
		return s.Reason
	}
	return s.Reason + " (until " + s.Until + ")"
}

// SuppressionKind says where a suppression is written, in the words of SARIF.
type SuppressionKind string

// The kinds of a suppression.
const (
	InSource SuppressionKind = "inSource" // a comment in the file
	External SuppressionKind = "external" // the configuration of carbonlint, or a baseline
)

// State says whether a finding still needs attention.
type State string

// The states of a finding. Only open ones make a run fail.
const (
	Open       State = "open"
	Fixed      State = "fixed"
	Suppressed State = "suppressed"
	Known      State = "known"
)

// State returns the state of the finding. An applied fix comes first, then a
// suppression, then the baseline.
func (f *Finding) State() State {
	switch {
	case f.Fix != nil && f.Fix.Applied:
		return Fixed
	case f.Suppressed != nil:
		return Suppressed
	case f.Known:
		return Known
	}
	return Open
}

// Fix is a change that resolves a finding.
type Fix struct {
	Title   string `json:"title"`
	Safety  Safety `json:"safety"`
	Applied bool   `json:"applied"`

	// Edits are the replacements; nil when one of them contains a secret. Diff shows
	// the same change line by line, secrets masked. Both need Input.Changes.
	Edits []Edit     `json:"-"`
	Diff  []DiffLine `json:"-"`
	// NotShown says why Edits and Diff are missing; "" when they are not.
	NotShown string `json:"-"`
}

// Safety says which flags apply a fix.
type Safety string

// The safety of a fix.
const (
	Safe   Safety = "safe"   // --fix applies it
	Unsafe Safety = "unsafe" // only --fix --unsafe-fixes applies it
)

// Edit replaces the text between two places.
type Edit struct {
	Line, Column, EndLine, EndColumn int
	// ByteColumn and EndByteColumn are the columns in bytes of UTF-8.
	ByteColumn, EndByteColumn int
	New                       string
}
