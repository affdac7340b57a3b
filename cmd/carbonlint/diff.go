package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/urfave/cli/v2"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/nearest"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

func diffCommand(written *journal) *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "show what differs between two homes, setting by setting",
		ArgsUsage: "OLD NEW",
		Description: "OLD and NEW are each a home, a configuration directory, a pack (.zip, .tar, .tar.gz, .tgz), a single file,\n" +
			"/dev/null for none, or git:REV[:PATH]: a revision of the repository one stands in. PATH counts from the top of the\n" +
			"repository, as git has it, or from here when it starts with ./ or ../; without one it is the current directory.\n" +
			"A file and a home: the file is compared with that of the home. Directories that hold several homes each are\n" +
			"compared home by home.\n\n" +
			"In git: git config diff.carbon.command 'carbonlint diff --git' and, for git log -p,\n" +
			"git config diff.carbon.textconv 'carbonlint diff --textconv'; then *.xml diff=carbon in .gitattributes.\n\n" +
			"Exit code: 0 the comparison was made; with --exit-code, 0 no setting differs, 1 one does; 2 wrong usage;\n" +
			"3 the job could not be done: a side cannot be read or holds no configuration, a write that failed;\n" +
			"130 interrupted (Ctrl-C), 143 terminated.",
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "only", Usage: "compare only the files that match `GLOB`, such as carbon.xml or 'tomcat/**'; may be given several times"},
			&cli.BoolFlag{Name: "comments", Usage: "tell changes of comments too that hold no setting"},
			&cli.BoolFlag{Name: "all", Usage: "tell the settings one by one of a sample that is commented out on both sides"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "print the comparison as `FORMAT`: " + strings.Join(diffFormatNames(), ", ")},
			&cli.StringSliceFlag{Name: "output", Usage: "write the comparison to a file as well, as `FORMAT=FILE`; may be given several times"},
			&cli.BoolFlag{Name: "stat", Usage: "print one line for each file: --format stat"},
			&cli.BoolFlag{Name: "exit-code", Usage: "exit with 1 when a setting differs"},
			&cli.BoolFlag{Name: "git", Usage: "be git's diff.<driver>.command: take the arguments that git gives it"},
			&cli.BoolFlag{Name: "textconv", Usage: "be git's diff.<driver>.textconv: print the settings of one file, a line each"},
			colorFlag(),
		},
		Action: func(c *cli.Context) error {
			switch {
			case c.Bool("git") && c.Bool("textconv"):
				return usagef("--git and --textconv are two ways to be called by git: give one")
			case c.Bool("git"):
				return gitDriver(c)
			case c.Bool("textconv"):
				return textconv(c)
			}
			job, err := newDiffJob(c, written)
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
	return report.DiffFormat{}, usagef("no format %q%s (there are: %v)", name, nearest.Hint(name, names), names)
}

// diffJob is one run of the diff command.
type diffJob struct {
	old, new string
	only     []string
	comments bool

	format   report.DiffFormat
	outputs  []diffOutput
	show     report.Options
	exitCode bool

	journal        *journal
	stdout, stderr io.Writer
}

// diffOutput is a comparison that goes to a file.
type diffOutput struct {
	format report.DiffFormat
	file   string
}

func newDiffJob(c *cli.Context, written *journal) (*diffJob, error) {
	if c.NArg() != 2 {
		return nil, usagef("diff takes two sides, OLD and NEW; there are %d", c.NArg())
	}
	j := &diffJob{
		old: c.Args().Get(0), new: c.Args().Get(1), only: c.StringSlice("only"),
		comments: c.Bool("comments"), exitCode: c.Bool("exit-code"), journal: written, stdout: c.App.Writer, stderr: c.App.ErrWriter,
	}
	for _, p := range j.only {
		if !doublestar.ValidatePattern(p) {
			return nil, usagef("--only %q is not a pattern: write it as in carbon.xml or 'tomcat/**'", p)
		}
	}
	format := c.String("format")
	switch {
	case c.Bool("stat") && c.IsSet("format") && format != "stat":
		return nil, usagef("--stat is --format stat: leave out one of them")
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
			return nil, usagef("--output %q: write it as FORMAT=FILE, such as json=diff.json", o)
		}
		f, err := diffFormatByName(name)
		if err != nil {
			return nil, err
		}
		j.outputs = append(j.outputs, diffOutput{f, file})
	}
	j.show, err = showOptions(c, c.App.Writer)
	return j, err
}

func (j *diffJob) run(ctx context.Context) error {
	r, failures, err := j.compare(ctx)
	if err != nil {
		return err
	}
	for _, o := range j.outputs {
		if err := toFile(j.journal, o.file, public, func(w io.Writer) error { return o.format.Write(w, r, report.Options{All: j.show.All}) }); err != nil {
			failures = append(failures, err)
		}
	}
	if err := j.format.Write(j.stdout, r, j.show); err != nil {
		failures = append(failures, err)
	}
	switch {
	case len(failures) > 0:
		return errors.Join(failures...)
	case j.exitCode && r.Differs():
		return errFindings
	}
	return nil
}

// compare compares the sides. Failures are files that could not be read.
func (j *diffJob) compare(ctx context.Context) (r *diff.Report, failures []error, err error) {
	var sides [2]*side
	for i, name := range []string{j.old, j.new} {
		if sides[i], err = openSide(ctx, name); err != nil {
			return nil, nil, err
		}
		defer func() { _ = sides[i].close() }()
	}
	old, new := sides[0], sides[1]
	if err := j.protect(ctx, old, new); err != nil {
		return nil, nil, err
	}
	r = &diff.Report{Old: j.old, New: j.new}
	switch {
	case old.null && new.null:
		return nil, nil, usagef("both sides are %s: name a file", j.old)
	case old.isFile() && new.isFile():
		r.Files, err = j.compareFiles(old.file, new.file)
	default:
		r.Files, failures, err = j.compareHomes(ctx, old, new)
	}
	return r, failures, err
}

// compareFiles compares two files, whatever they are called.
func (j *diffJob) compareFiles(old, new *diff.File) ([]diff.FileDiff, error) {
	if len(j.only) > 0 {
		return nil, usagef("--only is for homes: both sides are files")
	}
	f := diff.Files(old, new, diff.Options{Comments: j.comments, Rules: func(_, p string) []string {
		for _, f := range []*diff.File{new, old} {
			if f != nil {
				if ids := rules.About(f.Name, p); len(ids) > 0 {
					return ids
				}
			}
		}
		return nil
	}})
	if f.Status == diff.FileSame && string(old.Data) == string(new.Data) {
		return nil, nil
	}
	return []diff.FileDiff{f}, nil
}

// compareHomes compares the homes of two sides, or one file with that of a home.
func (j *diffJob) compareHomes(ctx context.Context, old, new *side) (files []diff.FileDiff, failures []error, err error) {
	if err := paired(old, new); err != nil {
		return nil, nil, err
	}
	cache := &home.Cache{}
	confNames := len(old.sites) == 1 && len(new.sites) == 1 && old.sites[0].ConfDir != new.sites[0].ConfDir
	var sides [2]*sideFiles
	for i, s := range []*side{old, new} {
		if s.file != nil {
			sides[i] = &sideFiles{list: []diff.File{*s.file}, conf: map[string]string{s.file.Name: s.file.Name}}
		} else if sides[i], err = s.files(ctx, cache, confNames); err != nil {
			return nil, nil, err
		}
		failures = append(failures, sides[i].failures...)
		for _, n := range sides[i].notes {
			fmt.Fprintf(j.stderr, "carbonlint: %s\n", report.Shown(fmt.Sprint(n)))
		}
	}
	a, b := sides[0], sides[1]
	a.without(b.unread)
	b.without(a.unread)
	if a.scripts() != b.scripts() { // one side is a configuration without its server
		a.withoutScripts()
		b.withoutScripts()
	}
	if err := counterpart(old, new, a, b); err != nil {
		return nil, nil, err
	}
	if err := j.narrow(a, b); err != nil {
		return nil, nil, err
	}
	return diff.Sides(a.list, b.list, diff.Options{Comments: j.comments, Rules: func(name, p string) []string {
		if conf, ok := b.conf[name]; ok {
			return rules.About(conf, p)
		}
		return rules.About(a.conf[name], p)
	}}), failures, nil
}

// paired reports whether it is clear what is to be compared with what: one home
// or file with one, or several homes with several.
func paired(old, new *side) error {
	if old.null || new.null {
		return usagef("/dev/null can be compared with a file only")
	}
	for _, pair := range [][2]*side{{old, new}, {new, old}} {
		if len(pair[0].sites) > 1 && len(pair[1].sites) <= 1 {
			return usagef("%s holds %d homes, and %s is one: name one of%s", pair[0].name, len(pair[0].sites), pair[1].name, pair[0].list())
		}
	}
	return nil
}

// counterpart leaves, where one side is a single file, only that file of the
// other side.
func counterpart(old, new *side, a, b *sideFiles) error {
	for _, x := range []struct {
		s, other *side
		files    *sideFiles
	}{{old, new, b}, {new, old, a}} {
		if x.s.file == nil {
			continue
		}
		x.files.list = slices.DeleteFunc(x.files.list, func(f diff.File) bool { return f.Name != x.s.file.Name })
		if len(x.files.list) == 0 {
			return fmt.Errorf("%s has no %s to compare %s with", x.other.name, x.s.file.Name, x.s.name)
		}
	}
	return nil
}

// narrow leaves the files that --only asks for.
func (j *diffJob) narrow(sides ...*sideFiles) error {
	for _, p := range j.only {
		if !slices.ContainsFunc(sides, func(s *sideFiles) bool {
			return slices.ContainsFunc(s.list, func(f diff.File) bool { return matches(p, f) })
		}) {
			return usagef("--only %q matches no file of either side", p)
		}
	}
	if len(j.only) == 0 {
		return nil
	}
	for _, s := range sides {
		s.list = slices.DeleteFunc(s.list, func(f diff.File) bool {
			return !slices.ContainsFunc(j.only, func(p string) bool { return matches(p, f) })
		})
	}
	return nil
}

// matches reports whether a pattern is one for a file: against its base name
// when it has no slash, else against its path and its name in the configuration.
func matches(pattern string, f diff.File) bool {
	names := []string{f.Path, f.Name}
	if !strings.Contains(pattern, "/") {
		names = []string{path.Base(f.Path), path.Base(f.Name)}
	}
	return slices.ContainsFunc(names, func(n string) bool { return doublestar.MatchUnvalidated(pattern, n) })
}
