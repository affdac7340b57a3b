package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/suppress"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// subject is one home to be judged: a site of a place, or a home read already.
type subject struct {
	place *home.Place
	path  string // that the user gave
	site  home.Site
	home  *home.Home
}

// dir is the home's directory on disk, "" for one in a pack.
func (s subject) dir() string {
	if s.place == nil {
		return ""
	}
	return s.place.Where(s.site)
}

// configDir is where the configuration for the home is looked for first.
func (s subject) configDir() string {
	switch {
	case s.place == nil:
		return "."
	case s.place.Pack:
		if pack, _, ok := home.InPack(s.path); ok {
			return filepath.Dir(pack)
		}
		return filepath.Dir(s.path)
	}
	return s.dir()
}

// load reads the home.
func (s subject) load(ctx context.Context, cache *home.Cache) (*home.Home, error) {
	if s.home != nil {
		return s.home, nil
	}
	return home.Load(ctx, s.place.FS, s.site, cache)
}

// audit is what became of one home.
type audit struct {
	subject  subject
	judged   bool
	conf     *config.Config
	report   report.Home
	changes  []rules.Change
	settings []diff.FileDiff // what the changes are, setting by setting; for text
	use      suppress.Use
	entries  []baseline.Entry // for --write-baseline
	stale    []baseline.Entry
	dirs     []string // where temporary files are looked for, with --fix
	failures []error
}

// fails reports whether a finding that is open is at or above what fails a run.
func (a *audit) fails() bool {
	limit := a.conf.FailOn.V
	for i := range a.report.Findings {
		if f := &a.report.Findings[i]; f.State() == report.Open && limit > 0 && f.Severity >= limit {
			return true
		}
	}
	return false
}

func (a *audit) staleEntries() []report.Stale {
	var list []report.Stale
	for _, e := range a.stale {
		list = append(list, report.Stale{Baseline: filepath.ToSlash(a.conf.Baseline.V), Home: e.Home, Rule: e.Rule, File: e.File, Element: e.Element, Count: e.Count})
	}
	return list
}

// audit judges one home, and plans its fixes where they are wanted.
func (j *checkJob) audit(ctx context.Context, s subject, cache *home.Cache) audit {
	a := audit{subject: s}
	if err := a.run(ctx, j, cache); err != nil {
		a.failures = append(a.failures, err)
		a.changes = nil
	}
	return a
}

func (a *audit) run(ctx context.Context, j *checkJob, cache *home.Cache) error {
	file, err := j.config.For(a.subject.configDir())
	if err != nil {
		return err
	}
	rel := file.Rel(a.subject.configDir())
	if file.Excluded(rel) != "" {
		return nil
	}
	h, err := a.subject.load(ctx, cache)
	if err != nil {
		return fmt.Errorf("check %s: %w", a.subject.site.Path, err)
	}
	if j.fix {
		a.dirs = dirsOf(h)
	}
	for _, n := range report.Unreadable(h) {
		a.failures = append(a.failures, fmt.Errorf("read %s: %s", filepath.Join(h.Path, n.File), n.Reason))
	}
	a.conf = config.New(j.config.Names, file, rel, j.flags)
	settled := settled{set: suppress.New(a.conf, j.config.Names, today()), known: map[*rules.Finding]bool{}}
	opt := rules.Options{
		Rules: a.conf.Rules(h), From: a.conf.Origin.V, Target: a.conf.Target.V,
		Review: func(r *rules.Result) { a.conf.Review(r); settled.set.Review(r) },
	}
	in := report.Input{Result: rules.Run(h, opt), All: j.config.Names.Rules, Changes: j.changes, Secrets: &j.secrets, Settled: settled.of}
	after := in.Result
	if j.fix || j.diff || j.patch != "" {
		if fixed := a.plan(j, opt, in.Result, settled); j.fix && fixed != nil {
			in.Fixed, after = fixed, fixed.After
		}
	}
	a.use = settled.set.Use(after)
	if err := a.compare(j, after, settled); err != nil {
		return err
	}
	a.report, a.judged = report.NewHome(in), true
	return nil
}

// compare holds the findings of a home against the baseline, and lists them for
// a new one.
func (a *audit) compare(j *checkJob, after *rules.Result, s settled) error {
	if j.writeBaseline != "" {
		a.entries = baseline.Of(baseline.Home(j.writeBaseline, a.place()), after.Findings, s.open)
	}
	path := a.conf.Baseline.V
	if path == "" || path == j.writeBaseline {
		return nil
	}
	list, err := j.baselines.of(a.conf.Baseline, j.flags.Baseline)
	if err != nil {
		return err
	}
	if isStream(path) {
		path = "baseline" // as if it were here: a pipe lies nowhere
	}
	m := list.Match(baseline.Home(path, a.place()), after.Findings, s.open, a.conf.Judged(after))
	for i, known := range m.Known {
		if known {
			s.known[&after.Findings[i]] = true
		}
	}
	a.stale = m.Stale
	return nil
}

// place is the path by which a baseline names the home.
func (a *audit) place() string {
	if dir := a.subject.dir(); dir != "" {
		return dir
	}
	return filepath.Join(a.subject.path, filepath.FromSlash(a.subject.site.Dir))
}

// plan works out the fixes of a home. Files that are not to be written are left
// out of it, and where this user cannot write one of the others there are no fixes
// at all, so that what is reported as fixed is.
func (a *audit) plan(j *checkJob, opt rules.Options, res *rules.Result, s settled) *rules.Fixed {
	if j.fix && a.subject.place.Pack {
		a.failures = append(a.failures, fmt.Errorf("fix %s: a pack cannot be changed: unpack it, or use --patch", a.subject.site.Path))
		return nil
	}
	w := j.writer(a.subject)
	writable := map[string]bool{}
	fixed := res.Fix(opt, func(f *rules.Finding) bool {
		if !a.conf.Fixable(f) || !s.open(f) {
			return false
		}
		ok, known := writable[f.Doc.Path]
		if j.fix && !known {
			err := w.refuses(f.Doc.Path)
			if ok = err == nil; !ok {
				a.failures = append(a.failures, fmt.Errorf("fix %s: %w", filepath.Join(res.Home.Path, f.Doc.Path), err))
			}
			writable[f.Doc.Path] = ok
		}
		return ok || !j.fix
	})
	for _, err := range fixed.Refused {
		a.failures = append(a.failures, fmt.Errorf("%w: left alone; this is a mistake in carbonlint: report it with the shape of the file, without its secrets", err))
	}
	if j.fix {
		if failed := w.unwritable(res.Home.Path, fixed.Changes); len(failed) > 0 {
			a.failures = append(a.failures, failed...)
			a.failures = append(a.failures, fmt.Errorf("fix %s: no file of this home was changed", a.subject.site.Path))
			return nil
		}
	}
	a.changes = fixed.Changes
	if j.fix && j.format == "text" {
		a.settings = settingsChanged(res.Home, a.changes)
	}
	return fixed
}
