package check

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/internal/writefile"
	"github.com/carbonlint/carbonlint/rules"
)

// matchBaseline lists the findings of a home for a new baseline, and matches them
// with the baseline in force.
func (a *audit) matchBaseline(r *run, after *rules.Result, d decisions) error {
	if r.WriteBaseline != "" {
		a.entries = baseline.Of(baseline.Home(r.WriteBaseline, a.subject.baselineDir()), after.Findings, d.isOpen)
	}
	name := a.conf.Baseline.V
	if name == "" || name == r.WriteBaseline {
		return nil
	}
	list, err := r.baselines.of(a.conf.Baseline, r.Flags.Baseline)
	if err != nil {
		return err
	}
	if writefile.IsStream(name) {
		name = "baseline" // a stream has no directory: take the current one
	}
	m := list.Match(baseline.Home(name, a.subject.baselineDir()), after.Findings, d.isOpen, a.conf.Judged(after))
	for i, known := range m.Known {
		if known {
			d.known[&after.Findings[i]] = true
		}
	}
	a.stale = m.Stale
	return nil
}

// baselines reads baselines, each once. Several goroutines may use it.
type baselines struct {
	mu     sync.Mutex
	byPath map[string]readBaseline
}

type readBaseline struct {
	list *baseline.Baseline
	err  error
}

// of returns the baseline in force for a home. One that a configuration file names
// must be a regular file, because a pipe would wait for its writer.
func (b *baselines) of(v, flag config.Value[string]) (*baseline.Baseline, error) {
	if info, err := os.Stat(v.V); v != flag && err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read the baseline %s, which %s names: not a regular file (%s)", v.V, v.From, info.Mode().Type())
	}
	return b.read(v.V)
}

// read returns the baseline at path, or the same error for each call.
func (b *baselines) read(path string) (*baseline.Baseline, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r, ok := b.byPath[path]
	if ok {
		return r.list, r.err
	}
	data, err := readStart(path, baseline.MaxFile+1)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.err = fmt.Errorf("read the baseline %s: %w (create it with --write-baseline)", path, writefile.Reason(err))
	case err != nil:
		r.err = fmt.Errorf("read the baseline %s: %w", path, writefile.Reason(err))
	default:
		r.list, r.err = baseline.Read(path, data)
	}
	if b.byPath == nil {
		b.byPath = map[string]readBaseline{}
	}
	b.byPath[path] = r
	return r.list, r.err
}

// writeBaseline writes a baseline. It replaces a baseline, and no other file.
func writeBaseline(j *writefile.Journal, path string, b *baseline.Baseline) error {
	if err := mayReplaceBaseline(path); err != nil {
		return err
	}
	var buf bytes.Buffer
	err := b.Write(&buf)
	if err == nil {
		err = j.WriteFile(path, writefile.Public, writefile.Bytes(buf.Bytes()))
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// noteBaseline notes what writeBaselines needs of a home.
func (r *run) noteBaseline(a *audit) {
	r.entries = append(r.entries, a.entries...)
	if !r.PruneBaseline {
		return
	}
	name := a.conf.Baseline.V
	if name != "" && !slices.Contains(r.inForce, name) {
		r.inForce = append(r.inForce, name)
	}
	if r.stale == nil {
		r.stale = map[string][]baseline.Entry{}
	}
	r.stale[name] = append(r.stale[name], a.stale...)
}

// writeBaselines writes a new baseline, and removes stale entries from old ones.
func (r *run) writeBaselines() {
	if r.PruneBaseline && r.judged > 0 && len(r.inForce) == 0 {
		r.fail(usage.Errorf("--prune-baseline needs a baseline: name it with --baseline"))
	}
	if r.WriteBaseline != "" {
		r.fail(writeBaseline(r.Journal, r.WriteBaseline, baseline.New(r.entries)))
	}
	for _, name := range r.inForce {
		list, err := r.baselines.read(name)
		if err == nil && len(r.stale[name]) > 0 {
			err = writeBaseline(r.Journal, name, list.Without(r.stale[name]))
		}
		r.fail(err)
	}
}
