package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/check"
	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/spool"
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

// printsReport reports whether standard output gets the report.
func (j *checkJob) printsReport() bool { return !j.diff && j.Patch != "-" }

// jobSummary is the file for the summary of a GitHub job; "" if there is none, or if the
// report is neither printed nor written in the format github.
func (j *checkJob) jobSummary() string {
	if j.format.Name == "github" || slices.ContainsFunc(j.outputs, func(o output) bool { return o.format.Name == "github" }) {
		return os.Getenv("GITHUB_STEP_SUMMARY")
	}
	return ""
}

// checkPrinter prints what a run finds on standard output.
type checkPrinter struct {
	*checkJob
	w       io.Writer
	report  report.Encoder // nil before the first home
	changed spool.File     // what --fix changed, setting by setting
	err     error          // the first; nothing is printed after it
}

// home prints a home.
func (p *checkPrinter) home(r *report.Report, h *report.Home) {
	if p.report == nil {
		p.report = p.format.Stream(p.w, r, p.show)
	}
	if p.err == nil {
		p.err = p.report.Home(h)
	}
}

// change prints what --fix changed in a home, after the report.
func (p *checkPrinter) change(c check.ChangedHome) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(&p.changed, "\nChanged in %s, setting by setting\n", c.Path)
	}
	if p.err == nil {
		p.err = report.DiffTextFiles(&p.changed, &diff.Report{Old: "before", New: "after", Files: c.Files}, p.show)
	}
}

// print writes the reports and the patch, standard output last, because its reader
// may stop. An output that fails does not prevent the others.
func (p *checkPrinter) print(out *check.Outcome) errorList {
	var failed errorList
	for _, o := range p.outputs {
		failed.add(writeOutput(p.Journal, o.file, func(w io.Writer) error { return o.format.Write(w, out.Report, report.Options{All: p.show.All}) }))
	}
	failed.add(p.writeJobSummary(out.Report))
	if p.Patch != "" && p.Patch != "-" {
		failed.add(out.Patch.WriteFile(p.Journal, p.Patch))
	}
	if err := p.printRest(out); err != nil {
		failed.add(fmt.Errorf("write to standard output: %w", writefile.Reason(err)))
	}
	return failed
}

// printRest prints what was not printed home by home.
func (p *checkPrinter) printRest(out *check.Outcome) error {
	switch {
	case p.err != nil:
		return p.err
	case p.Patch == "-":
		return out.Patch.WriteExact(p.w)
	case p.diff:
		return out.Patch.WriteMasked(p.w)
	case out.Report.Summary.Homes == 0 && p.format.Name == "text":
		return nil // the errors are all there is
	case p.report != nil:
		p.err = p.report.End(out.Report)
	default:
		p.err = p.format.Write(p.w, out.Report, p.show)
	}
	if p.err == nil {
		_, p.err = io.Copy(p.w, p.changed.Reader())
	}
	return p.err
}

// writeOutput writes a report to a file.
func writeOutput(journal *writefile.Journal, name string, write func(io.Writer) error) error {
	err := journal.WriteFile(name, writefile.Public, func(w io.Writer) error {
		out := &checkedWriter{Writer: w}
		err := write(out)
		if out.err != nil {
			return out.err // without what was being written
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// writeJobSummary appends the report to the summary of a GitHub job.
func (p *checkPrinter) writeJobSummary(r *report.Report) error {
	name := p.jobSummary()
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		err = errors.Join(report.Markdown(f, r, report.Options{}), f.Close())
	}
	if err != nil {
		return fmt.Errorf("write the job summary: %w", err)
	}
	return nil
}
