package check

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/input"
	"github.com/carbonlint/carbonlint/internal/paths"
	"github.com/carbonlint/carbonlint/internal/usage"
)

// guard reports, before anything is written, a file that the run is to write and
// that would replace something else.
func (r *run) guard(ctx context.Context) error {
	var g input.Guard
	g.AddFile(r.Config.File)
	for _, p := range r.Paths {
		g.AddFile(p)
	}
	for _, s := range r.subjects {
		dir := s.dir()
		if dir == "" {
			continue
		}
		g.AddHome(dir, *s.location, func() (*home.Home, error) { return s.load(ctx, nil) })
		if r.Backup != "" && paths.Inside(paths.Real(dir), paths.Real(r.Backup)) {
			return usage.Errorf("--backup %s is in the home %s: choose a directory outside of it", r.Backup, s.location.Path)
		}
	}
	for _, out := range []struct {
		name       string
		mayReplace func(string) error
	}{{r.Patch, mayReplacePatch}, {r.WriteBaseline, mayReplaceBaseline}} {
		if out.name == "" || out.name == "-" {
			continue
		}
		if err := out.mayReplace(out.name); err != nil {
			return err
		}
		if err := g.Check(out.name); err != nil {
			return err
		}
	}
	g.AddFile(r.Flags.Baseline.V)
	for _, name := range r.Reports {
		if isBaseline(name) {
			return fmt.Errorf("write %s: the file is a baseline: choose another name, or remove it first", name)
		}
		if err := g.Check(name); err != nil {
			return err
		}
	}
	return nil
}

// isBaseline reports whether the file is a baseline.
func isBaseline(name string) bool {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	if !beginsLikeBaseline(io.LimitReader(f, baseline.MaxFile)) {
		return false
	}
	_, err = baseline.Read(name, existing(name, baseline.MaxFile+1))
	return err == nil
}

// beginsLikeBaseline reports whether the fields up to the entries are those of a
// baseline. A large report is not read for that.
func beginsLikeBaseline(r io.Reader) bool {
	dec := json.NewDecoder(r)
	if start, err := dec.Token(); err != nil || start != json.Delim('{') {
		return false
	}
	for dec.More() {
		field, err := dec.Token()
		name, _ := field.(string)
		switch {
		case err != nil:
			return false
		case strings.EqualFold(name, "entries"): // as encoding/json reads it
			return true
		case !strings.EqualFold(name, "schemaVersion"):
			return false
		}
		if err := dec.Decode(new(json.RawMessage)); err != nil {
			return false
		}
	}
	return true
}

// mayReplaceBaseline reports an error if there is a file which is not a baseline:
// it is easy to name a file of the home by mistake.
func mayReplaceBaseline(name string) error {
	if len(existing(name, 1)) > 0 && !isBaseline(name) {
		return fmt.Errorf("write %s: the file exists and is not a baseline: choose another name, or remove it first", name)
	}
	return nil
}

// mayReplacePatch is mayReplaceBaseline for a patch.
func mayReplacePatch(name string) error {
	if data := existing(name, len(patchStart)); len(data) > 0 && string(data) != patchStart {
		return fmt.Errorf("write %s: the file exists and is not a patch: choose another name, or remove it first", name)
	}
	return nil
}

// existing returns the first n bytes of a regular file, nil if there is none. An
// unreadable file is none: writing it will fail, and say why.
func existing(name string, n int) []byte {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	data, err := readStart(name, n)
	if err != nil {
		return nil
	}
	return data
}

// readStart reads the first n bytes of a file.
func readStart(name string, n int) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, int64(n)))
}
