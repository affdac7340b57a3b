package check

import (
	"fmt"
	"io"
	"path"
	"path/filepath"

	"github.com/carbonlint/carbonlint/internal/paths"
	"github.com/carbonlint/carbonlint/internal/spool"
	"github.com/carbonlint/carbonlint/internal/writefile"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

// Patch is the changes of a run as one patch. It is kept outside of memory.
type Patch struct {
	exact, masked bool // which form is kept
	files         spool.List[patchFile]
	changes       int // files, also if none is kept
	// base is the directory in which the patch applies: the current directory if all
	// homes are in it, else the home or the directory that contains them all. For a
	// home in a pack it is the directory into which the pack is unpacked.
	base string
}

// patchFile is a changed file.
type patchFile struct {
	Dir  string // of the home on disk, "" for one in a pack
	Pack string // the directory of the home in the pack
	File string
	// Exact and Masked are the two forms of the patch, as far as the run keeps them.
	Exact, Masked string
}

// filesOf prepares the changes of a home for add, which takes time.
func (p *Patch) filesOf(s subject, changes []rules.Change) []patchFile {
	var files []patchFile
	for _, c := range changes {
		f := patchFile{Dir: s.dir(), Pack: s.location.Dir, File: c.File}
		if p.exact {
			f.Exact = report.ExactHunks(c.Old, c.New)
		}
		if p.masked {
			f.Masked = report.MaskedHunks(c.Old, c.New)
		}
		files = append(files, f)
	}
	return files
}

func (p *Patch) add(files []patchFile) error {
	p.changes += len(files)
	if !p.exact && !p.masked {
		return nil
	}
	for i := range files {
		p.cover(files[i].Dir)
		if err := p.files.Add(&files[i]); err != nil {
			return fmt.Errorf("keep the changes: %w", err)
		}
	}
	return nil
}

// cover moves base up until the home dir is in it.
func (p *Patch) cover(dir string) {
	if p.base == "" {
		p.base = "."
	}
	for dir != "" && !paths.Inside(p.base, dir) {
		if p.base == "." {
			p.base = dir
			continue
		}
		p.base = filepath.Dir(p.base)
	}
}

// Empty reports whether there are no changes.
func (p *Patch) Empty() bool { return p.changes == 0 }

// name is the name of the file f in the patch.
func (p *Patch) name(f *patchFile) string {
	if f.Dir == "" {
		return path.Join(f.Pack, f.File)
	}
	absBase, err1 := filepath.Abs(p.base)
	rel, err2 := filepath.Rel(absBase, filepath.Join(f.Dir, filepath.FromSlash(f.File)))
	if err1 != nil || err2 != nil {
		return f.File
	}
	return filepath.ToSlash(rel)
}

// patchStart is the start of every patch.
const patchStart = "--- "

// WriteExact writes the patch for git apply and patch -p1. It contains the secrets of
// the lines that change. Its run must have had Options.Patch.
func (p *Patch) WriteExact(w io.Writer) error {
	return p.write(w, func(f *patchFile) (head, hunks string) { return report.ExactHead(p.name(f)), f.Exact })
}

// WriteMasked writes the changes for reading, without secrets; nothing without
// changes. Its run must have had Options.Diff.
func (p *Patch) WriteMasked(w io.Writer) error {
	if p.Empty() {
		return nil
	}
	if _, err := io.WriteString(w, report.NotAPatch+" Write a patch with --patch FILE.\n"); err != nil {
		return err
	}
	return p.write(w, func(f *patchFile) (head, hunks string) { return report.MaskedHead(p.name(f)), f.Masked })
}

func (p *Patch) write(w io.Writer, text func(*patchFile) (head, hunks string)) error {
	for f, err := range p.files.All() {
		if err != nil {
			return err
		}
		head, hunks := text(f)
		if hunks == "" {
			continue
		}
		if _, err := io.WriteString(w, head+hunks); err != nil {
			return err
		}
	}
	return nil
}

// WriteFile writes the exact patch to a file that only its owner can read. It
// replaces a patch, and no other file.
func (p *Patch) WriteFile(j *writefile.Journal, name string) error {
	if err := mayReplacePatch(name); err != nil {
		return err
	}
	if err := j.WriteFile(name, writefile.Private, p.WriteExact); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
