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

// enter is the scope inside dir, of whose entries has knows the names. A work tree of its own starts afresh. Only what
// lies in the repository counts, so that the outcome is the same on every
// machine: the user's own exclude files are not read.
func (s scope) enter(fsys fs.FS, dir string, has func(name string) bool) scope {
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
		s = s.enter(fsys, dir, func(name string) bool { return exists(fsys, dir, name) })
	}
	return s
}

// exists reports whether one of the names is in dir, without listing it.
func exists(fsys fs.FS, dir string, names ...string) bool {
	for _, n := range names {
		if _, err := fs.Stat(fsys, join(dir, n)); err == nil {
			return true
		}
	}
	return false
}

// among looks for names in the entries of a directory.
func among(entries []fs.DirEntry) func(name string) bool {
	return func(name string) bool {
		return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name })
	}
}

// filter says what the user does not want to be looked at.
type filter struct {
	fsys    fs.FS
	start   string
	exclude []ignore.Pattern // for paths below start
	scope   scope
	ignored bool // git ignores the directory
}

// enter is the filter inside dir; see scope.enter.
func (f filter) enter(dir string, has func(name string) bool) filter {
	f.scope = f.scope.enter(f.fsys, dir, has)
	return f
}

// reason says why name is left out; none when it is not.
func (f filter) reason(name string, dir bool) Reason {
	if len(f.exclude) > 0 {
		rel := relative(f.start, name)
		for _, p := range f.exclude {
			if p.Covers(rel) {
				return Reason{Excluded, p.String()}
			}
		}
	}
	if !f.ignored && f.scope.ignores(name, dir) {
		return Reason{Kind: GitIgnored}
	}
	return Reason{}
}
