package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/check"
	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/internal/writefile"
	"github.com/carbonlint/carbonlint/report"
)

// streams are standard output and standard error.
type streams struct{ out, err io.Writer }

func formatNames() []string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func formatByName(name string) (report.Format, error) {
	for _, f := range report.Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return report.Format{}, usage.Errorf("no format %q%s (formats: %s)", name, phrase.DidYouMean(strings.ToLower(name), formatNames()), strings.Join(formatNames(), ", "))
}

// print writes the reports and the patch, standard output last, because its reader
// may stop. An output that fails does not prevent the others.
func (j *checkJob) print(out *check.Outcome) errorList {
	var failed errorList
	for _, o := range j.outputs {
		failed.add(writeOutput(j.Journal, o.file, func(w io.Writer) error { return o.format.Write(w, out.Report, report.Options{All: j.show.All}) }))
	}
	failed.add(j.printJobSummary(out.Report))
	if j.Patch != "" && j.Patch != "-" {
		failed.add(out.Patch.WriteFile(j.Journal, j.Patch))
	}
	switch {
	case j.Patch == "-":
		failed.add(printText(j.streams.out, out.Patch.Exact()))
	case j.diff:
		failed.add(printText(j.streams.out, out.Patch.Masked()))
	case len(out.Report.Homes) > 0 || j.format.Name != "text": // else the errors are all there is
		failed.add(j.format.Write(j.streams.out, out.Report, j.show))
		failed.add(printChanged(j.streams.out, out.Changed, j.show))
	}
	return failed
}

// writeOutput writes a report to a file.
func writeOutput(journal *writefile.Journal, name string, write func(io.Writer) error) error {
	var buf bytes.Buffer
	err := write(&buf)
	if err == nil {
		err = journal.WriteFile(name, buf.Bytes(), writefile.Public)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func printText(w io.Writer, text string) error {
	if _, err := io.WriteString(w, text); err != nil {
		return fmt.Errorf("write to standard output: %w", writefile.Reason(err))
	}
	return nil
}

// printChanged prints what --fix changed in the homes, setting by setting.
func printChanged(w io.Writer, homes []check.ChangedHome, show report.Options) error {
	for _, h := range homes {
		if _, err := fmt.Fprintf(w, "\nChanged in %s, setting by setting\n", h.Path); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		if err := report.DiffTextFiles(w, &diff.Report{Old: "before", New: "after", Files: h.Files}, show); err != nil {
			return err
		}
	}
	return nil
}

// printJobSummary appends the report to the summary of a GitHub job, if there is
// one and the report is printed or written in the format github.
func (j *checkJob) printJobSummary(rep *report.Report) error {
	name := os.Getenv("GITHUB_STEP_SUMMARY")
	wanted := j.format.Name == "github" || slices.ContainsFunc(j.outputs, func(o output) bool { return o.format.Name == "github" })
	if name == "" || !wanted {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("write the job summary: %w", err)
	}
	return errors.Join(report.Markdown(f, rep, report.Options{}), f.Close())
}
