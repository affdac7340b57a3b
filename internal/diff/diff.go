// Package diff compares configuration by meaning: which settings differ, what
// they are called, what each side says and where. Repeated things are matched
// by what names them, not by position. What a server does not see is not
// a difference: white space around elements, the order of attributes and of most
// elements, quotes, entities, CDATA, line ends and encodings. The package reads
// no disk, knows no rules and prints nothing.
package diff

// State is how a side holds a setting.
type State int

const (
	// Absent: the side does not have the setting.
	Absent State = iota
	// CommentedOut: the setting is in a comment, as an offer.
	CommentedOut
	// Active: the server reads the setting.
	Active
)

func (s State) String() string {
	return [...]string{Absent: "absent", CommentedOut: "commented out", Active: "active"}[s]
}

// Kind says what became of a setting.
type Kind int

const (
	// Added: absent in the old, not in the new.
	Added Kind = iota + 1
	// Removed: absent in the new, not in the old.
	Removed
	// Changed: another value or another state.
	Changed
	// Moved: the same setting at another place among siblings whose order counts.
	Moved
)

func (k Kind) String() string {
	return [...]string{Added: "added", Removed: "removed", Changed: "changed", Moved: "moved"}[k]
}

// Side is what one side says of a setting.
type Side struct {
	State State
	// Path names the setting: "/Server/Ports/Offset", "/Server/Service/@name",
	// the key in a properties file, "" for a line of other text. It is "" too
	// when the setting is absent.
	Path string
	// Value is masked where it is a secret. For a moved setting it says what it
	// comes after.
	Value string
	// Line counts from 1; 0 when the setting is absent.
	Line int
	// Only are the items of a list that the other side does not have, where
	// values are compared as lists; Value is then the whole list.
	Only []string
}

// Change is one setting that differs.
type Change struct {
	Kind     Kind
	Old, New Side
	// Secret says that part or all of a value is masked, Hidden that the values
	// differ in nothing but what is.
	Secret, Hidden bool
	// Settings is how many settings a block has that is commented out and is
	// on one side only; 0 for a setting by itself.
	Settings int
	// Block is the block around the setting that is commented out on both sides,
	// such as a sample; nil when there is none. Changes in one block have the
	// same Block.
	Block *Block
	// Rules are what Options.Rules said of it.
	Rules []string
}

// Block is an element with several settings that is commented out.
type Block struct {
	Path             string // on the new side
	OldLine, NewLine int
}

// Path names the setting as the new side has it, or as the old one had it.
func (c *Change) Path() string {
	if c.New.State == Absent {
		return c.Old.Path
	}
	return c.New.Path
}

// InComment reports whether the setting is active on neither side.
func (c *Change) InComment() bool { return c.Old.State != Active && c.New.State != Active }

// Options say what to compare.
type Options struct {
	// Comments also reports changes of comments that contain no setting.
	Comments bool
	// Rules gives the names of what is known of the setting at path in the file
	// called name, or with an empty path of the file as a whole; nil: nothing is. Several
	// goroutines call it at a time.
	Rules func(name, path string) []string
}

// Status says what became of a file.
type Status int

const (
	// FileSame: no setting differs, whatever the bytes do.
	FileSame Status = iota + 1
	// FileChanged: settings differ, or the bytes of a file that has none.
	FileChanged
	// FileAdded is on the new side only.
	FileAdded
	// FileRemoved is on the old side only.
	FileRemoved
	// FileMoved is at another path; Changes are what else changed in it.
	FileMoved
)

func (s Status) String() string {
	return [...]string{
		FileSame: "same", FileChanged: "changed", FileAdded: "added", FileRemoved: "removed", FileMoved: "moved",
	}[s]
}

// FileDiff is one file that is not the same, byte for byte, on both sides.
type FileDiff struct {
	Status   Status
	Old, New *File // nil on the side that does not have it
	// Note says why the file could not be compared setting by setting; "" when
	// it could.
	Note string
	// Changes are the first MaxChanges of the file. More counts the others.
	Changes []Change
	More    Counts
	// Rules are what Options.Rules said of a file that one side only has.
	Rules []string
}

// Path is where the file is on the new side, or was on the old one.
func (f *FileDiff) Path() string {
	if f.New == nil {
		return f.Old.Path
	}
	return f.New.Path
}

// Report is the comparison of two sides.
type Report struct {
	Old, New string // what the sides are called
	Files    []FileDiff
}

// Differs reports whether any setting or file does.
func (r *Report) Differs() bool {
	for i := range r.Files {
		if r.Files[i].Status != FileSame {
			return true
		}
	}
	return false
}

// Binary reports whether a side of the file is not text.
func (f *FileDiff) Binary() bool {
	return f.Old != nil && f.Old.Binary() || f.New != nil && f.New.Binary()
}
