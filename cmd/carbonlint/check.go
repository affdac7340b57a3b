package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/home"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

func checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "audit the homes under the paths (default: the current directory)",
		ArgsUsage: "[PATH...]",
		Flags: append(ruleFlags(),
			&cli.BoolFlag{Name: "fix", Usage: "apply the safe fixes"},
			&cli.BoolFlag{Name: "unsafe-fixes", Usage: "with --fix, --diff or --patch: the unsafe fixes too"},
			&cli.BoolFlag{Name: "diff", Usage: "show what --fix would change, secrets masked, and change nothing"},
			&cli.StringFlag{Name: "patch", Usage: "write the changes to `FILE` as a patch for git apply or patch -p1; - is standard output. It is exact: it holds the secrets on the lines it changes"},
			&cli.StringFlag{Name: "backup", Usage: "keep the originals of what --fix changes in `DIR`"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "print the report as `FORMAT`: " + strings.Join(formatNames(), ", ")},
			&cli.StringSliceFlag{Name: "output", Usage: "write the report to a file as well, as `FORMAT=FILE`; may be given several times"},
			colorFlag(),
		),
		Action: func(c *cli.Context) error {
			job, err := newCheckJob(c)
			if err != nil {
				return err
			}
			return job.run(c.Context)
		},
	}
}

// checkJob is one run of the check command.
type checkJob struct {
	paths  []string
	opt    rules.Options
	failOn rules.Severity

	fix, unsafe, diff bool
	patch, backup     string

	format  string
	outputs []output
	text    report.TextOptions

	stdout, stderr io.Writer
}

// output is a report that goes to a file.
type output struct{ format, file string }

func newCheckJob(c *cli.Context) (*checkJob, error) {
	j := &checkJob{
		paths: c.Args().Slice(), fix: c.Bool("fix"), unsafe: c.Bool("unsafe-fixes"), diff: c.Bool("diff"),
		patch: c.String("patch"), backup: c.String("backup"), format: c.String("format"),
		stdout: c.App.Writer, stderr: c.App.ErrWriter,
	}
	if len(j.paths) == 0 {
		j.paths = []string{"."}
	}
	var err error
	if j.opt, err = ruleOptions(c); err != nil {
		return nil, err
	}
	if j.failOn, err = failOn(c.String("fail-on")); err != nil {
		return nil, err
	}
	if j.text, err = textOptions(c, c.App.Writer); err != nil {
		return nil, err
	}
	if _, err := formatByName(j.format); err != nil {
		return nil, err
	}
	for _, o := range c.StringSlice("output") {
		format, file, ok := strings.Cut(o, "=")
		if !ok || file == "" {
			return nil, usagef("--output %q: write it as FORMAT=FILE, such as json=report.json", o)
		}
		if _, err := formatByName(format); err != nil {
			return nil, err
		}
		j.outputs = append(j.outputs, output{format, file})
	}
	switch {
	case j.unsafe && !j.fix && !j.diff && j.patch == "":
		return nil, usagef("--unsafe-fixes goes with --fix, --diff or --patch")
	case j.backup != "" && !j.fix:
		return nil, usagef("--backup goes with --fix")
	case j.fix && j.diff:
		return nil, usagef("--diff shows the changes instead of making them: leave out --fix")
	}
	return j, nil
}

// allow reports whether the fix of a finding is to be applied.
func (j *checkJob) allow(f *rules.Finding) bool { return j.unsafe || !f.Fix.Unsafe }

func (j *checkJob) run(ctx context.Context) error {
	rep := report.New(shortVersion(), j.opt.Target.String(), rules.All())
	patch := &patchSet{}
	cache := &home.Cache{}
	var failures []error
	changes := 0
	for _, p := range j.paths {
		h, dir, err := openHome(p, cache)
		if err != nil {
			failures = append(failures, err)
			continue
		}
		res := rules.Run(h, j.opt)
		var fixed *rules.Fixed
		if j.fix || j.diff || j.patch != "" {
			fixed = res.Fix(j.opt, j.allow)
			for _, err := range fixed.Refused {
				failures = append(failures, fmt.Errorf("%w: left alone; this is a mistake in carbonlint, report it with the file's shape, without its secrets", err))
			}
			changes += len(fixed.Changes)
			patch.add(dir, fixed.Changes)
		}
		if j.fix {
			if err := j.write(ctx, writer{dir: dir, backup: j.backupFor(h)}, fixed); err != nil {
				failures = append(failures, err)
				fixed = nil // what was written is told by the next run
			}
		} else {
			fixed = nil
		}
		rep.Add(report.NewHome(res, fixed, rules.All()))
		for _, n := range report.Unreadable(h) {
			failures = append(failures, fmt.Errorf("read %s: %s", filepath.Join(p, n.File), n.Reason))
		}
	}
	failures = append(failures, j.print(rep, patch)...)
	if len(failures) > 0 {
		return errors.Join(failures...)
	}
	if j.diff && changes > 0 || fails(rep, j.failOn) {
		return errFindings
	}
	return nil
}

// fails reports whether an open finding is at or above limit.
func fails(rep *report.Report, limit rules.Severity) bool {
	s := rep.Summary
	return limit > 0 && (s.Error > 0 || s.Warning > 0 && limit <= rules.Warning || s.Info > 0 && limit <= rules.Info)
}

// write makes the changes of one home: all are checked and backed up before the
// first is made, and an interrupt stops between two files.
func (j *checkJob) write(ctx context.Context, w writer, fixed *rules.Fixed) error {
	for _, step := range []func(rules.Change) error{w.check, w.keep} {
		for _, c := range fixed.Changes {
			if err := step(c); err != nil {
				return err
			}
		}
	}
	for i, c := range fixed.Changes {
		err := ctx.Err()
		if err == nil {
			err = w.write(c)
		}
		if err != nil {
			return fmt.Errorf("%w: %d of %d files changed", err, i, len(fixed.Changes))
		}
	}
	return nil
}

func (j *checkJob) backupFor(h *home.Home) string {
	if j.backup == "" {
		return ""
	}
	return j.backup
}

// openHome reads the home at path.
func openHome(path string, cache *home.Cache) (*home.Home, string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, "", fmt.Errorf("check %s: %w", path, err)
	}
	if !info.IsDir() {
		return nil, "", fmt.Errorf("check %s: not a directory", path)
	}
	h, err := home.Load(os.DirFS(path), home.Site{Dir: ".", ConfDir: "repository/conf", Path: filepath.ToSlash(path)}, cache)
	if err != nil {
		return nil, "", fmt.Errorf("check %s: no Carbon configuration there: %w", path, err)
	}
	return h, path, nil
}
