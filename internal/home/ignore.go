package home

import (
	"io/fs"
	"path"
	"slices"

	"github.com/carbonlint/carbonlint/internal/ignore"
)

// scope is the .gitignore files that count in a directory. It never changes: a
// directory further down has a scope of its own.
type scope struct {
	git   bool // inside a git work tree
	files []ignoreFile
}

// ignoreFile is the .gitignore file of the directory dir.
type ignoreFile struct {
	dir      string
	patterns ignore.File
}

// enter is the scope inside dir. A work tree of its own starts afresh. Only what
// lies in the repository counts, so that the outcome is the same on every
// machine: the user's own exclude files are not read.
func (s scope) enter(fsys fs.FS, dir string, entries []fs.DirEntry) scope {
	has := func(name string) bool {
		for _, e := range entries {
			if e.Name() == name {
				return true
			}
		}
		return false
	}
	if has(".git") {
		s = scope{git: true}
		s = s.add(fsys, dir, path.Join(dir, ".git/info/exclude"))
	}
	if s.git && has(".gitignore") {
		s = s.add(fsys, dir, path.Join(dir, ".gitignore"))
	}
	return s
}

func (s scope) add(fsys fs.FS, base, file string) scope {
	data, err := readFile(fsys, file)
	if err != nil {
		return s // not there, or git could not read it either
	}
	if patterns := ignore.ParseFile(string(data)); len(patterns) > 0 {
		s.files = append(s.files[:len(s.files):len(s.files)], ignoreFile{base, patterns})
	}
	return s
}

// ignores reports whether git ignores name, unless it tracks it already. The
// file nearest to name decides.
func (s scope) ignores(name string, isDir bool) bool {
	for _, f := range slices.Backward(s.files) {
		if d := f.patterns.Decide(relative(f.dir, name), isDir); d != ignore.Undecided {
			return d == ignore.Ignored
		}
	}
	return false
}

// scopeAbove is the scope that the directories above start make.
func scopeAbove(fsys fs.FS, start string) scope {
	var above []string
	for dir := start; dir != "."; {
		dir = path.Dir(dir)
		above = append(above, dir)
	}
	var s scope
	for _, dir := range slices.Backward(above) {
		s = s.enter(fsys, dir, present(fsys, dir, ".git", ".gitignore"))
	}
	return s
}

// present gives those of the names that are in dir, without listing it.
func present(fsys fs.FS, dir string, names ...string) []fs.DirEntry {
	var found []fs.DirEntry
	for _, n := range names {
		if info, err := fs.Stat(fsys, path.Join(dir, n)); err == nil {
			found = append(found, fs.FileInfoToDirEntry(info))
		}
	}
	return found
}

// filter says what the user does not want to be looked at.
type filter struct {
	fsys    fs.FS
	start   string
	exclude []ignore.Pattern // for paths below start
	scope   scope
	ignored bool // git ignores the directory
}

// enter is the filter inside dir.
func (f filter) enter(dir string, entries []fs.DirEntry) filter {
	f.scope = f.scope.enter(f.fsys, dir, entries)
	return f
}

// reason says why name is left out; none when it is not.
func (f filter) reason(name string, dir bool) Reason {
	rel := relative(f.start, name)
	for _, p := range f.exclude {
		if p.Covers(rel) {
			return Reason{Excluded, p.String()}
		}
	}
	if !f.ignored && f.scope.ignores(name, dir) {
		return Reason{Kind: GitIgnored}
	}
	return Reason{}
}
