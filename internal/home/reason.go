package home

// Reason says why a file or directory was left out. The zero Reason is none.
type Reason struct {
	Kind ReasonKind
	// Of is what Kind refers to, such as the file that this one is a copy of.
	Of string
}

// ReasonKind is a kind of Reason.
type ReasonKind int

// The kinds of a Reason.
const (
	NoReason        ReasonKind = iota
	Excluded                   // by the pattern Of
	GitIgnored                 // of a file, or a directory that holds no home
	GitIgnoredHome             // it would be a home
	InsideServer               // the server Of does not read it
	MavenOutput                // what a build has made
	Backups                    // a directory of that name
	CopyOfDirectory            // of the configuration Of, by its name
	CopyOfFile                 // of the file Of, by its name
	Copies                     // a directory of copies in the configuration
	EditorFile                 // left behind by an editor
	OtherAxis2                 // another version of axis2.xml
	NotEncryptedYet            // a user store whose passwords the server has yet to encrypt
	Leftover                   // the temporary file of an interrupted run
	SameFile                   // as the file Of, which is judged
	SameDirectory              // as the directory Of, which is read
	LinkAbove                  // a symbolic link to a directory above it
)
