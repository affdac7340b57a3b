// Package check finds the homes under some paths, judges them, and fixes them. It
// knows no flags and prints nothing.
//
//	paths -> homes -> results of the rules -> fixes -> EachHome, Outcome
//
// It keeps of a home what the totals need, and no more: a run over 10,000 homes takes as
// much memory as one over a few.
package check

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/ignore"
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
	// Today is the day on which certificates and suppressions are judged, such as "2027-03-31".
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
	// Diff keeps the changes with secrets masked for Patch.WriteMasked.
	Diff bool
	// Keep keeps the homes for formats that begin with numbers of all homes, and for
	// several reports: Outcome.Report has them all.
	Keep bool

	// OnHome is called after each home, in their order; nil for no calls.
	OnHome func(done, total int)
	// EachHome takes each home, in their order, as soon as its report is complete. The
	// totals of r are those of the homes so far. Nil for no calls.
	EachHome func(r *report.Report, h *report.Home)
	// EachChange takes which settings of a home the fixes changed; nil for no calls.
	EachChange func(ChangedHome)
}

// Outcome is what Run found and did. Close it.
type Outcome struct {
	// Report has the totals, and the homes with Options.Keep.
	Report *report.Report
	// Patch has the changes of Plan or Fix.
	Patch *Patch
	// Removed are temporary files of an interrupted run that were removed.
	Removed []string
	// Failed says that an open finding is at least as severe as fail-on.
	Failed bool
	// Errors say what could not be read, judged or written.
	Errors []error
}

// Close removes the temporary files of Report and Patch.
func (o *Outcome) Close() error { return errors.Join(o.Report.Kept.Close(), o.Patch.files.Close()) }

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
	finished
}

// Run checks the homes under opt.Paths. An error says that there is no outcome:
// ctx ended, a file that the run is to write is part of what it reads, or a temporary
// file could not be written. It joins what else went wrong until then. Mistakes in opt
// are a usage.Error.
func Run(ctx context.Context, opt Options) (*Outcome, error) {
	if opt.Journal == nil {
		opt.Journal = &writefile.Journal{}
	}
	r := &run{Options: opt, named: map[error]bool{}}
	r.outcome = &Outcome{Report: r.newReport(), Patch: &Patch{exact: opt.Patch != "", masked: opt.Diff}}
	if path := r.Flags.Baseline.V; path != "" && path != r.WriteBaseline {
		if _, err := r.baselines.read(path); err != nil {
			return nil, err
		}
	}
	r.outcome.Report.LeaveOut(r.find(ctx))
	defer closeAll(r.subjects) // runs when all workers have ended
	err := r.guard(ctx)
	if err == nil {
		err = r.auditAll(ctx)
	}
	if err == nil {
		err = r.review()
	}
	if err != nil {
		return nil, errors.Join(append(r.outcome.Errors, err, r.outcome.Close())...)
	}
	r.fail(r.unchecked.err())
	r.writeBaselines()
	return r.outcome, nil
}

func (r *run) newReport() *report.Report {
	target := home.V443
	if r.Flags.Target.Given() {
		target = r.Flags.Target.V
	}
	rep := report.New(r.Version, home.JudgedAs(target).String(), r.Config.Names.Rules)
	rep.Kept = &report.Homes{}
	return rep
}

// auditAll judges the homes, and writes their fixes in Fix mode.
func (r *run) auditAll(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cache := &home.Cache{}
	handled := 0
	var broken error
	err := inOrder(ctx, r.subjects, func(ctx context.Context, s subject) audit { return r.audit(ctx, s, cache) }, func(a audit) {
		if handled++; r.OnHome != nil {
			r.OnHome(handled, len(r.subjects))
		}
		if broken = r.finish(&a); broken != nil {
			stop()
		}
	})
	if err != nil && broken == nil {
		return fmt.Errorf("interrupted after %d of %d homes: run it again for the rest", r.judged, len(r.subjects))
	}
	return broken
}

// fail notes an error once: several homes may share a configuration that cannot
// be read.
func (r *run) fail(err error) {
	if err != nil && !r.named[err] {
		r.named[err] = true
		r.outcome.Errors = append(r.outcome.Errors, err)
	}
}
