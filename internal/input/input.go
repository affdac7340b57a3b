// Package input opens what OLD and NEW of a comparison lead to: a directory, a
// pack, a single file or a git revision. It also guards what a run reads against
// the reports that the run writes.
package input

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// Input is an opened argument: a single file, no file, or homes.
type Input struct {
	Name string // as the user wrote it
	File *diff.File
	Null bool // /dev/null: no file

	FS        fs.FS
	Locations []home.Location
	Skipped   []home.Skipped // what was not searched for homes

	source   *home.Source // a directory or a pack; else nil
	revision bool
	close    func() error
}

// Open opens name. Files that git ignores are part of a directory, because the
// server reads them. Errors name the input; a malformed git:REV is a usage.Error.
func Open(ctx context.Context, name string) (*Input, error) {
	if strings.HasPrefix(name, gitPrefix) {
		return openGit(ctx, name)
	}
	if IsNull(name) {
		return &Input{Name: name, Null: true}, nil
	}
	info, err := os.Stat(name)
	_, _, inPack := home.InPack(name)
	switch {
	case err != nil && !inPack:
		return nil, fmt.Errorf("open %s: %w", name, writefile.Reason(err))
	case inPack || info.IsDir() || home.IsPack(name):
		source, err := home.Open(ctx, name, home.FindOptions{NoGitIgnore: true})
		if err != nil {
			return nil, err
		}
		return &Input{Name: name, FS: source.FS, Locations: source.Locations, Skipped: source.Skipped, source: source, close: source.Close}, nil
	}
	data, err := ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	return &Input{Name: name, File: NewFile(filepath.ToSlash(name), filepath.ToSlash(abs), data)}, nil
}

// Close ends the reading of a pack or a revision.
func (in *Input) Close() error {
	if in.close == nil {
		return nil
	}
	return in.close()
}

// IsFile reports whether the input is a single file, or none.
func (in *Input) IsFile() bool { return in.File != nil || in.Null }

// IsNull reports whether name is /dev/null.
func IsNull(name string) bool { return name == "/dev/null" || name == os.DevNull }

// ReadFile reads a file or a pipe of at most home.MaxFile bytes. Errors do not
// repeat the name.
func ReadFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, writefile.Reason(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, home.MaxFile+1))
	if err == nil && len(data) > home.MaxFile {
		err = home.ErrTooLarge
	}
	return data, writefile.Reason(err)
}

// NewFile returns a single file that reports call name. The path decides which
// file of a configuration it is.
func NewFile(name, path string, data []byte) *diff.File {
	f := home.FromBytes(path, data).Files()[0]
	return &diff.File{Path: name, Name: f.Conf, Data: data, Doc: f.Doc}
}

// Rel returns the path of a location below what the user named.
func (in *Input) Rel(location home.Location) string {
	rel, err := filepath.Rel(filepath.Clean(in.Name), filepath.FromSlash(location.Path))
	if err != nil {
		return location.Path
	}
	return filepath.ToSlash(rel)
}

// Arguments returns an argument for each home, which leads to that home alone.
// For a product that contains profiles, it is the configuration directory.
func (in *Input) Arguments() []string {
	var list []string
	for _, location := range in.Locations {
		conf := ""
		if slices.ContainsFunc(in.Locations, func(o home.Location) bool {
			return o.Dir != location.Dir && (location.Dir == "." || strings.HasPrefix(o.Dir, location.Dir+"/"))
		}) {
			conf = location.ConfDir
		}
		name := path.Join(location.Path, conf)
		if in.revision && strings.Count(in.Name, ":") == 1 {
			name = in.Name + ":./" + path.Join(in.Rel(location), conf)
		}
		list = append(list, name)
	}
	return list
}

// Protect adds to g what is read from disk.
func (in *Input) Protect(ctx context.Context, g *Guard) {
	if !in.revision {
		g.AddFile(in.Name)
	}
	if in.source == nil || in.source.Pack {
		return
	}
	for _, location := range in.Locations {
		g.AddHome(in.source.Where(location), location, func() (*home.Home, error) { return home.Load(ctx, in.FS, location, nil) })
	}
}
