package home

import (
	"io/fs"
	"os"
)

// sameFile tells whether two descriptions are of one directory. Only the
// operating system's files can be links to each other; those of a pack never are.
func sameFile(a, b fs.FileInfo) bool { return os.SameFile(a, b) }
