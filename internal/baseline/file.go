package baseline

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// SchemaVersion is the version of the file's form.
const SchemaVersion = 1

// MaxFile is the size in bytes above which a baseline is refused.
const MaxFile = 64 << 20

//go:embed baseline.schema.json
var schema string

// Schema is the JSON schema of a baseline.
func Schema() string { return schema }

// Baseline is a list of known findings. It never changes.
type Baseline struct {
	entries []Entry // sorted, each key and severity once
}

// New is the baseline of the given entries; equal ones are counted together.
func New(entries []Entry) *Baseline {
	return merge(entries, func(a, b int) int { return a + b })
}

// merge sorts entries and makes one of those that are equal but for their count.
func merge(entries []Entry, both func(a, b int) int) *Baseline {
	sorted := slices.SortedFunc(slices.Values(entries), compare)
	var list []Entry
	for _, e := range sorted {
		if n := len(list); n > 0 {
			last := &list[n-1]
			if last.key() == e.key() && last.Severity == e.Severity {
				last.Count = both(last.Count, e.Count)
				continue
			}
		}
		list = append(list, e)
	}
	return &Baseline{entries: list}
}

// Entries are the entries in the order of the file.
func (b *Baseline) Entries() []Entry { return slices.Clone(b.entries) }

// file is the form of a baseline on disk.
type file struct {
	SchemaVersion int     `json:"schemaVersion"`
	Entries       []Entry `json:"entries"`
}

// Read reads src, the baseline that errors call path. Of entries that are there
// twice, as a merge of two branches leaves them, the higher count holds.
func Read(path string, src []byte) (*Baseline, error) {
	if len(src) > MaxFile {
		return nil, fmt.Errorf("read the baseline %s: larger than 64 MiB", path)
	}
	var version struct {
		SchemaVersion *int `json:"schemaVersion"`
	}
	if err := json.Unmarshal(src, &version); err != nil {
		return nil, fmt.Errorf("read the baseline %s%s: not a baseline: %s", path, position(src, err), reason(err))
	}
	switch v := version.SchemaVersion; {
	case v == nil:
		return nil, fmt.Errorf("read the baseline %s: not a baseline: it has no schemaVersion", path)
	case *v != SchemaVersion:
		return nil, fmt.Errorf("read the baseline %s: schemaVersion %d is not known to this carbonlint: write it again with --write-baseline", path, *v)
	}
	var f file
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return nil, fmt.Errorf("read the baseline %s%s: %s", path, position(src, err), reason(err))
	}
	for i, e := range f.Entries {
		if err := e.check(); err != nil {
			return nil, fmt.Errorf("read the baseline %s: entry %d: %w", path, i+1, err)
		}
	}
	return merge(f.Entries, func(a, b int) int { return max(a, b) }), nil
}

func (e Entry) check() error {
	switch {
	case e.Home == "" || e.File == "" || e.Element == "" || e.Rule == "" || e.Problem == "":
		return errors.New("it lacks one of home, file, element, rule and problem")
	case e.Count < 1:
		return fmt.Errorf("a count of %d", e.Count)
	}
	_, err := rules.ParseSeverity(e.Severity)
	return err
}

// position is where in src an error of the decoder is, ":3:17", "" when it does not
// say.
func position(src []byte, err error) string {
	var offset int64
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &typ):
		offset = typ.Offset
	default:
		return ""
	}
	line, col := xmldoc.ReadText("", src[:min(max(int(offset)-1, 0), len(src))]).Position(len(src))
	return fmt.Sprintf(":%d:%d", line, col)
}

// reason puts an error of the decoder in words.
func reason(err error) string {
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &typ):
		return fmt.Sprintf("%s cannot be %s", typ.Field, typ.Value)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the file ends too early"
	}
	return err.Error()
}

// Write prints the baseline as JSON, one entry a line, the same bytes for the
// same findings.
func (b *Baseline) Write(w io.Writer) error {
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"schemaVersion\": %d,\n  \"entries\": [", SchemaVersion)
	for i, e := range b.entries {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    ")
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(e); err != nil {
			return fmt.Errorf("write the baseline: %w", err)
		}
		out.Truncate(out.Len() - len("\n"))
	}
	if len(b.entries) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write the baseline: %w", err)
	}
	return nil
}
