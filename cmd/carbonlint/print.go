package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/carbonlint/carbonlint/internal/nearest"
	"github.com/carbonlint/carbonlint/report"
)

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
	return report.Format{}, usagef("no format %q%s (there are: %s)", name, nearest.Hint(strings.ToLower(name), formatNames()), strings.Join(formatNames(), ", "))
}

// print writes the reports and the patch, those on standard output last: whoever
// reads it may stop. One that fails does not lose the others.
func (j *checkJob) print(rep *report.Report, patch *patchSet, done []audit) []error {
	var failures []error
	note := func(err error) {
		if err != nil {
			failures = append(failures, err)
		}
	}
	for _, o := range j.outputs {
		note(toFile(j.journal, o.file, public, func(w io.Writer) error { return j.write1(w, o.format, rep, report.Options{All: j.show.All}) }))
	}
	note(j.jobSummary(rep))
	if j.patch != "" && j.patch != "-" {
		note(writePatch(j.journal, j.patch, patch))
	}
	switch {
	case j.patch == "-":
		note(toStdout(j.stdout, patch.exact()))
	case j.diff:
		note(toStdout(j.stdout, patch.masked()))
	case len(rep.Homes) > 0 || j.format != "text": // else what went wrong says it all
		note(j.write1(j.stdout, j.format, rep, j.show))
		note(showChanged(j.stdout, done, j.show))
	}
	return failures
}

func toStdout(w io.Writer, text string) error {
	if _, err := io.WriteString(w, text); err != nil {
		return fmt.Errorf("write to standard output: %w", cause(err))
	}
	return nil
}

// jobSummary adds the report to the summary of a GitHub job, when the github
// format is asked for and there is one.
func (j *checkJob) jobSummary(rep *report.Report) error {
	name := os.Getenv("GITHUB_STEP_SUMMARY")
	wanted := j.format == "github"
	for _, o := range j.outputs {
		wanted = wanted || o.format == "github"
	}
	if name == "" || !wanted {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("write the job summary: %w", err)
	}
	return errors.Join(report.Markdown(f, rep, report.Options{}), f.Close())
}

// write1 writes the report in one format.
func (j *checkJob) write1(w io.Writer, format string, rep *report.Report, opt report.Options) error {
	f, err := formatByName(format)
	if err != nil {
		return err
	}
	return f.Write(w, rep, opt)
}
