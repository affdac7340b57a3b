package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/google/renameio/v2/maybe"

	"github.com/carbonlint/carbonlint/nearest"
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
	return report.Format{}, usagef("no format %q%s (there are: %v)", name, nearest.Hint(name, formatNames()), formatNames())
}

// print writes the reports and the patch. One that fails does not lose the others.
func (j *checkJob) print(rep *report.Report, patch *patchSet) []error {
	var failures []error
	note := func(err error) {
		if err != nil {
			failures = append(failures, err)
		}
	}
	for _, o := range j.outputs {
		note(toFile(o.file, 0o644, func(w io.Writer) error { return j.write1(w, o.format, rep, report.Options{All: j.show.All}) }))
	}
	note(j.jobSummary(rep))
	switch {
	case j.patch == "-":
		_, err := io.WriteString(j.stdout, patch.exact())
		note(err)
		return failures
	case j.patch != "":
		note(toFile(j.patch, 0o600, func(w io.Writer) error {
			_, err := io.WriteString(w, patch.exact())
			return err
		}))
	}
	if j.diff {
		_, err := io.WriteString(j.stdout, patch.masked())
		note(err)
		return failures
	}
	if len(rep.Homes) == 0 && j.format == "text" {
		return failures // what went wrong says it all
	}
	note(j.write1(j.stdout, j.format, rep, j.show))
	return failures
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

// toFile writes a file in one step, or to the device or pipe of that name.
func toFile(name string, mode os.FileMode, write func(io.Writer) error) error {
	var buf bytes.Buffer
	if err := write(&buf); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		if err := os.WriteFile(name, buf.Bytes(), mode); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		return nil
	}
	if err := maybe.WriteFile(name, buf.Bytes(), mode); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
