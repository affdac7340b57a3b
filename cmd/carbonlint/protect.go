package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/baseline"
	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/writefile"
)

// protected is what a run reads. None of its reports takes the place of it.
type protected struct {
	files []string // real paths
	homes []protectedHome
}

// protectedHome is a home that is read.
type protectedHome struct {
	dir, conf string // real paths
	name      string
	load      func() (*home.Home, error)
}

// serverDirs are the directories of a product home.
var serverDirs = []string{"bin", "dbscripts", "lib", "modules", "patches", "repository", "resources", "samples", "wso2"}

func (p *protected) addFile(name string) {
	if name != "" && name != "-" {
		p.files = append(p.files, realPath(name))
	}
}

// addHome adds the home in dir with its configuration in conf, relative to it.
func (p *protected) addHome(dir, conf, name string, load func() (*home.Home, error)) {
	p.homes = append(p.homes, protectedHome{realPath(dir), realPath(filepath.Join(dir, filepath.FromSlash(conf))), name, load})
}

// refuse is an error when a report must not be written to a file of that name.
func (p *protected) refuse(name string) error {
	at := realPath(name)
	info, err := os.Stat(at)
	there := err == nil
	if there && !info.Mode().IsRegular() {
		return nil
	}
	if slices.Contains(p.files, at) || filepath.Base(at) == config.Name {
		return fmt.Errorf("write %s: this file is read, and the report would take its place: choose another name", name)
	}
	if there && writefile.Names(info) > 1 {
		return fmt.Errorf("write %s: the file has other names (hard links): choose another name, or remove it first", name)
	}
	for _, h := range p.homes {
		if h.holds(at, there) {
			return fmt.Errorf("write %s: it belongs to the server %s: choose a name outside of it", name, h.name)
		}
	}
	return nil
}

// holds reports whether a file is the server's, or would be if it were there.
func (h *protectedHome) holds(at string, there bool) bool {
	if !inside(h.dir, at) {
		return false
	}
	rel, err := filepath.Rel(h.dir, at)
	if err != nil {
		return true
	}
	if h.dir != h.conf {
		first, _, deeper := strings.Cut(filepath.ToSlash(rel), "/")
		return inside(h.conf, at) || deeper && slices.Contains(serverDirs, first)
	}
	if filepath.Base(h.dir) == "conf" {
		return true
	}
	if !there {
		return false
	}
	loaded, err := h.load()
	return err != nil || loaded.ByPath(filepath.ToSlash(rel)) != nil
}

// isBaseline reports whether there is a baseline of that name.
func isBaseline(name string) bool {
	_, err := baseline.Read(name, already(name, baseline.MaxFile+1))
	return err == nil
}

// protect refuses, before anything is written, what is to be written over
// something else that matters.
func (j *checkJob) protect(ctx context.Context, subjects []subject) error {
	var p protected
	p.addFile(j.config.File)
	for _, path := range j.paths {
		p.addFile(path)
	}
	for _, s := range subjects {
		if dir := s.dir(); dir != "" {
			p.addHome(dir, s.site.ConfDir, s.site.Path, func() (*home.Home, error) { return s.load(ctx, nil) })
			if j.backup != "" && inside(realPath(dir), realPath(j.backup)) {
				return usagef("--backup %s is in the home %s: choose a directory outside of it", j.backup, s.site.Path)
			}
		}
	}
	for _, check := range []struct {
		name string
		is   func(string) error
	}{{j.patch, isPatch}, {j.writeBaseline, mayBeBaseline}} {
		if check.name == "" || check.name == "-" {
			continue
		}
		if err := check.is(check.name); err != nil {
			return err
		}
		if err := p.refuse(check.name); err != nil {
			return err
		}
	}
	p.addFile(j.flags.Baseline.V)
	for _, o := range j.outputs {
		if isBaseline(o.file) {
			return fmt.Errorf("write %s: it is a baseline: choose another name, or remove it first", o.file)
		}
		if err := p.refuse(o.file); err != nil {
			return err
		}
	}
	return nil
}

// protect refuses to write over what is compared.
func (j *diffJob) protect(ctx context.Context, sides ...*side) error {
	var p protected
	for _, s := range sides {
		if !s.git {
			p.addFile(s.name)
		}
		for _, site := range s.sites {
			if s.place != nil && !s.place.Pack {
				p.addHome(s.place.Where(site), site.ConfDir, site.Path, func() (*home.Home, error) { return home.Load(ctx, s.fsys, site, nil) })
			}
		}
	}
	for _, o := range j.outputs {
		if err := p.refuse(o.file); err != nil {
			return err
		}
	}
	return nil
}
