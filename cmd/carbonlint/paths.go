package main

import (
	"os"
	"path/filepath"
	"strings"
)

// inside reports whether dir is base or lies below it.
func inside(base, dir string) bool {
	absBase, err1 := filepath.Abs(base)
	absDir, err2 := filepath.Abs(dir)
	if err1 != nil || err2 != nil {
		return false
	}
	rel, err := filepath.Rel(absBase, absDir)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// maxLinks is how many symbolic links are followed on the way to a file.
const maxLinks = 40

// realPath is the absolute p without symbolic links, also where p, or what a
// link leads to, is not there yet.
func realPath(p string) string {
	abs, err := filepath.Abs(p)
	if err != nil {
		return p
	}
	return followed(abs, maxLinks)
}

func followed(p string, links int) string {
	if real, err := filepath.EvalSymlinks(p); err == nil || p == filepath.Dir(p) {
		return real
	}
	p = filepath.Join(followed(filepath.Dir(p), links), filepath.Base(p))
	to, err := os.Readlink(p)
	if err != nil || links == 0 {
		return p
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(filepath.Dir(p), to)
	}
	return followed(to, links-1)
}

// shortPath is p as seen from the current directory, if it lies there.
func shortPath(p string) string {
	here := realPath(".")
	if rel, err := filepath.Rel(here, p); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return p
}
