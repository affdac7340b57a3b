// Package check finds the homes under some paths, judges them, and fixes them. It
// knows no flags and prints nothing.
//
//	paths -> homes -> results of the rules -> fixes -> Outcome
package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/ignore"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/internal/writefile"
	"github.com/carbonlint/carbonlint/report"
)

// Mode says what happens to fixes.
type Mode int

// The modes.
const (
	Report Mode = iota // only report which findings have a fix
	Plan               // work out the changes, and leave the files as they are
	Fix                // write the changes
)

// Options say what is checked, and how.
type Options struct {
	// Paths are directories, packs and files; - is one file on Stdin, which is
	// judged as the file StdinName.
	Paths     []string
	Stdin     io.Reader
	StdinName string
	// Exclude are patterns of home.FindOptions.
	Exclude []ignore.Pattern

	// Config finds the configuration of each home; Flags override it.
	Config *config.Loader
	Flags  config.Settings
	// Today is the day on which suppressions are judged, such as "2027-03-31".
	Today string

	Mode Mode
	// Backup is the directory for the originals of fixed files; "" for none. With
	// several homes, each has a directory of its own in it.
	Backup string
	// InPlace writes into files that have hard links instead of refusing them.
	InPlace bool
	// Journal writes the files; nil for a new one.
	Journal *writefile.Journal

	// WriteBaseline is the file for a new baseline; "" for none. PruneBaseline
	// removes stale entries from the baselines in force.
	WriteBaseline string
	PruneBaseline bool

	// Patch and Reports are files that the caller will write. Run fails before it
	// writes anything if one of them is part of what it reads.
	Patch   string
	Reports []string

	// Version is the version of carbonlint in the report.
	Version string
	// WithChanges puts the change of every fix into the report.
	WithChanges bool
	// WithSettings fills Outcome.Changed.
	WithSettings bool

	// OnHome is called after each home, in their order; nil for no calls.
	OnHome func(done, total int)
}

// Outcome is what Run found and did.
type Outcome struct {
	Report *report.Report
	// Patch has the changes of Plan or Fix.
	Patch *Patch
	// Changed are the homes that changed, setting by setting.
	Changed []ChangedHome
	// Removed are temporary files of an interrupted run that were removed.
	Removed []string
	// Failed says that an open finding is at least as severe as fail-on.
	Failed bool
	// Errors say what could not be read, judged or written.
	Errors []error
}

// ChangedHome says which settings of a home the fixes changed.
type ChangedHome struct {
	Path  string
	Files []diff.FileDiff
}

// run is one call of Run.
type run struct {
	Options
	subjects  []subject
	baselines baselines
	secrets   report.Secrets
	outcome   *Outcome
	named     map[error]bool // those of outcome.Errors that several homes may share
}

// Run checks the homes under opt.Paths. An error says that there is no outcome:
// ctx ended, or a file that the run is to write is part of what it reads. It joins
// what else went wrong until then. Mistakes in opt are a usage.Error.
func Run(ctx context.Context, opt Options) (*Outcome, error) {
	if opt.Journal == nil {
		opt.Journal = &writefile.Journal{}
	}
	r := &run{Options: opt, outcome: &Outcome{Patch: &Patch{}}, named: map[error]bool{}}
	if path := r.Flags.Baseline.V; path != "" && path != r.WriteBaseline {
		if _, err := r.baselines.read(path); err != nil {
			return nil, err
		}
	}
	skipped := r.find(ctx)
	defer closeAll(r.subjects) // runs when all workers have ended
	if err := r.guard(ctx); err != nil {
		return nil, errors.Join(append(r.outcome.Errors, err)...)
	}
	done, err := r.auditAll(ctx)
	if err != nil {
		return nil, errors.Join(append(r.outcome.Errors, err)...)
	}
	r.summarize(done, skipped)
	r.writeBaselines(done)
	return r.outcome, nil
}

// auditAll judges the homes, and writes their fixes in Fix mode.
func (r *run) auditAll(ctx context.Context) ([]audit, error) {
	var done []audit
	var use configUse
	cache := &home.Cache{}
	handled := 0
	err := inOrder(ctx, r.subjects, func(ctx context.Context, s subject) audit { return r.audit(ctx, s, cache) }, func(a audit) {
		if handled++; r.OnHome != nil {
			r.OnHome(handled, len(r.subjects))
		}
		r.outcome.Patch.add(a.subject, a.changes)
		for _, err := range a.failures {
			r.fail(err)
		}
		if r.Mode == Fix {
			if err := r.write(&a); err != nil {
				r.outcome.Errors = append(r.outcome.Errors, err)
				return // the report would describe a home that does not exist
			}
		}
		if a.judged {
			use.add(a.conf.File, a.use, len(done))
			a.changes = nil // written, and in the patch
			done = append(done, a)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("interrupted after %d of %d homes: run it again for the rest", len(done), len(r.subjects))
	}
	use.attach(done, r.Today)
	return done, nil
}

// fail notes an error once: several homes may share a configuration that cannot
// be read.
func (r *run) fail(err error) {
	if err != nil && !r.named[err] {
		r.named[err] = true
		r.outcome.Errors = append(r.outcome.Errors, err)
	}
}

// summarize puts the homes into the outcome.
func (r *run) summarize(done []audit, skipped []home.Skipped) {
	target := home.V443
	if r.Flags.Target.Given() {
		target = r.Flags.Target.V
	}
	r.outcome.Report = report.New(r.Version, target.String(), r.Config.Names.Rules)
	r.outcome.Report.LeaveOut(skipped)
	for i := range done {
		a := &done[i]
		r.outcome.Report.Add(a.report)
		r.outcome.Report.AddStale(a.staleEntries())
		r.outcome.Failed = r.outcome.Failed || a.fails()
		if len(a.settings) > 0 {
			r.outcome.Changed = append(r.outcome.Changed, ChangedHome{a.report.Path, a.settings})
		}
	}
}

// writeBaselines writes a new baseline, and removes stale entries from old ones.
func (r *run) writeBaselines(done []audit) {
	if r.PruneBaseline && len(done) > 0 && !slices.ContainsFunc(done, func(a audit) bool { return a.conf.Baseline.V != "" }) {
		r.fail(usage.Errorf("--prune-baseline needs a baseline: name it with --baseline"))
	}
	if r.WriteBaseline != "" {
		var entries []baseline.Entry
		for _, a := range done {
			entries = append(entries, a.entries...)
		}
		r.fail(writeBaseline(r.Journal, r.WriteBaseline, baseline.New(entries)))
	}
	if !r.PruneBaseline {
		return
	}
	stale := map[string][]baseline.Entry{}
	var names []string
	for _, a := range done {
		name := a.conf.Baseline.V
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
		stale[name] = append(stale[name], a.stale...)
	}
	for _, name := range names {
		list, err := r.baselines.read(name)
		if err == nil && len(stale[name]) > 0 {
			err = writeBaseline(r.Journal, name, list.Without(stale[name]))
		}
		r.fail(err)
	}
}
