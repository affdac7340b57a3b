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
	"time"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/paths"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// grace is how long a command that a signal interrupts may take to end its
// workers, close its packs and end git. One that waits for a pipe never does.
const grace = 100 * time.Millisecond

// run is the whole program: it carries out args and returns the exit code. The
// first SIGINT, SIGTERM or SIGHUP ends it within about grace, whatever it is doing;
// see writefile.Journal for files that are being written.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) { // nohup ignores it
		signal.Notify(signals, syscall.SIGHUP)
	}
	defer signal.Stop(signals)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	journal := &writefile.Journal{}
	out := &checkedWriter{Writer: stdout}
	app := newApp(journal, stdin, out, stderr)
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err = runCommand(ctx, app, args); err == nil {
			err = out.failed()
		}
	}()
	select {
	case <-done:
		return finish(err, programName(app, args), stderr)
	case s := <-signals:
		signal.Stop(signals) // a second signal ends the program at once
		interrupted := interrupt(journal)
		cancel()
		select {
		case <-done:
		case <-time.After(grace):
		}
		printError(stderr, interrupted)
		return exitSignal + int(s.(syscall.Signal))
	}
}

// checkedWriter notes that a write failed, for the help and the version, which cli
// prints without looking.
type checkedWriter struct {
	io.Writer
	err error
}

func (w *checkedWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if w.err == nil {
		w.err = err
	}
	return n, err
}

func (w *checkedWriter) failed() error {
	if w.err == nil {
		return nil
	}
	return fmt.Errorf("write to standard output: %w", writefile.Reason(w.err))
}

// runCommand carries out args. cli does what is not a command with its flags: the
// help and the version.
func runCommand(ctx context.Context, app *cli.App, args []string) error {
	if len(args) < 2 {
		return app.RunContext(ctx, args)
	}
	command := app.Command(args[1])
	if command == nil {
		if err := misplaced(app, args[1]); err != nil {
			return err
		}
		return app.RunContext(ctx, args)
	}
	flags, err := readArgs(command, args[2:])
	switch {
	case errors.Is(err, errHelp):
		return app.RunContext(ctx, []string{args[0], args[1], "--help"})
	case err != nil:
		return err
	}
	c := cli.NewContext(app, flags, nil)
	c.Context = ctx
	return command.Action(c)
}

// programName is the program and its command, for help.
func programName(app *cli.App, args []string) string {
	if len(args) > 1 && app.Command(args[1]) != nil {
		return app.Name + " " + args[1]
	}
	return app.Name
}

// interrupt ends all writing, and returns an error that names the files that were
// written.
func interrupt(journal *writefile.Journal) error {
	written, err := journal.Stop()
	if len(written) == 0 {
		return errors.Join(errors.New("interrupted: nothing was written"), err)
	}
	var names []string
	for _, path := range written {
		names = append(names, paths.Short(path))
	}
	return errors.Join(fmt.Errorf("interrupted after writing %s: run it again for the rest", strings.Join(names, ", ")), err)
}

func newApp(journal *writefile.Journal, stdin io.Reader, stdout, stderr io.Writer) *cli.App {
	app := &cli.App{
		Name:            "carbonlint",
		Usage:           "audit, fix and compare WSO2 Carbon configuration before an upgrade",
		Version:         version(),
		HideHelpCommand: true,
		Suggest:         true,
		Reader:          stdin,
		Writer:          stdout,
		ErrWriter:       stderr,
		ExitErrHandler:  func(*cli.Context, error) {}, // run returns the exit code
		Commands: []*cli.Command{
			checkCommand(journal), diffCommand(journal), configCommand(), rulesCommand(), completionCommand(), completeCommand(), manCommand(),
		},
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				return unknownCommand(c)
			}
			return cli.ShowAppHelp(c)
		},
	}
	onUsageError := func(_ *cli.Context, err error, _ bool) error { return usage.Errorf("%v", err) }
	app.OnUsageError = onUsageError
	for _, c := range app.Commands {
		c.OnUsageError = onUsageError
		c.HideHelpCommand = true
	}
	return app
}
