package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/report"
)

// The exit codes, as the README documents them.
const (
	exitClean    = 0   // nothing at or above --fail-on
	exitFindings = 1   // findings, or changes that --diff would make
	exitUsage    = 2   // wrong usage
	exitFailure  = 3   // the job could not be done
	exitSignal   = 128 // plus the number of the signal that ended the run
)

// errFindings ends a command whose output is complete.
var errFindings = errors.New("findings")

// errorList is several errors, each printed on its own.
type errorList []error

func (l *errorList) add(err error) {
	if err != nil {
		*l = append(*l, err)
	}
}

func (l errorList) Error() string   { return errors.Join(l...).Error() }
func (l errorList) Unwrap() []error { return l }

// finish prints why the command failed, and returns the exit code.
func finish(err error, program string, stderr io.Writer) int {
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	}
	printError(stderr, err)
	var wrong *usage.Error
	var configured *config.Error
	switch {
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "Run '%s --help' for usage.\n", program)
		return exitUsage
	case errors.As(err, &configured):
		return exitUsage
	}
	return exitFailure
}

// printError prints each of several joined errors. The further lines of an error
// are a list, and are indented.
func printError(stderr io.Writer, err error) {
	for _, err := range split(err) {
		first, rest, _ := strings.Cut(err.Error()+report.Advice(err), "\n")
		printLine(stderr, "carbonlint: "+first)
		for line := range strings.Lines(rest) {
			printLine(stderr, "  "+strings.TrimSpace(line))
		}
	}
}

// split returns the errors that err joins, or err alone.
func split(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || err.Error() != errors.Join(joined.Unwrap()...).Error() { // fmt.Errorf adds words of its own
		return []error{err}
	}
	var all []error
	for _, part := range joined.Unwrap() {
		all = append(all, split(part)...)
	}
	return all
}

func printLine(w io.Writer, line string) {
	fmt.Fprintln(w, printable.LineStarts(report.Shown(line)))
}
