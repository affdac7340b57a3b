package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/suppress"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// today is the day on which suppressions expire or do not.
func today() string { return time.Now().UTC().Format(time.DateOnly) }

// settled says which findings of one home are suppressed or known.
type settled struct {
	set   *suppress.Set
	known map[*rules.Finding]bool
}

// open reports whether a finding is not suppressed.
func (s settled) open(f *rules.Finding) bool {
	_, suppressed := s.set.Of(f)
	return !suppressed
}

func (s settled) of(f *rules.Finding) (*report.Suppression, bool) {
	if by, ok := s.set.Of(f); ok {
		return &report.Suppression{Kind: report.SuppressionKind(by.Kind), Reason: by.Reason, Until: by.Until}, false
	}
	return nil, s.known[f]
}

// baselines reads baselines, each of them once. Several goroutines may use it.
type baselines struct {
	mu     sync.Mutex
	byPath map[string]readBaseline
}

type readBaseline struct {
	list *baseline.Baseline
	err  error
}

// of is the baseline that is in force for a home. What a configuration file names
// must be a regular file: a pipe would wait for its writer.
func (b *baselines) of(v config.Value[string], flag config.Value[string]) (*baseline.Baseline, error) {
	if info, err := os.Stat(v.V); v != flag && err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read the baseline %s, which %s names: not a regular file (%s)", v.V, v.From, info.Mode().Type())
	}
	return b.at(v.V)
}

// at is the baseline at path; the same error each time it cannot be read.
func (b *baselines) at(path string) (*baseline.Baseline, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, ok := b.byPath[path]
	if ok {
		return r.list, r.err
	}
	data, err := readAtMost(path, baseline.MaxFile+1)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.err = fmt.Errorf("read the baseline %s: %w: --write-baseline makes one", path, reason(err))
	case err != nil:
		r.err = fmt.Errorf("read the baseline %s: %w", path, reason(err))
	default:
		r.list, r.err = baseline.Read(path, data)
	}
	if b.byPath == nil {
		b.byPath = map[string]readBaseline{}
	}
	b.byPath[path] = r
	return r.list, r.err
}

// mayBeBaseline is an error when there is a file of that name which is not a
// baseline: a file of the home is easily named by mistake.
func mayBeBaseline(path string) error {
	if data := already(path, baseline.MaxFile+1); len(data) > 0 {
		if _, err := baseline.Read(path, data); err != nil {
			return fmt.Errorf("write %s: it is there and is no baseline: choose another name, or remove it first", path)
		}
	}
	return nil
}

// writeBaseline writes a baseline in one step. It takes the place of a baseline,
// and of nothing else.
func writeBaseline(j *journal, path string, b *baseline.Baseline) error {
	if err := mayBeBaseline(path); err != nil {
		return err
	}
	return toFile(j, path, public, func(w io.Writer) error { return b.Write(w) })
}

// useOf is what a run shows of the suppressions in one configuration file.
type useOf struct {
	file *config.File
	use  suppress.Use
	home int // the first that the file is for
}

// configUse adds up what the homes of a run show, in the order of the homes.
type configUse []useOf

func (u *configUse) add(file *config.File, use suppress.Use, home int) {
	if file == nil {
		return
	}
	for i := range *u {
		if o := &(*u)[i]; o.file == file {
			o.use = o.use.Add(use)
			return
		}
	}
	*u = append(*u, useOf{file, use, home})
}

// attach puts what is wrong with the suppressions of configuration files into
// the reports, each with the first home that the file is for.
func (u configUse) attach(homes []audit) {
	for _, o := range u {
		a := &homes[o.home]
		name := o.file.Path
		dir, err1 := filepath.Abs(a.subject.dir())
		abs, err2 := filepath.Abs(o.file.Path)
		if rel, err := filepath.Rel(dir, abs); err1 == nil && err2 == nil && err == nil {
			name = rel
		}
		a.report.Attach(o.use.Review(o.file, today()), filepath.ToSlash(name))
	}
}
