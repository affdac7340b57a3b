package report

import "github.com/carbonlint/carbonlint/rules"

// Finding is one finding. Lines and columns count from 1, columns in Unicode
// characters; the end is that of the last character, exclusive.
type Finding struct {
	Rule      string         `json:"rule"`
	Severity  rules.Severity `json:"severity"`
	File      string         `json:"file"`
	Line      int            `json:"line"`
	Column    int            `json:"column"`
	EndLine   int            `json:"endLine"`
	EndColumn int            `json:"endColumn"`
	// Element is the path of the element it stands at.
	Element string `json:"element"`
	// Message says what was found, what is expected and what happens otherwise.
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Fix     *Fix   `json:"fix,omitempty"`
	// Suppressed says why the finding is left as it is; nil when it is not.
	Suppressed *Suppression `json:"suppressed,omitempty"`
	// Known is a finding that stands in the baseline.
	Known bool `json:"baseline,omitempty"`

	// What and Effect are the two parts of Message.
	What    string  `json:"-"`
	Effect  string  `json:"-"`
	Excerpt Excerpt `json:"-"`
	// ByteColumn and EndByteColumn are the columns in bytes of UTF-8.
	ByteColumn, EndByteColumn int `json:"-"`
}

// Suppression is somebody's decision to leave a finding as it is.
type Suppression struct {
	Kind   SuppressionKind `json:"kind"`
	Reason string          `json:"reason"`
	// Until is the last day it holds, such as "2027-03-31"; "" for ever.
	Until string `json:"until,omitempty"`
}

// SuppressionKind says where a suppression is written, in the words of SARIF.
type SuppressionKind string

// The kinds of a suppression.
const (
	InSource SuppressionKind = "inSource" // a comment in the file
	External SuppressionKind = "external" // the configuration of carbonlint, or a baseline
)

// State says whether a finding still has to be dealt with.
type State string

// The states of a finding. Only open ones make a run fail.
const (
	Open       State = "open"
	Fixed      State = "fixed"
	Suppressed State = "suppressed"
	Known      State = "known"
)

// State is the state of the finding.
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

// Fix is the change that does away with a finding.
type Fix struct {
	Title   string `json:"title"`
	Safety  Safety `json:"safety"`
	Applied bool   `json:"applied"`

	// Edits are its replacements; nil when one of them holds a secret. Diff is
	// the same change line by line, its secrets masked. Both are there when
	// NewHome was asked for Changes.
	Edits []Edit     `json:"-"`
	Diff  []DiffLine `json:"-"`
	// NotShown says why there is neither, "" where there is.
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
