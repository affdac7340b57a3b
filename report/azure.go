package report

import (
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

// azure writes a logging command for each open finding. Azure knows errors and
// warnings only: info is a warning that says so.
type azure struct{ *output }

func newAzure(w io.Writer, _ *Report, _ Options) Encoder { return azure{&output{w: w, raw: true}} }

func (e azure) Home(h *Home) error {
	if h.TargetNote != "" {
		fmt.Fprintf(e, "##[section]%s\n", azureText.Replace(h.Path+": "+h.TargetNote))
	}
	if h.Status == rules.NotChecked {
		fmt.Fprintf(e, "##vso[task.logissue type=warning]%s\n", azureText.Replace(h.Path+" was not checked: "+noRule))
	}
	for f := range h.open() {
		severity, text := f.Severity, f.sentence()
		if severity < rules.Warning {
			severity, text = rules.Warning, severity.String()+": "+text
		}
		fmt.Fprintf(e, "##vso[task.logissue type=%s;sourcepath=%s;linenumber=%d;columnnumber=%d;code=%s]%s\n",
			severity, azureProperty.Replace(h.file(f.File)), f.Line, f.Column, azureProperty.Replace(f.Rule), azureText.Replace(text))
	}
	return e.flush()
}

func (e azure) End(*Report) error { return e.flush() }
