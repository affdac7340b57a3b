package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/report"
)

// The exit codes, as the README documents them.
const (
	exitClean    = 0 // nothing at or above --fail-on
	exitFindings = 1 // findings, or changes that --diff would make
	exitUsage    = 2 // wrong usage
	exitFailure  = 3 // the job could not be done
)

// errFindings ends a command whose output says all there is to say.
var errFindings = errors.New("findings")

// usageError is a mistake in how carbonlint was called.
type usageError struct{ msg string }

func (e *usageError) Error() string { return e.msg }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// run is the whole program: it carries out args and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	app := newApp(stdin, stdout, stderr)
	program := app.Name
	if len(args) > 1 && app.Command(args[1]) != nil {
		program += " " + args[1]
	}
	args, err := flagsFirst(app, args)
	if err == nil {
		err = app.RunContext(ctx, args)
	}
	var usage *usageError
	var configured *config.Error
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	}
	for line := range strings.Lines(err.Error()) {
		if !strings.HasPrefix(line, " ") { // a line of its own, and none of a list
			line = "carbonlint: " + line
		}
		fmt.Fprintln(stderr, report.Shown(strings.TrimSuffix(line, "\n")))
	}
	switch {
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "Run '%s --help' for how to use it.\n", program)
		return exitUsage
	case errors.As(err, &configured):
		return exitUsage
	}
	return exitFailure
}

func newApp(stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	app := &cli.App{
		Name:            "carbonlint",
		Usage:           "audit, fix and compare WSO2 Carbon configuration before an upgrade",
		Version:         version(),
		HideHelpCommand: true,
		Suggest:         true,
		// A glob may hold commas: rules are separated in ruleList.
		DisableSliceFlagSeparator: true,
		Reader:                    stdin,
		Writer:                    stdout,
		ErrWriter:                 stderr,
		ExitErrHandler:            func(*cli.Context, error) {}, // run gives the exit code
		Commands:                  []*cli.Command{checkCommand(), diffCommand(), configCommand(), rulesCommand(), completionCommand(), completeCommand(), manCommand()},
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				return unknownCommand(c)
			}
			return cli.ShowAppHelp(c)
		},
	}
	onUsageError := func(_ *cli.Context, err error, _ bool) error { return &usageError{err.Error()} }
	app.OnUsageError = onUsageError
	for _, c := range app.Commands {
		c.OnUsageError = onUsageError
		c.HideHelpCommand = true
	}
	return app
}
