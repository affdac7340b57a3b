package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/carbonlint/carbonlint/rules"
)

// azureText and azureProperty escape the two parts of a logging command.
// Source: azure-pipelines-task-lib, node/taskcommand.ts.
var (
	azureText     = strings.NewReplacer("%", "%AZP25", "\r", "%0D", "\n", "%0A")
	azureProperty = strings.NewReplacer("%", "%AZP25", "\r", "%0D", "\n", "%0A", "]", "%5D", ";", "%3B")
)

// Azure writes a logging command for each open finding. Azure knows errors and
// warnings only: info is a warning that says so.
func Azure(w io.Writer, r *Report, _ Options) error {
	return write(w, "azure", func(b *bytes.Buffer) error {
		for i := range r.Homes {
			if h := &r.Homes[i]; h.TargetNote != "" {
				fmt.Fprintf(b, "##[section]%s\n", azureText.Replace(h.Path+": "+h.TargetNote))
			}
		}
		for h, f := range r.open() {
			severity, text := f.Severity, f.sentence()
			if severity < rules.Warning {
				severity, text = rules.Warning, severity.String()+": "+text
			}
			fmt.Fprintf(b, "##vso[task.logissue type=%s;sourcepath=%s;linenumber=%d;columnnumber=%d;code=%s]%s\n",
				severity, azureProperty.Replace(h.file(f.File)), f.Line, f.Column, azureProperty.Replace(f.Rule), azureText.Replace(text))
		}
		return nil
	})
}
