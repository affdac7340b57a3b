package report

import (
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

// gitlab writes the open findings as a Code Quality report. The fingerprint is
// what GitLab compares the branches of a merge request by.
type gitlab struct{ issues jsonList }

func newGitLab(w io.Writer, _ *Report, _ Options) Encoder {
	e := &gitlab{jsonList{output: &output{w: w, raw: true}}}
	e.issues.WriteByte('[')
	return e
}

func (e *gitlab) Home(h *Home) error {
	prints := fingerprints{}
	for f := range h.remaining() {
		print := prints.of(h, f)
		if f.State() != Open {
			continue
		}
		if err := e.issues.add(gitlabIssue{
			Description: f.sentence(),
			CheckName:   f.Rule,
			Fingerprint: print,
			Severity:    map[rules.Severity]string{rules.Error: "critical", rules.Warning: "major", rules.Info: "info"}[f.Severity],
			Location:    gitlabLocation{h.file(f.File), gitlabLines{f.Line, f.EndLine}},
		}); err != nil {
			return err
		}
	}
	return e.issues.flush()
}

func (e *gitlab) End(*Report) error {
	e.issues.end()
	e.issues.WriteByte('\n')
	return e.issues.flush()
}
