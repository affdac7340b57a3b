package home

import (
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/archive"
	"github.com/carbonlint/carbonlint/internal/template"
)

// IsPack reports whether name is that of a pack: a zip or tar file.
func IsPack(name string) bool { return archive.Is(name) }

// packOptions say what of a pack is read.
func packOptions() archive.Options {
	return archive.Options{Wanted: mayBeWanted, MaxFile: MaxFile, MaxKept: maxKept, MaxDepth: 2 * maxDepth}
}

// maxKept is how many bytes of different files of a tar are kept: those of some
// hundred homes.
const maxKept = 128 << 20

// mayBeWanted reports whether a file of a pack is read: configuration wherever it
// may lie, user stores, version files, start scripts, keystores, and what git ignores.
func mayBeWanted(name string) bool {
	dir, base := path.Split(name)
	base = template.TrimSuffix(base)
	if slices.Contains([]string{".jks", ".p12", ".pfx", ".keystore"}, path.Ext(base)) {
		return true
	}
	if isBinary(base) {
		return false
	}
	if _, ok := lookupBase(base); ok || path.Base(dir) == "bin" && slices.Contains([]string{".txt", ".sh", ".bat"}, path.Ext(base)) {
		return true
	}
	if base == ".gitignore" || strings.HasSuffix("/"+name, "/.git/info/exclude") {
		return true
	}
	for part := range strings.SplitSeq(dir, "/") {
		if part == "conf" || part == userStoresDir || isSubdir(part) {
			return true
		}
	}
	return false
}
