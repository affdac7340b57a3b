package main

import (
	"bytes"
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
		note(toFile(o.file, public, func(w io.Writer) error { return j.write1(w, o.format, rep, report.Options{All: j.show.All}) }))
	}
	note(j.jobSummary(rep))
	if j.patch != "" && j.patch != "-" {
		note(writePatch(j.patch, patch))
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

// The modes of new files: a patch holds secrets.
const (
	public  = 0o644
	private = 0o600
)

// toFile writes a file in one step, or to the device, pipe or symbolic link of
// that name. A private file is so even where it was there and was not.
func toFile(name string, mode os.FileMode, write func(io.Writer) error) error {
	var buf bytes.Buffer
	err := write(&buf)
	if err == nil {
		if info, stat := os.Lstat(name); stat == nil && !info.Mode().IsRegular() {
			err = writeThrough(name, buf.Bytes(), mode)
		} else {
			err = newFile(name, buf.Bytes(), mode)
		}
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, cause(err))
	}
	return nil
}

// writeThrough writes to what is there under the name.
func writeThrough(name string, data []byte, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && mode == private && info.Mode().IsRegular() {
		if err := f.Chmod(private); err != nil {
			return err
		}
	}
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.Close()
}

// already is what the regular file of that name begins with, up to n bytes.
func already(name string, n int) []byte {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	data, err := readAtMost(name, n)
	if err != nil {
		return nil // so will writing it fail, and say why
	}
	return data
}

// readAtMost reads the first n bytes of a file.
func readAtMost(name string, n int) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, int64(n)))
}

// patchStart is what every patch begins with.
const patchStart = "--- "

// writePatch writes the exact patch. It takes the place of a patch, and of
// nothing else: a file of the home is easily named by mistake.
func writePatch(name string, patch *patchSet) error {
	if data := already(name, len(patchStart)); len(data) > 0 && string(data) != patchStart {
		return fmt.Errorf("write %s: it is there and is no patch: choose another name, or remove it first", name)
	}
	return toFile(name, private, func(w io.Writer) error {
		_, err := io.WriteString(w, patch.exact())
		return err
	})
}
