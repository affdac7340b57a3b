package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/writefile"
	"github.com/carbonlint/carbonlint/report"
)

// checkJob is one run of the check command.
type checkJob struct {
	paths     []string
	exclude   []string
	stdinName string
	flags     config.Settings
	config    *config.Loader

	fix, diff, inPlace bool
	patch, backup      string
	journal            *journal

	writeBaseline string
	prune         bool
	baselines     baselines
	secrets       report.Secrets

	format  string
	outputs []output
	changes bool // a format wants the change of every fix
	homes   int  // how many are judged
	show    report.Options

	stdin          io.Reader
	stdout, stderr io.Writer
}

// output is a report that goes to a file.
type output struct{ format, file string }

func (j *checkJob) run(ctx context.Context) error {
	if path := j.flags.Baseline.V; path != "" && path != j.writeBaseline {
		if _, err := j.baselines.at(path); err != nil {
			return err
		}
	}
	subjects, skipped, failures := j.find(ctx)
	defer closeAll(subjects)
	j.homes = len(subjects)
	if err := j.protect(ctx, subjects); err != nil {
		return errors.Join(append(failures, err)...)
	}
	var done []audit
	var use configUse
	named := map[error]bool{}
	patch := &patchSet{}
	cache := &home.Cache{}
	bar := newProgress(j.stderr, len(subjects))
	err := inOrder(ctx, subjects, func(s subject) audit { return j.audit(ctx, s, cache) }, func(a audit) error {
		bar.step()
		patch.add(a.subject, a.changes)
		for _, err := range a.failures {
			if !named[err] { // such as a configuration that several homes share
				named[err] = true
				failures = append(failures, err)
			}
		}
		if j.fix {
			if err := j.write(a); err != nil {
				failures = append(failures, err)
				return nil // of this home the next run reports
			}
		}
		if a.judged {
			use.add(a.conf.File, a.use, len(done))
			a.changes = nil // written, and in the patch
			done = append(done, a)
		}
		return nil
	})
	bar.done()
	if err != nil {
		return errors.Join(append(failures, fmt.Errorf("interrupted after %d of %d homes: run it again for the rest", len(done), len(subjects)))...)
	}
	use.attach(done)
	rep := report.New(shortVersion(), j.target(), allRules())
	rep.LeaveOut(skipped)
	fails := false
	for i := range done {
		rep.Add(done[i].report)
		rep.AddStale(done[i].staleEntries())
		fails = fails || done[i].fails()
	}
	if j.prune && len(done) > 0 && !slices.ContainsFunc(done, func(a audit) bool { return a.conf.Baseline.V != "" }) {
		failures = append(failures, usagef("--prune-baseline finds no baseline: name it with --baseline"))
	}
	failures = append(failures, j.keepBaseline(done)...)
	failures = append(failures, j.print(rep, patch, done)...)
	switch {
	case len(failures) > 0:
		return errors.Join(failures...)
	case j.writeBaseline != "":
		return nil // what is known from now on does not fail
	case j.diff && len(patch.changes) > 0 || fails:
		return errFindings
	}
	return nil
}

// target is the release that the report as a whole is for.
func (j *checkJob) target() string {
	if j.flags.Target.Given() {
		return j.flags.Target.V.String()
	}
	return home.V443.String()
}

// find opens the paths and lists the homes in them, each once: of several files
// of one home, the home with those files wanted. Skipped is what was not searched.
func (j *checkJob) find(ctx context.Context) (subjects []subject, skipped []home.Skipped, failures []error) {
	seen := map[string]int{}
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
		place, err := home.Open(ctx, p, home.FindOptions{Exclude: j.exclude})
		if err != nil {
			failures = append(failures, err)
			continue
		}
		for _, s := range place.Skipped {
			if s.Unread {
				failures = append(failures, fmt.Errorf("search %s: %s", s.Path, s.Reason))
			}
			if !slices.Contains(skipped, s) {
				skipped = append(skipped, s)
			}
		}
		for _, s := range place.Sites {
			key := realPath(filepath.Join(place.Where(s), s.ConfDir)) // a link may lead to it too
			if place.Pack {
				key = filepath.Join(realPath(p), s.Dir, s.ConfDir)
			}
			if i, again := seen[key]; again {
				subjects[i].site.Only = together(subjects[i].site.Only, s.Only)
				continue
			}
			seen[key] = len(subjects)
			subjects = append(subjects, subject{place: place, path: p, site: s})
		}
	}
	return subjects, skipped, failures
}

// together are the files wanted by either of two lists, of which an empty one
// wants all.
func together(a, b []string) []string {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	both := slices.Concat(a, b)
	slices.Sort(both)
	return slices.Compact(both)
}

func closeAll(subjects []subject) {
	for _, s := range subjects {
		if s.place != nil {
			s.place.Close()
		}
	}
}

// write makes the changes of one home, and removes what an interrupted run left
// behind in it.
func (j *checkJob) write(a audit) error {
	if len(a.changes) == 0 && len(a.dirs) == 0 {
		return nil
	}
	w := j.writer(a.subject)
	unlock, ok := writefile.Lock(w.dir)
	if !ok {
		return fmt.Errorf("fix %s: another carbonlint is writing there: run carbonlint again when it is done", a.report.Path)
	}
	defer unlock()
	removed, err := w.clean(a.dirs)
	for _, left := range removed {
		fmt.Fprintf(j.stderr, "carbonlint: removed %s, which an interrupted run left behind\n", report.Shown(shortPath(left)))
		for i := range a.report.Skipped {
			if s := &a.report.Skipped[i]; realPath(filepath.Join(w.dir, s.File)) == left {
				s.Reason = "left behind by an interrupted run of carbonlint: removed"
			}
		}
	}
	if writing := w.write(a.changes); writing != nil {
		err = errors.Join(err, fmt.Errorf("%s: %w", a.report.Path, writing))
	}
	return err
}

// keepBaseline writes what --write-baseline and --prune-baseline ask for.
func (j *checkJob) keepBaseline(done []audit) []error {
	var failures []error
	if j.writeBaseline != "" {
		var entries []baseline.Entry
		for _, a := range done {
			entries = append(entries, a.entries...)
		}
		if err := writeBaseline(j.journal, j.writeBaseline, baseline.New(entries)); err != nil {
			failures = append(failures, err)
		}
	}
	if !j.prune {
		return failures
	}
	stale := map[string][]baseline.Entry{}
	var paths []string
	for _, a := range done {
		path := a.conf.Baseline.V
		if path != "" && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
		stale[path] = append(stale[path], a.stale...)
	}
	for _, path := range paths {
		list, err := j.baselines.at(path)
		if err == nil && len(stale[path]) > 0 {
			err = writeBaseline(j.journal, path, list.Without(stale[path]))
		}
		if err != nil {
			failures = append(failures, err)
		}
	}
	return failures
}
