package diff

// Files compares two versions of one file. One of them may be nil: all of the
// other's settings were then added, or removed.
func Files(old, new *File, opt Options) FileDiff {
	switch {
	case old == nil:
		return oneSided(FileDiff{Status: FileAdded, New: new}, &File{Path: new.Path, Name: new.Name}, new, opt)
	case new == nil:
		return oneSided(FileDiff{Status: FileRemoved, Old: old}, old, &File{Path: old.Path, Name: old.Name}, opt)
	}
	f := FileDiff{Status: FileSame, Old: old, New: new}
	if string(old.Data) == string(new.Data) {
		return f
	}
	f.compare(old, new, opt)
	if len(f.Changes) > 0 || f.Note == binaryNote || f.Note == secretNote {
		f.Status = FileChanged
	}
	return f
}

// oneSided completes what there is to tell of a file that one side only has.
func oneSided(f FileDiff, old, new *File, opt Options) FileDiff {
	f.compare(old, new, opt)
	f.about(opt)
	return f
}

// about notes what is known of a file that one side only has.
func (f *FileDiff) about(opt Options) {
	file := f.New
	if file == nil {
		file = f.Old
	}
	if opt.Rules != nil {
		f.Rules = opt.Rules(file.name(), "")
	}
}

const (
	binaryNote = "not text: the bytes differ"
	secretNote = "a secret as a whole: the bytes differ"
	brokenNote = "a side is not well-formed XML: compared line by line"
)

// compare notes what differs, in the order of the new file.
func (f *FileDiff) compare(old, new *File, opt Options) {
	if old.Binary() || new.Binary() {
		f.Note = binaryNote
		return
	}
	if old.secret() || new.secret() {
		f.Note = secretNote
		return
	}
	c := newComparer(old, new)
	kind := new.format()
	if new.blank() {
		kind = old.format()
	}
	if kind == asText || old.format() != kind && !old.blank() {
		if new.extension() == ".xml" && !(old.blank() && new.blank()) {
			f.Note = brokenNote
		}
		c.byLine()
	} else {
		c.pair(c.tree(old, c.old, kind, opt), c.tree(new, c.new, kind, opt))
	}
	for i := range c.changes {
		if ch := &c.changes[i]; opt.Rules != nil {
			ch.Rules = opt.Rules(new.name(), ch.Path())
		}
	}
	f.Changes, f.More = c.changes, c.more
}

func newComparer(old, new *File) *comparer {
	a, b := old.Text(), new.Text()
	return &comparer{old: newSource(old.name(), a), new: newSource(new.name(), b), ids: newIDs(), swap: a > b}
}

// tree reads a file of a known format; a blank file is one without settings.
func (c *comparer) tree(f *File, s *source, kind format, opt Options) *node {
	if kind != asXML {
		return readProperties(s, c.ids, opt.Comments, kind == asINI)
	}
	return readXML(f.xml(), s, c.ids, opt.Comments)
}

// Settings is what the server reads of a file: its active settings in their
// order, masked where they are secrets, or the lines of a file that has none.
// It is nil for a file that is not text.
func Settings(f *File) []Side {
	if f.Binary() {
		return nil
	}
	var list []Side
	c := newComparer(&File{Path: f.Path, Name: f.Name}, f)
	kind := f.format()
	if kind == asText {
		for _, l := range c.lines(c.new) {
			list = append(list, c.line(c.new, l).Side)
		}
		return list
	}
	for _, k := range c.tree(f, c.new, kind, Options{}).kids {
		for _, p := range k.settings(nil) {
			if p.node.state == Active {
				list = append(list, c.setting(c.new, p.node, p.attr).Side)
			}
		}
	}
	return list
}
