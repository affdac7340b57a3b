package check

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/carbonlint/carbonlint/internal/paths"
	"github.com/carbonlint/carbonlint/internal/writefile"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// Patch is the changes of a run as one patch.
type Patch struct {
	changes []patchChange
}

type patchChange struct {
	subject subject
	rules.Change
}

func (p *Patch) add(s subject, changes []rules.Change) {
	for _, c := range changes {
		p.changes = append(p.changes, patchChange{s, c})
	}
}

// Empty reports whether there are no changes.
func (p *Patch) Empty() bool { return len(p.changes) == 0 }

// base is the directory in which the patch applies: the current directory if all
// homes are in it, else the home or the directory that contains them all. For a
// home in a pack it is the directory into which the pack is unpacked.
func (p *Patch) base() string {
	base := "."
	for _, c := range p.changes {
		dir := c.subject.dir()
		for dir != "" && !paths.Inside(base, dir) {
			if base == "." {
				base = dir
				continue
			}
			base = filepath.Dir(base)
		}
	}
	return base
}

// name is the name of the file of c in the patch.
func (p *Patch) name(base string, c patchChange) string {
	dir := c.subject.dir()
	if dir == "" {
		return path.Join(c.subject.location.Dir, c.File)
	}
	absBase, err1 := filepath.Abs(base)
	rel, err2 := filepath.Rel(absBase, filepath.Join(dir, filepath.FromSlash(c.File)))
	if err1 != nil || err2 != nil {
		return c.File
	}
	return filepath.ToSlash(rel)
}

// patchStart is the start of every patch.
const patchStart = "--- "

// Exact returns the patch for git apply and patch -p1. It contains the secrets of
// the lines that change.
func (p *Patch) Exact() string {
	base := p.base()
	var b strings.Builder
	for _, c := range p.changes {
		name := p.name(base, c)
		b.WriteString(report.Unified("a/"+name, "b/"+name, string(c.Old.Bytes()), string(c.New.Bytes())))
	}
	return b.String()
}

// Masked returns the changes for reading, without secrets; "" without changes.
func (p *Patch) Masked() string {
	if p.Empty() {
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

// WriteFile writes the exact patch to a file that only its owner can read. It
// replaces a patch, and no other file.
func (p *Patch) WriteFile(j *writefile.Journal, name string) error {
	if err := mayReplacePatch(name); err != nil {
		return err
	}
	if err := j.WriteFile(name, []byte(p.Exact()), writefile.Private); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
