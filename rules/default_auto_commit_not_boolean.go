package rules

import (
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeOdd reports a value that is not a boolean. another is set where the server
// reads another element instead.
func (ds *datasource) judgeOdd(e *xmldoc.Element, value string, another bool) {
	got := parseJAXB(value)
	f := Finding{Code: "not-a-boolean", Doc: ds.doc, Span: e.StartTag}
	f.Message = fmt.Sprintf("%s has defaultAutoCommit set to %s, which is not a boolean and reads as %s; the values are true, false, 1 and 0.", ds.label, phrase.Quote(value), got)
	switch {
	case got.fails:
		f.Severity = Error
		f.Message = fmt.Sprintf("%s has defaultAutoCommit set to %s, at which the server stops reading; the values are true, false, 1 and 0.", ds.label, phrase.Quote(value))
		f.Effect = "The server does not load the datasource, and whatever uses it fails."
	case !got.set && another:
		f.Effect = "The other defaultAutoCommit counts, whatever this value was meant to be."
	case !got.set:
		f.Effect = driverDefault + ", whatever the value was meant to be."
	default:
		f.Effect = fmt.Sprintf("Connections start with auto-commit %s, whatever the value was meant to be.", map[bool]string{true: "on", false: "off"}[got.value])
	}
	want := strings.ToLower(strings.TrimSpace(value))
	switch {
	case !got.set && another:
		f.Fix = ds.remove(e)
		ds.Report(f)
		return
	case ds.role != "":
		want = "false"
	case got.set:
		want = fmt.Sprint(got.value)
	case want != "true" && want != "false":
		f.Hint = "Write true or false, as the code that uses the datasource needs."
		ds.Report(f)
		return
	}
	f.Fix, f.Hint = ds.set(e, want)
	ds.Report(f)
}
