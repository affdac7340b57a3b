package check

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// finished is what a run keeps of the homes that are done.
type finished struct {
	judged    int // homes
	unchecked unchecked
	use       configUse

	// Homes go to EachHome at once, unless one of them waits for findings about the
	// suppressions in its configuration file: whether one is of use is known after the
	// last home. Then that home and all after it wait in Outcome.Report.Kept.
	waiting   bool
	firstKept int // the number of the first home in Kept
	passed    int // homes that went to EachHome

	entries []baseline.Entry // for a new baseline
	stale   map[string][]baseline.Entry
	inForce []string // the baselines, in the order of the homes; with PruneBaseline
}

// finish writes the fixes of a home and hands on its report. An error ends the run.
func (r *run) finish(a *audit) error {
	if err := r.outcome.Patch.add(a.patch); err != nil {
		return err
	}
	for _, err := range a.failures {
		r.fail(err)
	}
	if r.Mode == Fix {
		if err := r.write(a); err != nil {
			r.outcome.Errors = append(r.outcome.Errors, err)
			return nil // the report would describe a home that does not exist
		}
	}
	if !a.judged {
		if len(a.failures) > 0 {
			r.outcome.Report.CountUnchecked()
		}
		return nil
	}
	r.use.add(a, r.judged)
	r.judged++
	r.noteBaseline(a)
	rep := r.outcome.Report
	rep.Count(&a.report)
	rep.AddStale(a.staleEntries())
	if len(a.failures) == 0 { // they say more
		r.unchecked.add(&a.report)
	}
	r.outcome.Failed = r.outcome.Failed || fails(a.report.Findings, a.report.FailOn)
	if r.EachChange != nil && len(a.settings) > 0 {
		r.EachChange(ChangedHome{a.report.Path, a.settings})
	}
	return r.handOn(a)
}

// handOn passes the report of a home to EachHome, or keeps it.
func (r *run) handOn(a *audit) error {
	if r.EachHome != nil && a.conf.File != nil && len(a.conf.File.Suppress) > 0 {
		r.waiting = true
	}
	if r.Keep || r.waiting {
		kept := r.outcome.Report.Kept
		if kept.Len() == 0 {
			r.firstKept = r.judged - 1
		}
		if err := kept.Keep(&a.report); err != nil {
			return fmt.Errorf("keep the report of %s: %w", a.report.Path, err)
		}
	}
	if r.EachHome != nil && !r.waiting {
		r.passed++
		r.EachHome(r.outcome.Report, &a.report)
	}
	return nil
}

// review adds the findings about suppressions in configuration files, and passes the
// homes that waited for them to EachHome.
func (r *run) review() error {
	rep := r.outcome.Report
	for _, u := range r.use.list {
		list := u.findings(r.Today)
		rep.CountMore(list)
		r.outcome.Failed = r.outcome.Failed || fails(list, u.failOn)
		rep.Kept.Attach(u.home-r.firstKept, list)
	}
	if !r.waiting {
		return nil
	}
	i := r.firstKept
	for h, err := range rep.Kept.All() {
		if err != nil {
			return fmt.Errorf("read what was kept of the homes: %w", err)
		}
		if i >= r.passed {
			r.EachHome(rep, h)
		}
		i++
	}
	return nil
}

// fails reports whether a finding fails the run.
func fails(findings []report.Finding, limit rules.Severity) bool {
	for i := range findings {
		if findings[i].Fails(limit) {
			return true
		}
	}
	return false
}
