package report

import (
	"bytes"
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

// GitHub writes a workflow command for each open finding, which GitHub shows at
// the line. A finding over several lines has no columns: GitHub takes them on
// one line only.
func GitHub(w io.Writer, r *Report, _ Options) error {
	return write(w, "github", func(b *bytes.Buffer) error {
		for i := range r.Homes {
			if h := &r.Homes[i]; h.TargetNote != "" {
				fmt.Fprintf(b, "::notice::%s\n", githubText.Replace(h.Path+": "+h.TargetNote))
			}
		}
		for h, f := range r.open() {
			command := f.Severity.String()
			if f.Severity < rules.Warning {
				command = "notice"
			}
			fmt.Fprintf(b, "::%s file=%s,line=%d,endLine=%d", command, githubProperty.Replace(h.file(f.File)), f.Line, f.EndLine)
			if f.Line == f.EndLine {
				fmt.Fprintf(b, ",col=%d,endColumn=%d", f.Column, f.EndColumn)
			}
			fmt.Fprintf(b, ",title=%s::%s\n", githubProperty.Replace(f.Rule), githubText.Replace(f.sentence()))
		}
		return nil
	})
}
