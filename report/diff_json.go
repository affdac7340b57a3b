package report

import (
	"bytes"
	"io"

	"github.com/carbonlint/carbonlint/internal/diff"
)

type diffJSON struct {
	SchemaVersion int            `json:"schemaVersion"`
	Old           string         `json:"old"`
	New           string         `json:"new"`
	Files         []diffFileJSON `json:"files"`
}

type diffFileJSON struct {
	File    string           `json:"file"`
	OldFile string           `json:"oldFile,omitempty"`
	Status  string           `json:"status"`
	Note    string           `json:"note,omitempty"`
	Changes []diffChangeJSON `json:"changes"`
	More    int              `json:"more,omitempty"` // changes that are not listed
	Rules   []string         `json:"rules,omitempty"`
}

type diffChangeJSON struct {
	Path    string        `json:"path"`
	OldPath string        `json:"oldPath,omitempty"`
	Kind    string        `json:"kind"`
	State   diffStateJSON `json:"state"`
	Old     *string       `json:"old"`
	New     *string       `json:"new"`
	OldLine int           `json:"oldLine"`
	NewLine int           `json:"newLine"`
	OldOnly []string      `json:"oldOnly,omitempty"`
	NewOnly []string      `json:"newOnly,omitempty"`
	Secret  bool          `json:"secret,omitempty"`
	Hidden  bool          `json:"hidden,omitempty"`
	// Settings counts those of a block, which itself has no value; Block is the
	// path of the one around the setting.
	Settings int      `json:"settings,omitempty"`
	Block    string   `json:"block,omitempty"`
	Rules    []string `json:"rules"`
}

type diffStateJSON struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// DiffJSON writes a comparison as one JSON document; its form is
// report/schema/diff.schema.json. Files in which no setting differs are not in it.
func DiffJSON(w io.Writer, r *diff.Report, _ Options) error {
	out := diffJSON{SchemaVersion: SchemaVersion, Old: r.Old, New: r.New, Files: []diffFileJSON{}}
	for i := range r.Files {
		f := &r.Files[i]
		if f.Status == diff.FileSame {
			continue
		}
		file := diffFileJSON{File: f.Path(), Status: f.Status.String(), Note: f.Note, Changes: []diffChangeJSON{}, More: f.More.Total(), Rules: f.Rules}
		if f.Old != nil && f.Old.Path != f.Path() {
			file.OldFile = f.Old.Path
		}
		for j := range f.Changes {
			file.Changes = append(file.Changes, newDiffChangeJSON(&f.Changes[j]))
		}
		out.Files = append(out.Files, file)
	}
	return write(w, "json", func(b *bytes.Buffer) error { return writeJSONTo(b, out, "  ") })
}

func newDiffChangeJSON(c *diff.Change) diffChangeJSON {
	out := diffChangeJSON{
		Path: c.Path(), Kind: c.Kind.String(), State: diffStateJSON{c.Old.State.String(), c.New.State.String()},
		Old: sideValue(c, c.Old), New: sideValue(c, c.New), OldLine: c.Old.Line, NewLine: c.New.Line,
		OldOnly: c.Old.Only, NewOnly: c.New.Only, Secret: c.Secret, Hidden: c.Hidden, Settings: c.Settings, Rules: c.Rules,
	}
	if c.Old.State != diff.Absent && c.Old.Path != c.Path() {
		out.OldPath = c.Old.Path
	}
	if c.Block != nil {
		out.Block = c.Block.Path
	}
	if out.Rules == nil {
		out.Rules = []string{}
	}
	return out
}

// sideValue is nil where there is no value: of an absent setting and of a block.
func sideValue(c *diff.Change, s diff.Side) *string {
	if s.State == diff.Absent || c.Settings > 0 {
		return nil
	}
	return &s.Value
}
