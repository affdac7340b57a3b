package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/carbonlint/carbonlint/rules"
)

// githubText and githubProperty escape the two parts of a workflow command.
// Source: actions/toolkit, packages/core/src/command.ts.
var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// github writes a workflow command for each open finding, which GitHub shows at
// the line. A finding over several lines has no columns: GitHub takes them on
// one line only.
type github struct{ *output }

func newGitHub(w io.Writer, _ *Report, _ Options) Encoder { return github{&output{w: w, raw: true}} }

func (e github) Home(h *Home) error {
	if h.TargetNote != "" {
		fmt.Fprintf(e, "::notice::%s\n", githubText.Replace(h.Path+": "+h.TargetNote))
	}
	if h.Status == rules.NotChecked {
		fmt.Fprintf(e, "::warning::%s\n", githubText.Replace(h.Path+" was not checked: "+noRule))
	}
	for f := range h.open() {
		command := f.Severity.String()
		if f.Severity < rules.Warning {
			command = "notice"
		}
		fmt.Fprintf(e, "::%s file=%s,line=%d,endLine=%d", command, githubProperty.Replace(h.file(f.File)), f.Line, f.EndLine)
		if f.Line == f.EndLine {
			fmt.Fprintf(e, ",col=%d,endColumn=%d", f.Column, f.EndColumn)
		}
		fmt.Fprintf(e, ",title=%s::%s\n", githubProperty.Replace(f.Rule), githubText.Replace(f.sentence()))
	}
	return e.flush()
}

func (e github) End(*Report) error { return e.flush() }
