package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"path"
	"path/filepath"
	"slices"

	"github.com/carbonlint/carbonlint/internal/printable"
)

// homepage is where carbonlint comes from.
const homepage = "https://github.com/carbonlint/carbonlint"

// docsURL is where the rules are explained, to be followed by the ID of one.
const docsURL = homepage + "/blob/main/docs/rules.md#"

// left are the findings that --fix did not do away with, home by home.
func (r *Report) left() iter.Seq2[*Home, *Finding] {
	return func(yield func(*Home, *Finding) bool) {
		for i := range r.Homes {
			h := &r.Homes[i]
			for j := range h.Findings {
				if f := &h.Findings[j]; f.State() != Fixed && !yield(h, f) {
					return
				}
			}
		}
	}
}

// open are the findings that still have to be dealt with, home by home.
func (r *Report) open() iter.Seq2[*Home, *Finding] {
	return func(yield func(*Home, *Finding) bool) {
		for h, f := range r.left() {
			if f.State() == Open && !yield(h, f) {
				return
			}
		}
	}
}

// shown is r without the findings that opt leaves out.
func (r *Report) shown(opt Options) *Report {
	if opt.All || r.Summary.Suppressed+r.Summary.Known == 0 {
		return r
	}
	c := *r
	c.Homes = slices.Clone(r.Homes)
	for i := range c.Homes {
		h := &c.Homes[i]
		h.Findings = slices.DeleteFunc(slices.Clone(h.Findings), func(f Finding) bool {
			return f.State() == Suppressed || f.State() == Known
		})
	}
	return &c
}

// file is the path of one of the home's files as seen from where the home's own
// path is seen, slash-separated.
func (h *Home) file(rel string) string { return path.Join(filepath.ToSlash(h.Path), rel) }

// sentence is all that is said of a finding in running text.
func (f *Finding) sentence() string {
	s := f.Message
	if f.Fix != nil {
		s += " " + f.Fix.sentence()
	}
	if f.Hint != "" {
		s += " " + f.Hint
	}
	return s
}

// sentence is what a fix does, and whether it is safe.
func (f *Fix) sentence() string { return fmt.Sprintf("Fix (%s): %s.", f.Safety, f.Title) }

// fingerprints name findings by rule, file and element, so that a name holds
// when lines move. Equal ones are numbered in the order in which they come;
// ask for each finding that is left, also those that are not printed.
type fingerprints map[string]int

func (p fingerprints) of(h *Home, f *Finding) string {
	key := f.Rule + "\x00" + h.file(f.File) + "\x00" + f.Element
	p[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, p[key]))
	return hex.EncodeToString(sum[:16])
}

// writeJSONTo prints v with the given indentation, none for one line.
func writeJSONTo(b *bytes.Buffer, v any, indent string) error {
	var document bytes.Buffer
	enc := json.NewEncoder(&document)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Write(printable.JSON(document.Bytes()))
	return nil
}

// write hands what build prints to w in one piece.
func write(w io.Writer, format string, build func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	err := build(&b)
	if err == nil {
		_, err = w.Write(b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("write the %s report: %w", format, err)
	}
	return nil
}

// writeText is write for what holds no commands of its own: a line that starts
// with foreign text is not one either.
func writeText(w io.Writer, format string, build func(*bytes.Buffer) error) error {
	return write(w, format, func(b *bytes.Buffer) error {
		var text bytes.Buffer
		err := build(&text)
		b.WriteString(printable.LineStarts(text.String()))
		return err
	})
}
