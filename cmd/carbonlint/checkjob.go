package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/carbonlint/carbonlint/home"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// checkJob is one run of the check command.
type checkJob struct {
	paths     []string
	exclude   []string
	stdinName string
	opt       rules.Options
	failOn    rules.Severity

	fix, unsafe, diff bool
	patch, backup     string

	format  string
	outputs []output
	changes bool // a format wants the change of every fix
	homes   int  // how many are judged
	text    report.TextOptions

	stdin          io.Reader
	stdout, stderr io.Writer
}

// output is a report that goes to a file.
type output struct{ format, file string }

// audit is what became of one home.
type audit struct {
	subject  subject
	report   report.Home
	fixed    *rules.Fixed
	failures []error
}

func (j *checkJob) run(ctx context.Context) error {
	subjects, failures := j.find()
	defer closeAll(subjects)
	j.homes = len(subjects)
	rep := report.New(shortVersion(), j.opt.Target.String(), rules.All())
	patch := &patchSet{}
	cache := &home.Cache{}
	bar := newProgress(j.stderr, len(subjects))
	err := inOrder(ctx, subjects, func(s subject) audit { return j.audit(s, cache) }, func(a audit) error {
		bar.step()
		failures = append(failures, a.failures...)
		if a.fixed != nil {
			patch.add(a.subject, a.fixed.Changes)
		}
		if j.fix && a.fixed != nil {
			if err := j.write(ctx, a); err != nil {
				failures = append(failures, err)
				return ctx.Err()
			}
		}
		if a.report.Path != "" {
			rep.Add(a.report)
		}
		return nil
	})
	bar.done()
	if err != nil {
		return errors.Join(append(failures, fmt.Errorf("stopped: %w", err))...)
	}
	failures = append(failures, j.print(rep, patch)...)
	if len(failures) > 0 {
		return errors.Join(failures...)
	}
	if j.diff && len(patch.changes) > 0 || fails(rep, j.failOn) {
		return errFindings
	}
	return nil
}

// find opens the paths and lists the homes in them, each once.
func (j *checkJob) find() (subjects []subject, failures []error) {
	seen := map[string]bool{}
	for _, p := range j.paths {
		if p == "-" {
			data, err := io.ReadAll(io.LimitReader(j.stdin, home.MaxFile+1))
			if err != nil {
				failures = append(failures, fmt.Errorf("read standard input: %w", err))
				continue
			}
			subjects = append(subjects, subject{home: home.FromBytes(j.stdinName, data)})
			continue
		}
		place, err := home.Open(p, home.FindOptions{Exclude: j.exclude})
		if err != nil {
			failures = append(failures, err)
			continue
		}
		for _, s := range place.Sites {
			key := filepath.Join(place.Where(s), s.ConfDir) + fmt.Sprint(s.Only)
			if place.Pack || !seen[key] {
				seen[key] = true
				subjects = append(subjects, subject{place: place, site: s})
			}
		}
	}
	return subjects, failures
}

func closeAll(subjects []subject) {
	for _, s := range subjects {
		if s.place != nil {
			s.place.Close()
		}
	}
}

// audit judges one home, and plans its fixes where they are wanted.
func (j *checkJob) audit(s subject, cache *home.Cache) audit {
	a := audit{subject: s}
	h, err := s.load(cache)
	if err != nil {
		a.failures = append(a.failures, fmt.Errorf("check %s: %w", s.site.Path, err))
		return a
	}
	for _, n := range report.Unreadable(h) {
		a.failures = append(a.failures, fmt.Errorf("read %s: %s", filepath.Join(h.Path, n.File), n.Reason))
	}
	res := rules.Run(h, j.opt)
	if j.fix || j.diff || j.patch != "" {
		a.plan(j, res)
	}
	var applied *rules.Fixed
	if j.fix {
		applied = a.fixed
	}
	var detail []report.Detail
	if j.changes {
		detail = append(detail, report.Changes)
	}
	a.report = report.NewHome(res, applied, rules.All(), detail...)
	return a
}

// plan works out the fixes of a home. Files that could not be written are left
// out of it, so that what is reported as fixed is.
func (a *audit) plan(j *checkJob, res *rules.Result) {
	if j.fix && a.subject.inPack() {
		a.failures = append(a.failures, fmt.Errorf("fix %s: a pack cannot be changed: unpack it, or use --patch", a.subject.site.Path))
		return
	}
	w := writer{dir: a.subject.dir()}
	barred := map[string]bool{}
	a.fixed = res.Fix(j.opt, func(f *rules.Finding) bool {
		if !j.allow(f) || barred[f.Doc.Path] {
			return false
		}
		if !j.fix {
			return true
		}
		if _, err := w.destination(f.Doc.Path); err != nil {
			barred[f.Doc.Path] = true
			a.failures = append(a.failures, fmt.Errorf("fix %s: %w", filepath.Join(res.Home.Path, f.Doc.Path), err))
			return false
		}
		return true
	})
	for _, err := range a.fixed.Refused {
		a.failures = append(a.failures, fmt.Errorf("%w: left alone; this is a mistake in carbonlint: report it with the shape of the file, without its secrets", err))
	}
}

// write makes the changes of one home: all are checked and backed up before the
// first is made, and an interrupt stops between two files.
func (j *checkJob) write(ctx context.Context, a audit) error {
	w := writer{dir: a.subject.dir(), backup: j.backupOf(a.subject)}
	for _, step := range []func(rules.Change) error{w.check, w.keep} {
		for _, c := range a.fixed.Changes {
			if err := step(c); err != nil {
				return fmt.Errorf("%s: %w: no file of this home was changed", a.report.Path, err)
			}
		}
	}
	for i, c := range a.fixed.Changes {
		err := ctx.Err()
		if err == nil {
			err = w.write(c)
		}
		if err != nil {
			return fmt.Errorf("%s: %w: %d of %d files changed", a.report.Path, err, i, len(a.fixed.Changes))
		}
	}
	return nil
}

// fails reports whether an open finding is at or above limit.
func fails(rep *report.Report, limit rules.Severity) bool {
	s := rep.Summary
	return limit > 0 && (s.Error > 0 || s.Warning > 0 && limit <= rules.Warning || s.Info > 0 && limit <= rules.Info)
}
