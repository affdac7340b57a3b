package report

import (
	"bytes"
	"io"

	"github.com/carbonlint/carbonlint/rules"
)

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// GitLab writes the open findings as a Code Quality report. The fingerprint is
// what GitLab compares the branches of a merge request by.
func GitLab(w io.Writer, r *Report, _ Options) error {
	issues := []gitlabIssue{}
	prints := fingerprints{}
	for h, f := range r.remaining() {
		print := prints.of(h, f)
		if f.State() != Open {
			continue
		}
		issues = append(issues, gitlabIssue{
			Description: f.sentence(),
			CheckName:   f.Rule,
			Fingerprint: print,
			Severity:    map[rules.Severity]string{rules.Error: "critical", rules.Warning: "major", rules.Info: "info"}[f.Severity],
			Location:    gitlabLocation{h.file(f.File), gitlabLines{f.Line, f.EndLine}},
		})
	}
	return write(w, "gitlab", func(b *bytes.Buffer) error { return writeJSONTo(b, issues, "  ") })
}
