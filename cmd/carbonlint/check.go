package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/check"
	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/ignore"
	"github.com/carbonlint/carbonlint/internal/paths"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/internal/writefile"
	"github.com/carbonlint/carbonlint/report"
)

func checkCommand(journal *writefile.Journal) *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "audit the homes under the paths (default: the current directory)",
		ArgsUsage: "[PATH...]",
		Description: "A path is a home, a directory with homes somewhere below it, a pack (.zip, .tar, .tar.gz, .tgz),\n" +
			"a single file, or - for one file on standard input, named by --stdin-filename.\n\n" +
			"States of an item of the upgrade guide, a rule or a home:\n" +
			"  ok               checked, and needs nothing\n" +
			"  needs attention  an open finding asks for a decision\n" +
			"  note             only infos that ask for nothing\n" +
			"  known            findings in the baseline, none is new\n" +
			"  accepted         suppressed findings, none is open\n" +
			"  not checked      could not be judged, or was left out\n" +
			"  not applicable   came after the target release\n" +
			"  past             the home is past the target and keeps a default of its own release\n\n" +
			"Exit codes:\n" +
			"  0         no finding at or above --fail-on\n" +
			"  1         findings at or above --fail-on; with --diff, something to change\n" +
			"  2         wrong usage\n" +
			"  3         a path or file cannot be read, no configuration was found, a home was not checked\n" +
			"            (see --allow-unchecked), or a write failed\n" +
			"  130, 143  interrupted (Ctrl-C), terminated: each home is changed completely or not at all",
		Flags: append(ruleFlags(),
			&cli.StringFlag{Name: "date", Usage: "check certificates and suppressions as of `DAY`, such as 2027-03-31 (default: today)"},
			&cli.StringSliceFlag{Name: "exclude", Usage: "skip files and directories that match `GLOB`, such as 'old/**'; may be repeated"},
			&cli.StringFlag{Name: "stdin-filename", Usage: "the `NAME` of the file on standard input, such as repository/conf/carbon.xml"},
			&cli.BoolFlag{Name: "fix", DisableDefaultText: true, Usage: "apply the safe fixes"},
			&cli.BoolFlag{Name: "unsafe-fixes", DisableDefaultText: true, Usage: "with --fix, --diff or --patch: include the unsafe fixes"},
			&cli.BoolFlag{Name: "diff", DisableDefaultText: true, Usage: "show what --fix would change, with secrets masked, and change nothing"},
			&cli.StringFlag{Name: "patch", Usage: "write the changes to `FILE` as a patch for git apply or patch -p1 (contains secrets); - is standard output"},
			&cli.StringFlag{Name: "backup", Usage: "with --fix: copy the original files to `DIR`"},
			&cli.BoolFlag{Name: "in-place", DisableDefaultText: true, Usage: "with --backup: overwrite files that have hard links, instead of refusing them; a crash can leave such a file incomplete"},
			&cli.StringFlag{Name: "write-baseline", Usage: "write the current findings to `FILE`, for --baseline"},
			&cli.BoolFlag{Name: "prune-baseline", DisableDefaultText: true, Usage: "remove entries from the baseline that match no finding"},
			&cli.BoolFlag{Name: "all", DisableDefaultText: true, Usage: "also show suppressed findings and findings in the baseline"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "print the report as `FORMAT`: " + strings.Join(formatNames(), ", ")},
			&cli.StringSliceFlag{Name: "output", Usage: "also write the report to a file, as `FORMAT=FILE`; may be repeated"},
			colorFlag(),
		),
		Action: func(c *cli.Context) error {
			job, err := newCheckJob(c, journal)
			if err != nil {
				return err
			}
			return job.run(c.Context)
		},
	}
}

// checkJob is one run of the check command.
type checkJob struct {
	check.Options
	diff    bool
	format  report.Format
	outputs []output
	show    report.Options
	streams streams
}

// output is a report that goes to a file.
type output struct {
	format report.Format
	file   string
}

func newCheckJob(c *cli.Context, journal *writefile.Journal) (*checkJob, error) {
	j := &checkJob{
		Options: check.Options{
			Paths: c.Args().Slice(), Stdin: c.App.Reader, StdinName: c.String("stdin-filename"),
			Config: &config.Loader{Names: names(), File: c.String("config")},
			Patch:  c.String("patch"), Backup: c.String("backup"), InPlace: c.Bool("in-place"), Journal: journal,
			WriteBaseline: c.String("write-baseline"), PruneBaseline: c.Bool("prune-baseline"), Version: shortVersion(),
		},
		diff: c.Bool("diff"), streams: streams{c.App.Writer, c.App.ErrWriter},
	}
	switch {
	case c.Bool("fix"):
		j.Mode = check.Fix
	case j.diff || j.Patch != "":
		j.Mode = check.Plan
	}
	if len(j.Paths) == 0 {
		j.Paths = []string{"."}
	}
	for _, text := range c.StringSlice("exclude") {
		p, err := ignore.Parse(text)
		if err != nil {
			return nil, usage.Errorf("--exclude %q: %v; write it as in 'old/**' or '*.tmp'", text, err)
		}
		j.Exclude = append(j.Exclude, p)
	}
	var err error
	if j.Today, err = day(c.String("date")); err != nil {
		return nil, err
	}
	if j.Flags, err = settings(c); err != nil {
		return nil, err
	}
	if j.show, err = showOptions(c, c.App.Writer); err != nil {
		return nil, err
	}
	if err := j.readOutputs(c.String("format"), c.StringSlice("output")); err != nil {
		return nil, err
	}
	j.Diff = j.diff
	j.Keep = len(j.outputs) > 0 || j.printsReport() && j.format.Stream == nil || j.jobSummary() != ""
	if err := j.checkStdin(); err != nil {
		return nil, err
	}
	return j, j.checkFlags(c)
}

// day is the day on which certificates and suppressions expire or do not: date, or
// today where it is empty.
func day(date string) (string, error) {
	if date == "" {
		return time.Now().UTC().Format(time.DateOnly), nil
	}
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return "", usage.Errorf("--date %q is not a day: write it as in 2027-03-31", date)
	}
	return date, nil
}

// checkStdin finds wrong uses of the path -.
func (j *checkJob) checkStdin() error {
	stdin := 0
	for _, p := range j.Paths {
		switch {
		case p == "":
			return usage.Errorf("a path is empty")
		case p != "-":
			continue
		case j.StdinName == "":
			return usage.Errorf("- reads one file from standard input: name it with --stdin-filename")
		case j.Mode != check.Report:
			return usage.Errorf("standard input cannot be fixed: give the path of the file")
		}
		if stdin++; stdin > 1 {
			return usage.Errorf("- is given twice, but standard input can be read only once")
		}
	}
	if j.StdinName != "" && stdin == 0 {
		return usage.Errorf("--stdin-filename names the file that - reads: add the path -")
	}
	return nil
}

// checkFlags finds flags that contradict each other.
func (j *checkJob) checkFlags(c *cli.Context) error {
	switch fix := j.Mode == check.Fix; {
	case j.Flags.AllUnsafe.V && j.Mode == check.Report:
		return usage.Errorf("--unsafe-fixes needs --fix, --diff or --patch")
	case j.Backup != "" && !fix:
		return usage.Errorf("--backup needs --fix")
	case j.InPlace && j.Backup == "":
		return usage.Errorf("--in-place needs --backup: a crash can leave an overwritten file incomplete")
	case fix && j.diff:
		return usage.Errorf("--diff shows the changes and --fix makes them: leave out one of them")
	case j.diff && j.Patch == "-":
		return usage.Errorf("--diff and --patch - both print the changes: leave out one of them")
	case (j.diff || j.Patch == "-") && c.IsSet("format"):
		return usage.Errorf("--diff and --patch - print the changes and no report: write one with --output %s=FILE", j.format.Name)
	case j.diff && j.WriteBaseline != "":
		return usage.Errorf("--diff writes nothing: leave out --write-baseline")
	}
	for _, p := range j.Paths {
		if j.Backup != "" && paths.Inside(paths.Real(p), paths.Real(j.Backup)) {
			return usage.Errorf("--backup %s is in %s, and the copies would be checked as a home: choose a directory outside of it", j.Backup, p)
		}
	}
	return nil
}

// readOutputs reads --format and --output.
func (j *checkJob) readOutputs(format string, outputs []string) error {
	var err error
	if j.format, err = formatByName(format); err != nil {
		return err
	}
	j.WithChanges = j.format.Changes
	for _, o := range outputs {
		name, file, ok := strings.Cut(o, "=")
		switch {
		case !ok || file == "":
			return usage.Errorf("--output %q: write it as FORMAT=FILE, such as json=report.json", o)
		case file == "-":
			return usage.Errorf("--output %q: for standard output write --format %s", o, name)
		}
		f, err := formatByName(name)
		if err != nil {
			return err
		}
		j.WithChanges = j.WithChanges || f.Changes
		j.outputs = append(j.outputs, output{f, file})
		j.Reports = append(j.Reports, file)
	}
	return j.checkFiles()
}

// checkFiles finds two outputs that go to the same file.
func (j *checkJob) checkFiles() error {
	seen := map[string]string{}
	add := func(flag, file string) error {
		if file == "" || file == "-" {
			return nil
		}
		path := paths.Real(file)
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
			return nil // a device such as /dev/null takes any number
		}
		if other := seen[path]; other != "" {
			return usage.Errorf("%s and %s both write %s: give each a file of its own", other, flag, file)
		}
		seen[path] = flag
		return nil
	}
	for _, o := range j.outputs {
		if err := add("--output "+o.format.Name, o.file); err != nil {
			return err
		}
	}
	if err := add("--patch", j.Patch); err != nil {
		return err
	}
	return add("--write-baseline", j.WriteBaseline)
}

func (j *checkJob) run(ctx context.Context) error {
	bar := &progress{w: j.streams.err}
	p := &checkPrinter{checkJob: j, w: j.streams.out}
	defer p.changed.Close()
	if j.printsReport() && j.format.Stream != nil {
		j.EachHome = p.home
	}
	if j.EachHome == nil || !isTerminal(j.streams.out) { // else the report shows how far it is
		j.OnHome = bar.step
	}
	if j.printsReport() && j.Mode == check.Fix && j.format.Name == "text" {
		j.EachChange = p.change
	}
	out, err := check.Run(ctx, j.Options)
	bar.clear()
	if err != nil {
		return err
	}
	defer out.Close()
	for _, file := range out.Removed {
		fmt.Fprintf(j.streams.err, "carbonlint: removed %s, which an interrupted run left behind\n", report.Shown(paths.Short(file)))
	}
	failed := errorList(out.Errors)
	failed = append(failed, p.print(out)...)
	switch {
	case len(failed) > 0:
		return failed
	case j.WriteBaseline != "":
		return nil // the findings are in the baseline now
	case j.diff && !out.Patch.Empty() || out.Failed:
		return errFindings
	}
	return nil
}
