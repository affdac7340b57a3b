package home

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// scope is the .gitignore files that count in a directory. It never changes: a
// directory further down has a scope of its own.
type scope struct {
	git  bool // inside a git work tree
	sets []ignoreSet
}

// ignoreSet is one .gitignore file, of the directory base.
type ignoreSet struct {
	base  string
	rules []ignoreRule
}

type ignoreRule struct {
	glob    string // for doublestar
	keep    bool   // !pattern
	dirOnly bool
	byPath  bool // against the path below base, else against the base name
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
	if rules := parseIgnore(string(data)); len(rules) > 0 {
		s.sets = append(s.sets[:len(s.sets):len(s.sets)], ignoreSet{base, rules})
	}
	return s
}

// maxIgnoreRules bounds how many patterns of a file count: each path is held
// against all of them. Of the rest more is searched than git tracks.
const maxIgnoreRules = 2000

// parseIgnore reads a .gitignore file as gitignore(5) has it.
func parseIgnore(text string) []ignoreRule {
	var rules []ignoreRule
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if len(rules) == maxIgnoreRules {
			break
		}
		line = strings.TrimRight(line, "\r\n")
		trimmed := strings.TrimRight(line, " ")
		if strings.HasSuffix(trimmed, `\`) && len(trimmed) < len(line) {
			trimmed += " " // an escaped blank stays
		}
		line = trimmed
		if line == "" || line[0] == '#' {
			continue
		}
		var r ignoreRule
		line, r.keep = strings.CutPrefix(line, "!")
		line, r.dirOnly = strings.CutSuffix(line, "/")
		r.byPath = strings.Contains(line, "/")
		line = strings.TrimPrefix(line, "/")
		if line == "" {
			continue
		}
		if head, ok := strings.CutSuffix(line, "/**"); ok {
			line = head + "/**/*" // what is inside, not the directory itself
		}
		// Braces are alternatives to doublestar and letters to git.
		r.glob = strings.NewReplacer(`\{`, `\{`, `\}`, `\}`, `{`, `\{`, `}`, `\}`).Replace(line)
		rules = append(rules, r)
	}
	return rules
}

// ignores reports whether git ignores name, unless it tracks it already. The
// rule nearest to name decides, in a file the last one.
func (s scope) ignores(name string, dir bool) bool {
	for i := len(s.sets) - 1; i >= 0; i-- {
		set := s.sets[i]
		rel := name
		if set.base != "." {
			rel = strings.TrimPrefix(name, set.base+"/")
		}
		for j := len(set.rules) - 1; j >= 0; j-- {
			r := set.rules[j]
			if r.dirOnly && !dir {
				continue
			}
			against := path.Base(rel)
			if r.byPath {
				against = rel
			}
			if ok, _ := doublestar.Match(r.glob, against); ok {
				return !r.keep
			}
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
	exclude []string // doublestar patterns against the path below start, or against the base name
	scope   scope
	ignored bool // git ignores the directory
}

// byGit is the reason for what git ignores.
const byGit = "ignored by git"

// enter is the filter inside dir.
func (f filter) enter(dir string, entries []fs.DirEntry) filter {
	f.scope = f.scope.enter(f.fsys, dir, entries)
	return f
}

// reason says why name is left out; "" when it is not.
func (f filter) reason(name string, dir bool) string {
	rel := name
	if f.start != "." {
		rel = strings.TrimPrefix(name, f.start+"/")
	}
	for _, pattern := range f.exclude {
		against := rel
		if !strings.Contains(pattern, "/") {
			against = path.Base(rel)
		}
		if ok, _ := doublestar.Match(pattern, against); ok {
			return "excluded by " + pattern
		}
	}
	if !f.ignored && f.scope.ignores(name, dir) {
		return byGit
	}
	return ""
}
