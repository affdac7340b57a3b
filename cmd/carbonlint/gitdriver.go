package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/input"
	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// gitDriver compares two versions of a file for git, which calls it through
// diff.<driver>.command. See gitdiff(1), GIT_EXTERNAL_DIFF.
func gitDriver(c *cli.Context) error {
	show, err := showOptions(c, c.App.Writer)
	if err != nil {
		return err
	}
	if c.String("color") == "auto" && os.Getenv("GIT_PAGER_IN_USE") == "true" && os.Getenv("NO_COLOR") == "" {
		show.Color, show.Cut = true, true // git's pager shows it on a terminal
	}
	args := c.Args().Slice()
	switch len(args) {
	case 1:
		_, err := io.WriteString(c.App.Writer, printable.LineStarts(printable.Line(args[0])+"  not merged yet\n"))
		return err
	case 7, 9:
	default:
		return usage.Errorf("--git expects the 7 arguments that git passes; set it up with: git config diff.carbon.command 'carbonlint diff --git'")
	}
	// path old-file old-hex old-mode new-file new-hex new-mode [new-path similarity]
	oldPath, newPath := args[0], args[0]
	if len(args) == 9 {
		newPath = args[7]
	}
	before, err := gitVersion(args[1], oldPath)
	if err != nil {
		return err
	}
	after, err := gitVersion(args[4], newPath)
	if err != nil {
		return err
	}
	if oldMode, newMode := args[3], args[6]; before != nil && after != nil && oldMode != newMode {
		if _, err := io.WriteString(c.App.Writer, printable.LineStarts(printable.Line(newPath+"  mode "+oldMode+" -> "+newMode)+"\n")); err != nil {
			return err
		}
		if string(before.Data) == string(after.Data) {
			return nil
		}
	}
	r := &diff.Report{Old: oldPath, New: newPath}
	r.Files = []diff.FileDiff{diff.Files(before, after, diff.Options{Comments: c.Bool("comments"), Rules: rules.About})}
	if oldPath != newPath {
		r.Files[0].Status = diff.FileMoved
	}
	if err := report.DiffTextFiles(c.App.Writer, r, show); err != nil {
		return err
	}
	if len(r.Files[0].Changes) > 0 { // separate it from the next file
		if _, err := fmt.Fprintln(c.App.Writer); err != nil {
			return err
		}
	}
	if c.Bool("exit-code") && r.Differs() { // for diff.<driver>.trustExitCode
		return errFindings
	}
	return nil
}

// gitVersion reads the version of path that git has written to file. It returns
// nil for no version.
func gitVersion(file, path string) (*diff.File, error) {
	if input.IsNull(file) {
		return nil, nil
	}
	data, err := input.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return input.NewFile(path, path, data), nil
}

// textconv prints the settings of a file for git, which calls it through
// diff.<driver>.textconv and compares the lines.
func textconv(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage.Errorf("--textconv takes one file")
	}
	f, err := gitVersion(c.Args().First(), c.Args().First())
	switch {
	case err != nil:
		return err
	case f == nil:
		return nil
	case f.Binary():
		_, err := fmt.Fprintf(c.App.Writer, "not text: %d bytes\n", len(f.Data))
		return err
	}
	return report.DiffSettings(c.App.Writer, diff.Settings(f))
}
