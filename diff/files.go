package diff

import "path"

// Files compares two versions of one file.
func Files(old, new *File, opt Options) FileDiff {
	f := FileDiff{Status: FileSame, Old: old, New: new}
	if string(old.Data) == string(new.Data) {
		return f
	}
	f.Changes, f.Note = compare(old, new, opt)
	if len(f.Changes) > 0 || f.Note == binaryNote {
		f.Status = FileChanged
	}
	return f
}

const (
	binaryNote = "not text: the bytes differ"
	brokenNote = "a side is not well-formed XML: compared line by line"
)

// compare gives what differs, in the order of the new file.
func compare(old, new *File, opt Options) (changes []Change, note string) {
	if old.binary() || new.binary() {
		return nil, binaryNote
	}
	c := newComparer(old, new)
	kind := new.format()
	if kind == asText || old.format() != kind {
		if path.Ext(new.name()) == ".xml" {
			note = brokenNote
		}
		c.byLine()
	} else {
		c.pair(c.tree(old, c.old, opt), c.tree(new, c.new, opt))
	}
	for i := range c.changes {
		if ch := &c.changes[i]; opt.Rules != nil {
			ch.Rules = opt.Rules(new.name(), ch.Path())
		}
	}
	return c.changes, note
}

func newComparer(old, new *File) *comparer {
	a, b := old.Text(), new.Text()
	return &comparer{old: newSource(old.name(), a), new: newSource(new.name(), b), ids: ids{}, swap: a > b}
}

// tree reads a file of a known format.
func (c *comparer) tree(f *File, s *source, opt Options) *node {
	if kind := f.format(); kind != asXML {
		return readProperties(s, c.ids, opt.Comments, kind == asINI)
	}
	return readXML(f.xml(), s, c.ids, opt.Comments)
}
