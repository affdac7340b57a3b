package main

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// patchSet gathers the changes of a run as one patch.
type patchSet struct {
	changes []patchChange
}

type patchChange struct {
	subject subject
	rules.Change
}

func (p *patchSet) add(s subject, changes []rules.Change) {
	for _, c := range changes {
		p.changes = append(p.changes, patchChange{s, c})
	}
}

// base is the directory in which the patch applies: the current one when all
// homes lie in it, else the home, or what all homes lie in. For a home in a
// pack it is where the pack is unpacked.
func (p *patchSet) base() string {
	base := "."
	for _, c := range p.changes {
		dir := c.subject.dir()
		for dir != "" && !inside(base, dir) {
			if base == "." {
				base = dir
				continue
			}
			base = filepath.Dir(base)
		}
	}
	return base
}

// name is how the patch calls the file of c.
func (p *patchSet) name(base string, c patchChange) string {
	dir := c.subject.dir()
	if dir == "" {
		return path.Join(c.subject.site.Dir, c.File)
	}
	absBase, err1 := filepath.Abs(base)
	rel, err2 := filepath.Rel(absBase, filepath.Join(dir, filepath.FromSlash(c.File)))
	if err1 != nil || err2 != nil {
		return c.File
	}
	return filepath.ToSlash(rel)
}

// exact is the patch with every byte as it is, secrets too.
func (p *patchSet) exact() string {
	base := p.base()
	var b strings.Builder
	for _, c := range p.changes {
		name := p.name(base, c)
		b.WriteString(report.Unified("a/"+name, "b/"+name, string(c.Old.Bytes()), string(c.New.Bytes())))
	}
	return b.String()
}

// masked shows the changes to people, without secrets; it is "" without changes.
func (p *patchSet) masked() string {
	if len(p.changes) == 0 {
		return ""
	}
	base := p.base()
	var b strings.Builder
	b.WriteString(report.NotAPatch + " Write a patch with --patch FILE.\n")
	for _, c := range p.changes {
		name := p.name(base, c)
		b.WriteString(report.MaskedDiff("a/"+name, "b/"+name, c.Old, c.New))
	}
	return b.String()
}
