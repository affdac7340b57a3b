package check

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

// audit is the outcome for one home.
type audit struct {
	subject  subject
	judged   bool // conf and report are set
	conf     *config.Config
	report   report.Home
	changes  []rules.Change  // in Fix mode
	patch    []patchFile     // the changes
	settings []diff.FileDiff // the changes, with EachChange
	use      suppress.Use
	entries  []baseline.Entry // for a new baseline
	stale    []baseline.Entry
	dirs     []string // where temporary files may be, in Fix mode
	failures []error
}

func (a *audit) staleEntries() []report.Stale {
	var list []report.Stale
	for _, e := range a.stale {
		list = append(list, report.Stale{Baseline: filepath.ToSlash(a.conf.Baseline.V), Home: e.Home, Rule: e.Rule, File: e.File, Element: e.Element, Count: e.Count})
	}
	return list
}

// audit judges one home, and plans its fixes.
func (r *run) audit(ctx context.Context, s subject, cache *home.Cache) audit {
	a := audit{subject: s}
	if err := a.judge(ctx, r, cache); err != nil {
		a.failures = append(a.failures, err)
		a.changes = nil
	}
	a.patch = r.outcome.Patch.filesOf(s, a.changes)
	if r.Mode != Fix {
		a.changes = nil // they hold whole files
	}
	return a
}

func (a *audit) judge(ctx context.Context, r *run, cache *home.Cache) error {
	file, err := r.Config.For(a.subject.configDir())
	if err != nil {
		return err
	}
	rel := file.Rel(a.subject.configDir())
	if file.Excluded(rel) != "" {
		return nil
	}
	h, err := a.subject.load(ctx, cache)
	if err != nil {
		return fmt.Errorf("check %s: %w", a.subject.location.Path, err)
	}
	if r.Mode == Fix {
		a.dirs = dirsOf(h)
	}
	for _, n := range report.Unreadable(h) {
		a.failures = append(a.failures, fmt.Errorf("read %s: %s", filepath.Join(h.Path, n.File), n.Reason))
	}
	a.conf = config.New(r.Config.Names, file, rel, r.Flags)
	d := decisions{suppressions: suppress.New(a.conf, r.Config.Names, r.Today), known: map[*rules.Finding]bool{}}
	opt := rules.Options{
		Rules: a.conf.Rules(h), From: a.conf.Origin.V, Target: a.conf.Target.V, Today: r.Today,
		Review: func(res *rules.Result) { a.conf.Review(res); d.suppressions.Review(res) },
	}
	in := report.Input{
		Result: rules.Run(h, opt), All: r.Config.Names.Rules, Changes: r.WithChanges, Secrets: &r.secrets, Settled: d.of,
		FailOn: a.conf.FailOn.V, AllowUnchecked: a.conf.AllowUnchecked.V,
	}
	after := in.Result
	if r.Mode != Report {
		if fixed := a.plan(r, opt, in.Result, d); r.Mode == Fix && fixed != nil {
			in.Fixed, after = fixed, fixed.After
		}
	}
	a.use = d.suppressions.Use(after)
	if err := a.matchBaseline(r, after, d); err != nil {
		return err
	}
	a.report, a.judged = report.NewHome(in), true
	return nil
}

// plan works out the fixes of a home, without the files that must not be written.
// It returns nil if one of the other files cannot be written by this user: a home
// is fixed as a whole or not at all, and the report says only what was done.
func (a *audit) plan(r *run, opt rules.Options, res *rules.Result, d decisions) *rules.Fixed {
	fix := r.Mode == Fix
	if fix && a.subject.source.Pack {
		a.failures = append(a.failures, fmt.Errorf("fix %s: a pack cannot be changed: unpack it, or use --patch", a.subject.location.Path))
		return nil
	}
	w := r.writer(a.subject)
	writable := map[string]bool{}
	fixed := res.Fix(opt, func(f *rules.Finding) bool {
		if !a.conf.Fixable(f) || !d.isOpen(f) {
			return false
		}
		ok, known := writable[f.Doc.Path]
		if fix && !known {
			err := w.refuses(f.Doc.Path)
			if ok = err == nil; !ok {
				a.failures = append(a.failures, fmt.Errorf("fix %s: %w", filepath.Join(res.Home.Path, f.Doc.Path), err))
			}
			writable[f.Doc.Path] = ok
		}
		return ok || !fix
	})
	for _, err := range fixed.Refused {
		a.failures = append(a.failures, fmt.Errorf("%w: left unchanged; bug in carbonlint: please report it, without the secrets", err))
	}
	if fix {
		if failed := w.unwritable(res.Home.Path, fixed.Changes); len(failed) > 0 {
			a.failures = append(a.failures, failed...)
			a.failures = append(a.failures, fmt.Errorf("fix %s: no file of this home was changed", a.subject.location.Path))
			return nil
		}
	}
	a.changes = fixed.Changes
	if r.EachChange != nil {
		a.settings = settingsChanged(res.Home, a.changes)
	}
	return fixed
}

// settingsChanged compares the files that fixes change, before and after.
func settingsChanged(h *home.Home, changes []rules.Change) []diff.FileDiff {
	var files []diff.FileDiff
	for _, c := range changes {
		conf := h.ByPath(c.File).Conf
		was := &diff.File{Path: c.File, Name: conf, Data: c.Old.Bytes(), Doc: c.Old}
		is := &diff.File{Path: c.File, Name: conf, Data: c.New.Bytes(), Doc: c.New}
		files = append(files, diff.Files(was, is, diff.Options{Comments: true, Rules: rules.About}))
	}
	return files
}
