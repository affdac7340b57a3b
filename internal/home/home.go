// Package home knows what the configuration of a WSO2 Carbon server looks like:
// which directory holds it, where each file lies in it, which product and which
// Carbon release it is of. It reads; it neither judges nor prints.
package home

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// MaxFile is the size in bytes above which a file is not read: Carbon's largest
// configuration files are a few hundred kilobytes.
const MaxFile = 16 << 20

// ErrTooLarge says that a file is larger than MaxFile.
var ErrTooLarge = errors.New("skipped: larger than 16 MiB")

// ErrHomeTooLarge says that a file would take a home beyond maxFootprint.
var ErrHomeTooLarge = errors.New("skipped: the home is larger than the configuration of any server")

// Home is the configuration of one server.
type Home struct {
	// Path names the home in reports, as the user wrote or as it was found.
	Path string
	// ConfDir is the configuration directory relative to the home: usually
	// "repository/conf", "." for a flat folder or a conf tree on its own.
	ConfDir string
	// Signs are the names of the files that the home was recognised by, the most
	// telling first; of a single file, the name that it is taken for.
	Signs []string
	// Product is the first line of bin/version.txt, "" when there is none.
	Product string
	// Carbon is the kernel release, as far as it is known.
	Carbon Release
	// Evidence is where Product and Carbon were found, the product first.
	Evidence []Evidence
	// Mixed are the files that cannot be of one release, as in a half-upgraded home;
	// empty when they agree.
	Mixed []FileRelease
	// Generation is the group of releases that Carbon belongs to.
	Generation Generation
	// Generated says that the server writes its XML from deployment.toml at each
	// start, or that these are the templates it does that with. Nothing in the XML
	// is to be judged or changed.
	Generated bool
	// Layout is how the files lie.
	Layout Layout
	// Only are the files or directories that findings are asked for; empty: all.
	// See Wants.
	Only []string
	// Problems are parts of the configuration that could not be read, Skipped
	// those that the server does not read or that were not to be read. Their
	// paths are relative to the home.
	Problems []Problem
	Skipped  []Skipped

	fsys   fs.FS
	dir    string // of the home within fsys
	files  []*File
	byConf map[string][]*File // several: a file and a template of it, say
	byPath map[string]int     // where in files
	// server states the release of the server itself; nil when nothing does.
	// conflicts state another.
	server    *Evidence
	conflicts []Evidence
	// aliases are other names of files.
	aliases []alias

	// deployment says that the directory which holds user stores was listed.
	deployment bool

	// While it is read:
	room    int // left of maxFootprint
	entries int // of directories, so far
	dirs    map[any]string
	links   []linkTo
}

// File is one file of the configuration.
type File struct {
	// Path is relative to the home, Conf relative to the configuration directory
	// of a standard layout and without a template suffix: the name under which
	// the server reads the file, such as "tomcat/catalina-server.xml". That of a
	// file of a user store is relative to repository, see UserStores.
	Path, Conf string
	// Data is nil for files that no rule reads: those that by their names are
	// Binary, such as keystores, and other files that are no configuration. See
	// Home.Read.
	Data   []byte
	Binary bool
	// Doc is the file read as XML; nil for other files. It has no root when Err
	// is a syntax error.
	Doc *xmldoc.Document
	// Err says why the file could not be read: a *xmldoc.SyntaxError, or an
	// error of the file system with Data and Doc nil.
	Err error

	id   any // equal for all names of the file; nil when it was not read
	link bool
}

// Problem is a part of a home that could not be read.
type Problem struct {
	Path string // relative to the home
	Err  error
}

// File is the file the server reads as conf, or nil.
func (h *Home) File(conf string) *File {
	if found := h.byConf[conf]; len(found) > 0 {
		return found[0]
	}
	return nil
}

// ByPath is the file at a path relative to the home, or nil.
func (h *Home) ByPath(rel string) *File {
	if i, ok := h.byPath[rel]; ok {
		return h.files[i]
	}
	return nil
}

// Doc is the well-formed XML file the server reads as conf, or nil.
func (h *Home) Doc(conf string) *xmldoc.Document {
	if f := h.File(conf); f != nil && f.Err == nil {
		return f.Doc
	}
	return nil
}

// Files are all configuration files in the order of their paths.
func (h *Home) Files() []*File { return h.files }

// Match are the configuration files whose Conf matches pattern, as path.Match
// has it. A file that has several names is found by all of them.
func (h *Home) Match(pattern string) []*File {
	if !strings.ContainsAny(pattern, "*?[") {
		return h.byConf[pattern]
	}
	var found []*File
	for _, f := range h.files {
		if ok, _ := path.Match(pattern, f.Conf); ok {
			found = append(found, f)
		}
	}
	return found
}

// Matches reports whether f is among those that Match finds.
func (h *Home) Matches(f *File, pattern string) bool {
	if !strings.ContainsAny(pattern, "*?[") {
		return slices.Contains(h.byConf[pattern], f)
	}
	ok, _ := path.Match(pattern, f.Conf)
	return ok
}

// Has reports whether the home holds the file or directory rel, outside the
// configuration directory too.
func (h *Home) Has(rel string) bool {
	_, err := fs.Stat(h.fsys, path.Join(h.dir, rel))
	return err == nil
}

// Entries are the names in the directory rel of the home, sorted; nil when it
// is not there or cannot be read.
func (h *Home) Entries(rel string) []string { return listNames(h.fsys, path.Join(h.dir, rel)) }

func listNames(fsys fs.FS, dir string) []string {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// Read gives the bytes of the file rel of the home, outside the configuration
// directory too.
func (h *Home) Read(rel string) ([]byte, error) { return readFile(h.fsys, path.Join(h.dir, rel)) }

// With is h with other bytes for one file, as it would be after a fix.
func (h *Home) With(file string, data []byte) *Home {
	return h.replace(func(f *File) bool {
		if f.Path != file {
			return false
		}
		f.Data, f.Doc, f.Err = data, nil, nil
		f.parse(nil)
		return true
	})
}

// WithDocs is h with other Documents for some files, by their paths.
func (h *Home) WithDocs(changed map[string]*xmldoc.Document) *Home {
	return h.replace(func(f *File) bool {
		doc, ok := changed[f.Path]
		if ok {
			f.Data, f.Doc, f.Err = doc.Bytes(), doc, nil
		}
		return ok
	})
}

// Reading is h with another reading of some files, each one of the others of its
// Document, by their paths.
func (h *Home) Reading(docs map[string]*xmldoc.Document) *Home {
	return h.replace(func(f *File) bool {
		doc, ok := docs[f.Path]
		if ok {
			f.Doc = doc
		}
		return ok
	})
}

// Unread is h with some files that cannot be read, by their paths, and why.
func (h *Home) Unread(why map[string]error) *Home {
	return h.replace(func(f *File) bool {
		err, ok := why[f.Path]
		if ok {
			f.Err = err
		}
		return ok
	})
}

// replace is h with copies of the files that change changes.
func (h *Home) replace(change func(*File) bool) *Home {
	c := *h
	c.files = slices.Clone(h.files)
	for i, f := range c.files {
		if g := *f; change(&g) {
			c.files[i] = &g
		}
	}
	c.name()
	return &c
}

// index sorts the files and finds each by its names.
func (h *Home) index() {
	sort.Slice(h.files, func(i, j int) bool { return h.files[i].Path < h.files[j].Path })
	h.byPath = make(map[string]int, len(h.files))
	for i, f := range h.files {
		h.byPath[f.Path] = i
	}
	if h.Layout == LayoutTree || h.Layout == LayoutFlat {
		h.assignConf()
	}
	h.name()
}

// assignConf gives files that are in one folder the Conf of the directories they
// belong in, unless there is a file with that Conf already.
func (h *Home) assignConf() {
	taken := map[string]bool{}
	for _, f := range h.files {
		taken[f.Conf] = true
	}
	for _, f := range h.files {
		if k, ok := lookupBase(f.Conf); ok && !taken[k.conf] {
			f.Conf = k.conf
		}
	}
}

// name finds the files by the names that the server has for them.
func (h *Home) name() {
	h.byConf = make(map[string][]*File, len(h.files))
	for _, f := range h.files {
		h.byConf[f.Conf] = append(h.byConf[f.Conf], f)
	}
	for _, a := range h.aliases {
		if f := h.ByPath(a.of); f != nil && h.byConf[a.conf] == nil {
			h.byConf[a.conf] = []*File{f}
		}
	}
}

// parse reads f as XML when its name says it is.
func (f *File) parse(cache *Cache) {
	if f.Err != nil || !strings.HasSuffix(f.Conf, ".xml") {
		return
	}
	f.Doc, f.Err = cache.parse(f.Path, f.Data)
	f.Data = f.Doc.Bytes() // those of the Document, so that equal files share them
}
