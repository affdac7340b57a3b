// Package report prints the results of the rules, and comparisons of two homes. Each
// format is in a file of its own. All formats print the same Report, in which every
// secret is masked already, so none of them can print a password. A format writes one
// home after the other, and none of them holds more than one.
package report

import (
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/rules"
)

// SchemaVersion is the version of the JSON report.
const SchemaVersion = 1

// Report is the result of one run, ready to print.
type Report struct {
	SchemaVersion int    `json:"schemaVersion"`
	Tool          Tool   `json:"tool"`
	Target        string `json:"target"`
	// Homes are those that Add added. Kept, if it is not nil, has the homes instead.
	Homes   []Home  `json:"homes"`
	Kept    *Homes  `json:"-"`
	Summary Summary `json:"summary"`
	// Stale are the entries of a baseline that no longer match a finding.
	Stale []Stale `json:"staleBaseline,omitempty"`

	// Skipped are directories that were not searched for homes, and homes that were
	// not checked.
	Skipped []NotChecked `json:"skipped,omitempty"`

	// Rules are all rules that could have run, for formats that explain them.
	Rules []*rules.Rule `json:"-"`
}

// Tool names the program that made the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Stale is an entry of a baseline that no longer matches a finding.
type Stale struct {
	Baseline string `json:"baseline"`
	Home     string `json:"home"`
	Rule     string `json:"rule"`
	File     string `json:"file"`
	Element  string `json:"element"`
	Count    int    `json:"count"`
}

// Home is the result for one home.
type Home struct {
	Path string `json:"path"`
	// Status is the state of the whole home. It is NotChecked only if no rule checked a
	// file.
	Status rules.Status `json:"status"`
	// Why says how the home was recognised.
	Why     string `json:"why,omitempty"`
	Product string `json:"product,omitempty"`
	Carbon  string `json:"carbon"`
	// CarbonIs says whether Carbon is the release of the home or bounds it. Release is
	// both in words, such as "4.2.0 or earlier".
	CarbonIs home.Bound `json:"carbonIs"`
	Release  string     `json:"-"`
	// From is the release that the configuration was checked as, Target the one it
	// was checked against. Asked is the release that was asked for, where carbonlint
	// does not know its changes, and TargetNote says so; "" otherwise.
	From       string `json:"from"`
	Target     string `json:"target"`
	Asked      string `json:"asked,omitempty"`
	TargetNote string `json:"-"`
	// Evidence lists what shows Product and Carbon.
	Evidence []string `json:"evidence"`
	// Note says that the home is at the target or past it, what the upgrade means for
	// another generation of servers, or that no rule checked a file; "" for the usual
	// home.
	Note string `json:"note,omitempty"`
	// Date is the day on which the certificates of the home were checked; "" where none
	// was.
	Date string `json:"date,omitempty"`
	// Mixed are files that belong to different releases.
	Mixed []FileRelease `json:"mixed,omitempty"`
	// Skipped are files that the server does not read.
	Skipped    []NotChecked `json:"skipped,omitempty"`
	Checked    []string     `json:"checked"`
	NotChecked []NotChecked `json:"notChecked"`
	Guide      []GuideItem  `json:"guide"`
	Rules      []RuleState  `json:"rules"`
	Findings   []Finding    `json:"findings"`

	// FailOn is the severity from which on a finding fails the run; 0 for never.
	FailOn rules.Severity `json:"-"`
	// AllowUnchecked says that the run does not fail if the home is not checked.
	AllowUnchecked bool `json:"-"`
	// ConfDir is the configuration directory within the home.
	ConfDir string `json:"-"`
	// Judged are the rules that ran, each with the files it checked.
	Judged []Judged `json:"-"`
}

// dated says on which day the certificates were checked, "" where none was.
func (h Home) dated() string {
	if h.Date == "" {
		return ""
	}
	return "Certificates checked as of " + h.Date + "."
}

// FileRelease is the release that one file belongs to, and what in it shows that.
type FileRelease struct {
	File    string `json:"file"`
	Release string `json:"release"`
	What    string `json:"what"`
}

// Judged is a file that a rule checked, with or without findings.
type Judged struct{ Rule, File string }

// NotChecked is a file or a line that was not checked. Line is 0 for the whole file, and
// Rule is "" for all rules.
type NotChecked struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Rule   string `json:"rule,omitempty"`
	Reason string `json:"reason"`
}

// GuideItem is the status of one item of the upgrade guide. Why has details, such as the
// number of findings.
type GuideItem struct {
	Setting string       `json:"setting"`
	File    string       `json:"file"`
	Rule    string       `json:"rule"`
	Status  rules.Status `json:"status"`
	Why     string       `json:"why,omitempty"`
}

// RuleState is the status of one rule for a home. Why is as in GuideItem.
type RuleState struct {
	Rule   string       `json:"rule"`
	Status rules.Status `json:"status"`
	Why    string       `json:"why,omitempty"`
}

// Summary counts homes, checked files and findings.
type Summary struct {
	Homes int `json:"homes"`
	// Unchecked are those of which no rule checked a file, with those that could not be
	// read and are not in the report.
	Unchecked int `json:"unchecked"`
	Files     int `json:"files"`
	Error     int `json:"error"`
	Warning   int `json:"warning"`
	Info      int `json:"info"`
	// Fixed counts the findings that --fix fixed, Suppressed and Known those that need
	// no attention. Error, Warning and Info count the open ones only.
	Fixed      int `json:"fixed"`
	Suppressed int `json:"suppressed"`
	Known      int `json:"known"`
}

// New returns an empty report.
func New(version, target string, all []*rules.Rule) *Report {
	return &Report{
		SchemaVersion: SchemaVersion, Tool: Tool{"carbonlint", version}, Target: target,
		Homes: []Home{}, Rules: all,
	}
}

// AddStale adds entries of a baseline that no longer match a finding.
func (r *Report) AddStale(list []Stale) {
	for _, s := range list {
		s.Baseline, s.Home, s.File = printable.Line(s.Baseline), printable.Line(s.Home), printable.Line(s.File)
		s.Rule, s.Element = printable.Line(s.Rule), line(s.Element)
		r.Stale = append(r.Stale, s)
	}
}

// Add adds a home to the report.
func (r *Report) Add(h Home) {
	r.Count(&h)
	r.Homes = append(r.Homes, h)
}

// Count masks what other people wrote about the findings of a home, and adds the home
// to the totals.
func (r *Report) Count(h *Home) {
	for i := range h.Findings {
		if s := h.Findings[i].Suppressed; s != nil {
			s.Reason, s.Until = foreign(s.Reason), line(s.Until)
		}
	}
	r.Summary.add(h.counts())
}

// CountUnchecked adds a home to the totals that could not be read, and is not in the
// report.
func (r *Report) CountUnchecked() { r.Summary.add(Summary{Homes: 1, Unchecked: 1}) }

// CountMore adds findings of a home that was counted without them to the totals.
func (r *Report) CountMore(findings []Finding) {
	for i := range findings {
		r.Summary.count(&findings[i])
	}
}

// counts counts what is in the home.
func (h *Home) counts() Summary {
	s := Summary{Homes: 1, Files: len(h.Checked)}
	if h.Status == rules.NotChecked {
		s.Unchecked = 1
	}
	for i := range h.Findings {
		s.count(&h.Findings[i])
	}
	return s
}

func (s *Summary) add(o Summary) {
	s.Homes += o.Homes
	s.Unchecked += o.Unchecked
	s.Files += o.Files
	s.Error += o.Error
	s.Warning += o.Warning
	s.Info += o.Info
	s.Fixed += o.Fixed
	s.Suppressed += o.Suppressed
	s.Known += o.Known
}

func (s *Summary) count(f *Finding) {
	switch f.State() {
	case Fixed:
		s.Fixed++
	case Suppressed:
		s.Suppressed++
	case Known:
		s.Known++
	default:
		switch f.Severity {
		case rules.Error:
			s.Error++
		case rules.Warning:
			s.Warning++
		default:
			s.Info++
		}
	}
}
