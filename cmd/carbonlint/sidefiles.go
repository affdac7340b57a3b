package main

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/home"
)

// sideFiles are the files of the homes of one side.
type sideFiles struct {
	list []diff.File
	conf map[string]string // by the names of the files, those that the server has for them
	// unread are the names of files and directories that could not be read, and
	// failures say why; notes do for files that matter less.
	unread          []string
	failures, notes []error
	other           int // bytes of the files that the homes did not read themselves
}

// files reads the homes of a side. With several of them, the names of files
// start with their homes. With confNames, paths are those below the
// configuration directory.
func (s *side) files(ctx context.Context, cache *home.Cache, confNames bool) (*sideFiles, error) {
	all := &sideFiles{conf: map[string]string{}}
	for _, k := range s.skipped {
		if k.Unread {
			all.failures = append(all.failures, fmt.Errorf("search %s: %s", k.Path, k.Reason))
		}
	}
	for _, site := range s.sites {
		h, err := home.Load(ctx, s.fsys, site, cache)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", site.Path, err)
		}
		in := "."
		if len(s.sites) > 1 {
			in = s.within(site)
		}
		all.add(h, in, confNames)
	}
	return all, nil
}

// add adds the files of one home that lies at in.
func (a *sideFiles) add(h *home.Home, in string, confNames bool) {
	conf := func(p string) string { return strings.TrimPrefix(p, h.ConfDir+"/") }
	for _, p := range h.Problems {
		a.failures = append(a.failures, fmt.Errorf("read %s: %w", path.Join(h.Path, p.Path), reason(p.Err)))
		a.unread = append(a.unread, path.Join(in, conf(p.Path)))
	}
	for _, f := range h.Files() {
		file := diff.File{Path: f.Path, Name: path.Join(in, f.Conf), Data: f.Data, Doc: f.Doc}
		if confNames {
			file.Path = conf(f.Path)
		}
		switch {
		case !h.Wants(f.Path) || strings.HasPrefix(path.Base(f.Conf), "README"):
		case f.Err != nil && f.Doc == nil:
			a.failures = append(a.failures, fmt.Errorf("read %s: %w", path.Join(h.Path, f.Path), reason(f.Err)))
			a.unread = append(a.unread, file.Name)
		case f.Data == nil: // a keystore, say: its bytes are compared
			if err := a.read(h, in, f.Path, file); err != nil && !f.Binary {
				a.failures = append(a.failures, err)
			} else if err != nil {
				a.notes = append(a.notes, err)
			}
		default:
			a.put(in, f.Conf, file)
		}
	}
	if h.Layout > home.LayoutProfile || len(h.Only) > 0 {
		return
	}
	for _, name := range h.Entries("bin") {
		if ext := path.Ext(name); ext == ".sh" || ext == ".bat" {
			p := path.Join("bin", name)
			if err := a.read(h, in, p, diff.File{Path: p, Name: path.Join(in, p)}); err != nil {
				a.notes = append(a.notes, err)
			}
		}
	}
}

// maxOther is how many bytes of files that the homes did not read themselves are
// compared.
const maxOther = 128 << 20

// read adds the file at a path of h that the home did not read itself.
func (a *sideFiles) read(h *home.Home, in, at string, file diff.File) error {
	data, err := h.Read(at)
	if err == nil && a.other+len(data) > maxOther {
		err = fmt.Errorf("with it there are more than %d MiB to compare that are no configuration", maxOther>>20)
	}
	if err != nil {
		a.unread = append(a.unread, file.Name)
		return fmt.Errorf("not compared: %s: %w", path.Join(h.Path, at), reason(err))
	}
	a.other += len(data)
	file.Data = data
	a.put(in, strings.TrimPrefix(file.Name, in+"/"), file)
	return nil
}

func (a *sideFiles) put(in, conf string, file diff.File) {
	a.conf[file.Name] = conf
	file.Path = path.Join(in, file.Path)
	a.list = append(a.list, file)
}

// without leaves out what has one of the names or lies below it.
func (a *sideFiles) without(names []string) {
	a.list = slices.DeleteFunc(a.list, func(f diff.File) bool {
		return slices.ContainsFunc(names, func(n string) bool { return f.Name == n || strings.HasPrefix(f.Name, n+"/") })
	})
}

// scripts reports whether there are start scripts among the files.
func (a *sideFiles) scripts() bool { return slices.ContainsFunc(a.list, isScript) }

func (a *sideFiles) withoutScripts() { a.list = slices.DeleteFunc(a.list, isScript) }

func isScript(f diff.File) bool { return path.Base(path.Dir(f.Name)) == "bin" }
