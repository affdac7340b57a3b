// Package compare compares two homes, or two files, setting by setting: it opens
// both, decides which file is compared with which, and has internal/diff compare
// them. It knows no flags and prints nothing.
package compare

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/ignore"
	"github.com/carbonlint/carbonlint/internal/input"
	"github.com/carbonlint/carbonlint/internal/usage"
	"github.com/carbonlint/carbonlint/rules"
)

// Options say what is compared.
type Options struct {
	// Only are patterns of files; empty for all files.
	Only []ignore.Pattern
	// Comments also compares comments that contain no setting.
	Comments bool
	// Outputs are files that the caller will write. Run fails if one of them is
	// part of what is compared.
	Outputs []string
}

// Result is the outcome of a comparison.
type Result struct {
	Report *diff.Report
	// Failures are files that could not be read, and are not compared. Notes are
	// such files without configuration, such as a keystore.
	Failures, Notes []error
}

// Run compares what the arguments lead to; see input.Open. It fails if one of
// them cannot be opened, and with a usage.Error if they do not match each other.
func Run(ctx context.Context, oldName, newName string, opt Options) (*Result, error) {
	before, err := input.Open(ctx, oldName)
	if err != nil {
		return nil, err
	}
	defer before.Close()
	after, err := input.Open(ctx, newName)
	if err != nil {
		return nil, err
	}
	defer after.Close()
	if err := guard(ctx, before, after, opt.Outputs); err != nil {
		return nil, err
	}
	r := &Result{Report: &diff.Report{Old: oldName, New: newName}}
	switch {
	case before.Null && after.Null:
		return nil, usage.Errorf("OLD and NEW are both %s: name a file", oldName)
	case before.IsFile() && after.IsFile():
		r.Report.Files, err = compareFiles(before.File, after.File, opt)
	default:
		err = r.compareHomes(ctx, before, after, opt)
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

func guard(ctx context.Context, before, after *input.Input, outputs []string) error {
	var g input.Guard
	before.Protect(ctx, &g)
	after.Protect(ctx, &g)
	for _, name := range outputs {
		if err := g.Check(name); err != nil {
			return err
		}
	}
	return nil
}

// compareFiles compares two files, whatever they are called. One may be nil.
func compareFiles(before, after *diff.File, opt Options) ([]diff.FileDiff, error) {
	if len(opt.Only) > 0 {
		return nil, usage.Errorf("--only is for homes: OLD and NEW are files")
	}
	f := diff.Files(before, after, diff.Options{Comments: opt.Comments, Rules: func(_, path string) []string {
		for _, f := range []*diff.File{after, before} {
			if f != nil {
				if ids := rules.About(f.Name, path); len(ids) > 0 {
					return ids
				}
			}
		}
		return nil
	}})
	if f.Status == diff.FileSame && string(before.Data) == string(after.Data) {
		return nil, nil
	}
	return []diff.FileDiff{f}, nil
}

// compareHomes compares homes, or a file with the same file of a home.
func (r *Result) compareHomes(ctx context.Context, before, after *input.Input, opt Options) error {
	if err := checkPair(before, after); err != nil {
		return err
	}
	reader := reader{cache: &home.Cache{}}
	reader.confNames = len(before.Locations) == 1 && len(after.Locations) == 1 && before.Locations[0].ConfDir != after.Locations[0].ConfDir
	a, err := reader.read(ctx, before)
	if err != nil {
		return err
	}
	b, err := reader.read(ctx, after)
	if err != nil {
		return err
	}
	r.Failures = slices.Concat(a.failures, b.failures)
	r.Notes = slices.Concat(a.notes, b.notes)
	a.remove(b.unread)
	b.remove(a.unread)
	if a.hasScripts() != b.hasScripts() { // one of them is a configuration without its server
		a.removeScripts()
		b.removeScripts()
	}
	if err := keepCounterpart(before, after, b); err != nil {
		return err
	}
	if err := keepCounterpart(after, before, a); err != nil {
		return err
	}
	if err := keepOnly(opt.Only, a, b); err != nil {
		return err
	}
	r.Report.Files = diff.Sides(a.list, b.list, diff.Options{Comments: opt.Comments, Rules: func(name, path string) []string {
		if conf, ok := b.conf[name]; ok {
			return rules.About(conf, path)
		}
		return rules.About(a.conf[name], path)
	}})
	return nil
}

// checkPair reports an error unless one home or file is compared with one, or
// several homes with several.
func checkPair(before, after *input.Input) error {
	if before.Null || after.Null {
		return usage.Errorf("/dev/null can be compared with a file only")
	}
	for _, pair := range [][2]*input.Input{{before, after}, {after, before}} {
		if many, one := pair[0], pair[1]; len(many.Locations) > 1 && len(one.Locations) <= 1 {
			return usage.Errorf("%s contains %d homes, and %s is one: choose one of\n  %s",
				many.Name, len(many.Locations), one.Name, strings.Join(many.Arguments(), "\n  "))
		}
	}
	return nil
}

// keepCounterpart leaves only the file called as that of in, if in is a single
// file, among the files of other.
func keepCounterpart(in, other *input.Input, files *fileSet) error {
	if in.File == nil {
		return nil
	}
	files.keep(func(f diff.File) bool { return f.Name == in.File.Name })
	if len(files.list) == 0 {
		return fmt.Errorf("%s has no %s to compare %s with", other.Name, in.File.Name, in.Name)
	}
	return nil
}
