package diff

import (
	"cmp"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Sides compares the files of two sides, such as two homes. Files are matched
// by path, else by name. One left over on each side has moved when it has the
// same content, or the same base name and much the same settings. The result is
// sorted by path; files whose bytes are the same at the same place are left out.
// Of files that one side only has, the settings are not reported.
func Sides(old, new []File, opt Options) []FileDiff {
	p := &pairing{old: pointers(old), new: pointers(new)}
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
	p.compare(opt)
	p.diffs = slices.DeleteFunc(p.diffs, func(f FileDiff) bool {
		return f.Status == FileSame && string(f.Old.Data) == string(f.New.Data)
	})
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
	diffs    []FileDiff
}

// compare compares the files of each pair, on all processors.
func (p *pairing) compare(opt Options) {
	next := make(chan *FileDiff)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for f := range next {
				if f.Old == nil || f.New == nil {
					f.about(opt)
					continue
				}
				moved := f.Status == FileMoved
				if *f = Files(f.Old, f.New, opt); moved {
					f.Status = FileMoved
				}
			}
		})
	}
	for i := range p.diffs {
		next <- &p.diffs[i]
	}
	close(next)
	workers.Wait()
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
	var left []*File
	taken := map[*File]bool{}
	for _, f := range p.old {
		k := key(f)
		other := at[k]
		if other == nil {
			left = append(left, f)
			continue
		}
		at[k] = nil
		taken[other] = true
		p.diffs = append(p.diffs, FileDiff{Status: status, Old: f, New: other})
	}
	p.old = left
	p.new = slices.DeleteFunc(p.new, func(f *File) bool { return taken[f] })
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
	olds, news := only(p.old), only(p.new)
	moved := map[string]bool{}
	for base, o := range olds {
		n := news[base]
		moved[base] = o != nil && n != nil && similar(o, n)
	}
	p.by(func(f *File) string {
		if base := path.Base(f.name()); moved[base] {
			return base
		}
		return ""
	}, FileMoved)
}

func similar(old, new *File) bool {
	kind := old.format()
	if kind != new.format() || kind == asText {
		return false
	}
	c := newComparer(old, new)
	a, b := c.tree(old, c.old, kind, Options{}), c.tree(new, c.new, kind, Options{})
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
	if f.Binary() {
		return string(f.Data)
	}
	return strings.TrimSpace(strings.ReplaceAll(f.Text(), "\r\n", "\n"))
}
