// Package paths compares paths on the disk.
package paths

import (
	"os"
	"path/filepath"
	"strings"
)

// Inside reports whether dir is base or lies below it. Symbolic links are not
// followed.
func Inside(base, dir string) bool {
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

// Real returns p as an absolute path without symbolic links. The file may be
// missing, and so may the one that a link leads to.
func Real(p string) string {
	abs, err := filepath.Abs(p)
	if err != nil {
		return p
	}
	return follow(abs, maxLinks)
}

func follow(p string, links int) string {
	if resolved, err := filepath.EvalSymlinks(p); err == nil || p == filepath.Dir(p) {
		return resolved
	}
	p = filepath.Join(follow(filepath.Dir(p), links), filepath.Base(p))
	to, err := os.Readlink(p)
	if err != nil || links == 0 {
		return p
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(filepath.Dir(p), to)
	}
	return follow(to, links-1)
}

// Short returns the real path p relative to the current directory if it lies
// there, else p.
func Short(p string) string {
	here := Real(".")
	if rel, err := filepath.Rel(here, p); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return p
}

// Link returns the first symbolic link on the way from dir to p, which lies below
// dir; "" if there is none. Whether dir is one does not matter.
func Link(dir, p string) string {
	rel, err := filepath.Rel(dir, p)
	if err != nil {
		return ""
	}
	for part := range strings.SplitSeq(rel, string(filepath.Separator)) {
		dir = filepath.Join(dir, part)
		if info, err := os.Lstat(dir); err == nil && info.Mode()&os.ModeSymlink != 0 {
			return dir
		}
	}
	return ""
}
