package main

import (
	"os"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/config"
)

func checkCommand(written *journal) *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "audit the homes under the paths (default: the current directory)",
		ArgsUsage: "[PATH...]",
		Description: "A path is a home, a directory with homes somewhere below it, a pack (.zip, .tar, .tar.gz, .tgz),\n" +
			"a single file, or - for one file on standard input, named by --stdin-filename.\n\n" +
			"Exit code: 0 no finding at or above --fail-on; 1 findings, or changes that --diff shows; 2 wrong usage;\n" +
			"3 the job could not be done: a path or file that cannot be read, no configuration found, a write that failed;\n" +
			"130 interrupted (Ctrl-C), 143 terminated: a home is changed as a whole or not at all, and what was written is named.",
		Flags: append(ruleFlags(),
			&cli.StringSliceFlag{Name: "exclude", Usage: "leave out what matches `GLOB`, such as 'old/**'; may be given several times"},
			&cli.StringFlag{Name: "stdin-filename", Usage: "the `NAME` of the file on standard input, such as repository/conf/carbon.xml"},
			&cli.BoolFlag{Name: "fix", DisableDefaultText: true, Usage: "apply the safe fixes"},
			&cli.BoolFlag{Name: "unsafe-fixes", DisableDefaultText: true, Usage: "with --fix, --diff or --patch: the unsafe fixes too"},
			&cli.BoolFlag{Name: "diff", DisableDefaultText: true, Usage: "show what --fix would change, secrets masked, and change nothing"},
			&cli.StringFlag{Name: "patch", Usage: "write the changes to `FILE` as a patch for git apply or patch -p1; - is standard output. It is exact: it holds the secrets on the lines it changes"},
			&cli.StringFlag{Name: "backup", Usage: "keep the originals of what --fix changes in `DIR`"},
			&cli.BoolFlag{Name: "in-place", DisableDefaultText: true, Usage: "with --backup: write into a file that has hard links, instead of refusing it; a crash can leave a part of it"},
			&cli.StringFlag{Name: "write-baseline", Usage: "record the findings in `FILE`, so that --baseline lets only new ones fail"},
			&cli.BoolFlag{Name: "prune-baseline", DisableDefaultText: true, Usage: "remove entries from the baseline that nothing answers to any more"},
			&cli.BoolFlag{Name: "all", DisableDefaultText: true, Usage: "show suppressed and known findings too"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "print the report as `FORMAT`: " + strings.Join(formatNames(), ", ")},
			&cli.StringSliceFlag{Name: "output", Usage: "write the report to a file as well, as `FORMAT=FILE`; may be given several times"},
			colorFlag(),
		),
		Action: func(c *cli.Context) error {
			job, err := newCheckJob(c, written)
			if err != nil {
				return err
			}
			return job.run(c.Context)
		},
	}
}

func newCheckJob(c *cli.Context, written *journal) (*checkJob, error) {
	j := &checkJob{
		paths: c.Args().Slice(), exclude: c.StringSlice("exclude"), stdinName: c.String("stdin-filename"),
		config: &config.Loader{Names: names(), File: c.String("config")},
		fix:    c.Bool("fix"), diff: c.Bool("diff"), patch: c.String("patch"), backup: c.String("backup"),
		inPlace: c.Bool("in-place"), journal: written,
		writeBaseline: c.String("write-baseline"), prune: c.Bool("prune-baseline"), format: c.String("format"),
		stdin: c.App.Reader, stdout: c.App.Writer, stderr: c.App.ErrWriter,
	}
	if len(j.paths) == 0 {
		j.paths = []string{"."}
	}
	for _, p := range j.exclude {
		if !doublestar.ValidatePattern(p) {
			return nil, usagef("--exclude %q is not a pattern: write it as in 'old/**' or '*.tmp'", p)
		}
	}
	var err error
	if j.flags, err = settings(c); err != nil {
		return nil, err
	}
	if j.show, err = showOptions(c, c.App.Writer); err != nil {
		return nil, err
	}
	if err := j.readOutputs(c.StringSlice("output")); err != nil {
		return nil, err
	}
	return j, j.fitsTogether(c)
}

// fitsTogether finds flags that make no sense with each other.
func (j *checkJob) fitsTogether(c *cli.Context) error {
	stdin := 0
	for _, p := range j.paths {
		switch {
		case p == "":
			return usagef("a path is empty")
		case p != "-":
			continue
		case j.stdinName == "":
			return usagef("- reads one file from standard input: name it with --stdin-filename")
		case j.fix || j.patch != "" || j.diff:
			return usagef("what comes on standard input cannot be fixed: give the file's path")
		}
		if stdin++; stdin > 1 {
			return usagef("- is given twice, and standard input can be read once")
		}
	}
	switch {
	case j.stdinName != "" && stdin == 0:
		return usagef("--stdin-filename names what - reads: add the path -")
	case j.flags.AllUnsafe.V && !j.fix && !j.diff && j.patch == "":
		return usagef("--unsafe-fixes goes with --fix, --diff or --patch")
	case j.backup != "" && !j.fix:
		return usagef("--backup goes with --fix")
	case j.inPlace && j.backup == "":
		return usagef("--in-place goes with --backup: a crash while a file is written in place leaves a part of it")
	case j.fix && j.diff:
		return usagef("--diff shows the changes instead of making them: leave out --fix")
	case j.diff && j.patch == "-":
		return usagef("--diff and --patch - both print the changes: leave out one of them")
	case (j.diff || j.patch == "-") && c.IsSet("format"):
		return usagef("--diff and --patch - print the changes and no report: write one with --output %s=FILE", j.format)
	case j.diff && j.writeBaseline != "":
		return usagef("--diff changes nothing, and --write-baseline has nothing to do with it: leave out one of them")
	}
	for _, p := range j.paths {
		if j.backup != "" && inside(realPath(p), realPath(j.backup)) {
			return usagef("--backup %s lies in %s, where the copies would be taken for a home: choose a directory outside of it", j.backup, p)
		}
	}
	return nil
}

// readOutputs reads --format and --output.
func (j *checkJob) readOutputs(outputs []string) error {
	f, err := formatByName(j.format)
	if err != nil {
		return err
	}
	j.changes = f.Changes
	for _, o := range outputs {
		format, file, ok := strings.Cut(o, "=")
		switch {
		case !ok || file == "":
			return usagef("--output %q: write it as FORMAT=FILE, such as json=report.json", o)
		case file == "-":
			return usagef("--output %q: for standard output write --format %s", o, format)
		}
		if f, err = formatByName(format); err != nil {
			return err
		}
		j.changes = j.changes || f.Changes
		j.outputs = append(j.outputs, output{format, file})
	}
	return j.oneFileEach()
}

// oneFileEach finds two things that are to be written to the same file.
func (j *checkJob) oneFileEach() error {
	seen := map[string]string{}
	add := func(flag, file string) error {
		if file == "" || file == "-" {
			return nil
		}
		at := realPath(file)
		if info, err := os.Stat(at); err == nil && !info.Mode().IsRegular() {
			return nil // a device such as /dev/null takes any number
		}
		if other := seen[at]; other != "" {
			return usagef("%s and %s both write %s: give each a file of its own", other, flag, file)
		}
		seen[at] = flag
		return nil
	}
	for _, o := range j.outputs {
		if err := add("--output "+o.format, o.file); err != nil {
			return err
		}
	}
	if err := add("--patch", j.patch); err != nil {
		return err
	}
	return add("--write-baseline", j.writeBaseline)
}
