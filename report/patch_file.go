package report

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// The names of the files in a patch depend on all of its files, see check.Patch.base. So
// the hunks of a file are made when it changes, and the two lines above them later.

// unnamedHead is the head of a file whose name is "".
const unnamedHead = "--- \n+++ \n"

// ExactHunks returns what Unified returns for a file without the names. It contains
// secrets.
func ExactHunks(old, new *xmldoc.Document) string {
	return strings.TrimPrefix(Unified("", "", string(old.Bytes()), string(new.Bytes())), unnamedHead)
}

// ExactHead returns the lines above the ExactHunks of the file called name.
func ExactHead(name string) string {
	return "--- " + patchName("a/"+name) + "\n+++ " + patchName("b/"+name) + "\n"
}

// MaskedHunks returns what MaskedDiff returns without the names.
func MaskedHunks(old, new *xmldoc.Document) string {
	return strings.TrimPrefix(MaskedDiff("", "", old, new), unnamedHead)
}

// MaskedHead returns the lines above the MaskedHunks of the file called name.
func MaskedHead(name string) string {
	return "--- " + printable.Line("a/"+name) + "\n+++ " + printable.Line("b/"+name) + "\n"
}
