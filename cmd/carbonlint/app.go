package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/report"
)

// The exit codes, as the README documents them.
const (
	exitClean    = 0   // nothing at or above --fail-on
	exitFindings = 1   // findings, or changes that --diff would make
	exitUsage    = 2   // wrong usage
	exitFailure  = 3   // the job could not be done
	exitSignal   = 128 // and the number of the signal that ended the run
)

// errFindings ends a command whose output says all there is to say.
var errFindings = errors.New("findings")

// usageError is a mistake in how carbonlint was called.
type usageError struct{ msg string }

func (e *usageError) Error() string { return e.msg }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// run is the whole program: it carries out args and returns the exit code. A
// signal ends it whatever it waits for; see journal for what was being written.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) { // as nohup has it
		signal.Notify(signals, syscall.SIGHUP)
	}
	defer signal.Stop(signals)
	written := &journal{}
	code := make(chan int, 1)
	go func() { code <- command(written, args, stdin, stdout, stderr) }()
	select {
	case c := <-code:
		return c
	case s := <-signals:
		signal.Stop(signals) // a second one ends the program at once
		printError(stderr, written.stop())
		return exitSignal + int(s.(syscall.Signal))
	}
}

// command carries out args.
func command(written *journal, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp(written, stdin, stdout, stderr)
	program := app.Name
	if len(args) > 1 && app.Command(args[1]) != nil {
		program += " " + args[1]
	}
	args, err := flagsFirst(app, args)
	if err == nil {
		err = app.Run(args)
	}
	var usage *usageError
	var configured *config.Error
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	}
	printError(stderr, err.Error())
	switch {
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "Run '%s --help' for how to use it.\n", program)
		return exitUsage
	case errors.As(err, &configured):
		return exitUsage
	}
	return exitFailure
}

func printError(stderr io.Writer, text string) {
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, " ") { // a line of its own, and none of a list
			line = "carbonlint: " + line
		}
		fmt.Fprintln(stderr, printable.LineStarts(report.Shown(strings.TrimSuffix(line, "\n"))))
	}
}

func newApp(written *journal, stdin io.Reader, stdout, stderr io.Writer) *cli.App {
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
		Commands:                  []*cli.Command{checkCommand(written), diffCommand(written), configCommand(), rulesCommand(), completionCommand(), completeCommand(), manCommand()},
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
