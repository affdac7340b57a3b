// Package config reads .carbonlint.yaml, the configuration of carbonlint
// itself, and works out what is in force for a home and where each value comes
// from: a flag wins over an override for some paths, that over the rest of the
// file, that over the default.
package config

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// Name is what a configuration file is called.
const Name = ".carbonlint.yaml"

// MaxFile is the size in bytes above which a configuration file is refused.
const MaxFile = 1 << 20

//go:embed carbonlint.schema.json
var schema string

// Schema is the JSON schema of a configuration file that may name the given rules.
func Schema(ruleIDs []string) string {
	list := make([]string, len(ruleIDs))
	for i, id := range ruleIDs {
		list[i] = fmt.Sprintf("\n        %q", id)
	}
	return strings.Replace(schema, `"enum": []`, `"enum": [`+strings.Join(list, ",")+"\n      ]", 1)
}

// File is a configuration file that was read.
type File struct {
	// Path names the file in reports and errors.
	Path string
	// Base is the directory that its globs are seen from.
	Base string
	// Doc is its text, for findings about what it says.
	Doc *xmldoc.Document

	Settings
	// Exclude are the paths that are not judged.
	Exclude   []Glob
	Overrides []Override
	Suppress  []Suppression
}

// Suppression is an entry that leaves findings as they are.
type Suppression struct {
	Rule string
	// File covers the files that are meant, seen from the base.
	File Glob
	// Element is the path of the element that is meant, with all that is in it;
	// "" for the whole file.
	Element string
	Reason  string
	// Until is the last day it holds, such as "2027-03-31"; "" for ever.
	Until string
	// From says where the entry stands, Span the same within File.Doc.
	From string
	Span xmldoc.Span
}

// Parse reads src, the configuration file that errors call path. Its globs are
// seen from the directory base, a baseline from the directory dir. The error
// joins one *Error for each mistake, in the order of the file.
func Parse(path, base, dir string, src []byte, names Names) (*File, error) {
	if len(src) > MaxFile {
		return nil, fmt.Errorf("read %s: larger than 1 MiB, which no configuration of carbonlint is", path)
	}
	f := &File{Path: path, Base: base, Doc: xmldoc.ReadText(path, src)}
	r := &reader{path: path, names: names}
	if root := r.document(src); root != nil {
		r.file(f, root, dir)
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return f, nil
}

// CoversFile reports whether the entry is about findings of rule in the file p,
// seen from the base.
func (s *Suppression) CoversFile(rule, p string) bool { return s.Rule == rule && s.File.Covers(p) }

// CoversElement reports whether the entry is about what is at or below the
// element of the given path.
func (s *Suppression) CoversElement(element string) bool {
	below, ok := strings.CutPrefix(element, strings.TrimSuffix(s.Element, "/"))
	return ok && (s.Element == "" || below == "" || below[0] == '/')
}
