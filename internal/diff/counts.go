package diff

// MaxChanges is how many changes of one file are listed: more than anybody reads,
// and few enough that no output of two large files grows without bound.
const MaxChanges = 10_000

// Counts counts changes: those of what the server reads by kind, and those in
// comments.
type Counts struct {
	Added, Removed, Changed, Moved int
	InComments                     int
}

// Total is the number of all changes.
func (n Counts) Total() int { return n.Added + n.Removed + n.Changed + n.Moved + n.InComments }

// Plus adds two counts up.
func (n Counts) Plus(o Counts) Counts {
	return Counts{n.Added + o.Added, n.Removed + o.Removed, n.Changed + o.Changed, n.Moved + o.Moved, n.InComments + o.InComments}
}

// Add counts a change by its kind, or as one in a comment.
func (n *Counts) Add(c *Change) {
	if c.InComment() {
		n.InComments++
		return
	}
	n.AddKind(c.Kind)
}

// AddKind counts a change by its kind, whatever its state.
func (n *Counts) AddKind(k Kind) {
	switch k {
	case Added:
		n.Added++
	case Removed:
		n.Removed++
	case Changed:
		n.Changed++
	case Moved:
		n.Moved++
	}
}

// Count counts all changes of the file.
func (f *FileDiff) Count() Counts {
	n := f.More
	for i := range f.Changes {
		n.Add(&f.Changes[i])
	}
	return n
}
