package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/compare"
	"github.com/carbonlint/carbonlint/internal/ignore"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/internal/writefile"
	"github.com/carbonlint/carbonlint/report"
)

func diffCommand(journal *writefile.Journal) *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "show what differs between two homes, setting by setting",
		ArgsUsage: "OLD NEW",
		Description: "OLD and NEW are each a home, a configuration directory, a pack (.zip, .tar, .tar.gz, .tgz), a single file,\n" +
			"/dev/null for no file, or git:REV[:PATH], a revision of the current git repository. PATH is relative to the top\n" +
			"of the repository, or to the current directory if it starts with ./ or ../; the default is the current directory.\n" +
			"If one is a file and the other a home, the file is compared with the same file of the home.\n" +
			"Directories with several homes are compared home by home.\n\n" +
			"To use it in git: git config diff.carbon.command 'carbonlint diff --git' and, for git log -p,\n" +
			"git config diff.carbon.textconv 'carbonlint diff --textconv'; then add *.xml diff=carbon to .gitattributes.\n\n" +
			"Exit codes:\n" +
			"  0         the comparison was made; with --exit-code, no setting differs\n" +
			"  1         with --exit-code, a setting differs\n" +
			"  2         wrong usage\n" +
			"  3         OLD or NEW cannot be read or contains no configuration, or a write failed\n" +
			"  130, 143  interrupted (Ctrl-C), terminated",
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "only", Usage: "compare only files that match `GLOB`, such as carbon.xml or 'tomcat/**'; may be repeated"},
			&cli.BoolFlag{Name: "comments", DisableDefaultText: true, Usage: "also report comments that contain no setting"},
			&cli.BoolFlag{Name: "all", DisableDefaultText: true, Usage: "list each setting of samples that are commented out in both OLD and NEW"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "print the comparison as `FORMAT`: " + strings.Join(diffFormatNames(), ", ")},
			&cli.StringSliceFlag{Name: "output", Usage: "also write the comparison to a file, as `FORMAT=FILE`; may be repeated"},
			&cli.BoolFlag{Name: "stat", DisableDefaultText: true, Usage: "print one line per file; same as --format stat"},
			&cli.BoolFlag{Name: "exit-code", DisableDefaultText: true, Usage: "exit 1 if a setting differs"},
			&cli.BoolFlag{Name: "git", DisableDefaultText: true, Usage: "run as git's diff.<driver>.command, with the arguments that git passes"},
			&cli.BoolFlag{Name: "textconv", DisableDefaultText: true, Usage: "run as git's diff.<driver>.textconv: print the settings of one file, one per line"},
			colorFlag(),
		},
		Action: func(c *cli.Context) error {
			switch {
			case c.Bool("git") && c.Bool("textconv"):
				return usage.Errorf("--git and --textconv are for different git settings: leave out one of them")
			case c.Bool("git"):
				return gitDriver(c)
			case c.Bool("textconv"):
				return textconv(c)
			}
			job, err := newDiffJob(c, journal)
			if err != nil {
				return err
			}
			return job.run(c.Context)
		},
	}
}

func diffFormatNames() []string {
	var names []string
	for _, f := range report.DiffFormats() {
		names = append(names, f.Name)
	}
	return names
}

func diffFormatByName(name string) (report.DiffFormat, error) {
	for _, f := range report.DiffFormats() {
		if f.Name == name {
			return f, nil
		}
	}
	names := diffFormatNames()
	return report.DiffFormat{}, usage.Errorf("no format %q%s (formats: %s)", name, phrase.DidYouMean(name, names), strings.Join(names, ", "))
}

// diffJob is one run of the diff command.
type diffJob struct {
	compare.Options
	before, after string // OLD and NEW

	format   report.DiffFormat
	outputs  []diffOutput
	show     report.Options
	exitCode bool

	journal *writefile.Journal
	streams streams
}

// diffOutput is a comparison that goes to a file.
type diffOutput struct {
	format report.DiffFormat
	file   string
}

func newDiffJob(c *cli.Context, journal *writefile.Journal) (*diffJob, error) {
	if c.NArg() != 2 {
		return nil, usage.Errorf("diff needs two arguments, OLD and NEW, and got %d", c.NArg())
	}
	j := &diffJob{
		Options: compare.Options{Comments: c.Bool("comments")},
		before:  c.Args().Get(0), after: c.Args().Get(1), exitCode: c.Bool("exit-code"),
		journal: journal, streams: streams{c.App.Writer, c.App.ErrWriter},
	}
	for _, text := range c.StringSlice("only") {
		p, err := ignore.Parse(text)
		if err != nil {
			return nil, usage.Errorf("--only %q: %v; write it as in carbon.xml or 'tomcat/**'", text, err)
		}
		j.Only = append(j.Only, p)
	}
	format := c.String("format")
	switch {
	case c.Bool("stat") && c.IsSet("format") && format != "stat":
		return nil, usage.Errorf("--stat is --format stat: leave out one of them")
	case c.Bool("stat"):
		format = "stat"
	}
	var err error
	if j.format, err = diffFormatByName(format); err != nil {
		return nil, err
	}
	for _, o := range c.StringSlice("output") {
		name, file, ok := strings.Cut(o, "=")
		if !ok || file == "" {
			return nil, usage.Errorf("--output %q: write it as FORMAT=FILE, such as json=diff.json", o)
		}
		f, err := diffFormatByName(name)
		if err != nil {
			return nil, err
		}
		j.outputs = append(j.outputs, diffOutput{f, file})
		j.Outputs = append(j.Outputs, file)
	}
	j.show, err = showOptions(c, c.App.Writer)
	return j, err
}

func (j *diffJob) run(ctx context.Context) error {
	result, err := compare.Run(ctx, j.before, j.after, j.Options)
	if err != nil {
		return err
	}
	for _, note := range result.Notes {
		fmt.Fprintf(j.streams.err, "carbonlint: %s\n", report.Shown(note.Error()))
	}
	failed := errorList(result.Failures)
	for _, o := range j.outputs {
		failed.add(writeOutput(j.journal, o.file, func(w io.Writer) error {
			return o.format.Write(w, result.Report, report.Options{All: j.show.All})
		}))
	}
	failed.add(j.format.Write(j.streams.out, result.Report, j.show))
	switch {
	case len(failed) > 0:
		return failed
	case j.exitCode && result.Report.Differs():
		return errFindings
	}
	return nil
}
