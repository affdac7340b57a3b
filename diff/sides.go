package diff

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// Sides compares the files of two sides, such as two homes. Files are matched
// by path, else by name. One left over on each side has moved when it has the
// same content, or the same base name and much the same settings. The result is
// sorted by path; files whose bytes are the same at the same place are left out.
func Sides(old, new []File, opt Options) []FileDiff {
	p := &pairing{old: pointers(old), new: pointers(new), opt: opt}
	p.by(func(f *File) string { return f.Path }, FileChanged)
	p.by(func(f *File) string { return f.name() }, FileChanged)
	p.by(content, FileMoved)
	p.likely()
	for _, f := range p.old {
		p.diffs = append(p.diffs, FileDiff{Status: FileRemoved, Old: f})
	}
	for _, f := range p.new {
		p.diffs = append(p.diffs, FileDiff{Status: FileAdded, New: f})
	}
	slices.SortStableFunc(p.diffs, func(a, b FileDiff) int {
		return cmp.Or(cmp.Compare(a.Path(), b.Path()), cmp.Compare(a.Status, b.Status))
	})
	return p.diffs
}

func pointers(files []File) []*File {
	list := make([]*File, len(files))
	for i := range files {
		list[i] = &files[i]
	}
	return list
}

// pairing finds which file of the one side is which of the other.
type pairing struct {
	old, new []*File // not yet paired
	opt      Options
	diffs    []FileDiff
}

// by pairs the files that have the same key, the first of each side. A key of
// "" is none.
func (p *pairing) by(key func(*File) string, status Status) {
	at := map[string]*File{}
	for _, f := range p.new {
		if k := key(f); k != "" && at[k] == nil {
			at[k] = f
		}
	}
	for _, f := range slices.Clone(p.old) {
		k := key(f)
		if other := at[k]; other != nil {
			at[k] = nil
			p.pair(f, other, status)
		}
	}
}

func (p *pairing) pair(old, new *File, status Status) {
	is := func(other *File) func(*File) bool { return func(f *File) bool { return f == other } }
	p.old = slices.DeleteFunc(p.old, is(old))
	p.new = slices.DeleteFunc(p.new, is(new))
	d := Files(old, new, p.opt)
	if status == FileMoved {
		d.Status = FileMoved
	}
	if d.Status != FileSame || string(old.Data) != string(new.Data) {
		p.diffs = append(p.diffs, d)
	}
}

// likely pairs files that have the same base name, which no other left over on
// their side has, and more than half of their settings in common.
func (p *pairing) likely() {
	only := func(list []*File) map[string]*File {
		found := map[string]*File{}
		for _, f := range list {
			base := path.Base(f.name())
			if _, twice := found[base]; twice {
				found[base] = nil
				continue
			}
			found[base] = f
		}
		return found
	}
	news := only(p.new)
	olds := only(p.old)
	for _, f := range slices.Clone(p.old) {
		base := path.Base(f.name())
		if o, n := olds[base], news[base]; o != nil && n != nil && similar(o, n) {
			p.pair(o, n, FileMoved)
		}
	}
}

func similar(old, new *File) bool {
	kind := old.format()
	if kind != new.format() || kind == asText {
		return false
	}
	c := newComparer(old, new)
	a, b := c.tree(old, c.old, Options{}), c.tree(new, c.new, Options{})
	if kind == asXML { // the root elements
		a, b = a.kids[0], b.kids[0]
		if a.name != b.name {
			return false
		}
	}
	return share(c.features(a), c.features(b)) > alike
}

// content is the text of a file without its line endings and the white space
// around it.
func content(f *File) string {
	if f.binary() {
		return string(f.Data)
	}
	return strings.TrimSpace(strings.ReplaceAll(f.Text(), "\r\n", "\n"))
}
