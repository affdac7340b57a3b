package report

import (
	"bytes"
	"embed"
	"html/template"
	"io"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/printable"
)

//go:embed assets/diff.html assets/diff.css assets/report.css
var diffAssets embed.FS

// DiffHTML writes a comparison as one page that needs nothing else, with both
// sides beside each other.
func DiffHTML(w io.Writer, r *diff.Report, _ Options) error {
	return writeText(w, "html", func(b *bytes.Buffer) error {
		page, err := newDiffPage(r)
		if err != nil {
			return err
		}
		t, err := template.ParseFS(diffAssets, "assets/diff.html")
		if err != nil {
			return err
		}
		return t.Execute(b, page)
	})
}

// diffPage is what the template shows.
type diffPage struct {
	Old, New, Totals string
	CSS              template.CSS
	Counts           diff.Counts
	Files            []diffPageFile
	Same             []string
}

type diffPageFile struct {
	Path, State string
	Rules       []string
	Rows        []diffRow
	NotListed   string // how many changes have no row; "" for none
}

func newDiffPage(r *diff.Report) (*diffPage, error) {
	p := &diffPage{Old: printable.Line(r.Old), New: printable.Line(r.New), Totals: diffTotals(r), Same: sameSettings(r)}
	for _, name := range []string{"assets/report.css", "assets/diff.css"} {
		css, err := diffAssets.ReadFile(name)
		if err != nil {
			return nil, err
		}
		p.CSS += template.CSS(css)
	}
	for i := range r.Files {
		f := &r.Files[i]
		if f.Status == diff.FileSame {
			continue
		}
		p.Counts = p.Counts.Plus(f.Count())
		p.Files = append(p.Files, diffPageFile{
			Path: printable.Line(f.Path()), State: fileState(f, r), Rules: f.Rules,
			Rows: diffRows(f.Changes, true, func(string, int) int { return 0 }), NotListed: notListed(f),
		})
	}
	return p, nil
}

// diffSide is one cell of a row.
type diffSide struct {
	Line   int
	Pieces []piece
}

// In is the path to the setting, Name its own name.
func (r diffRow) In() string   { in, _ := splitPath(r.Path); return in }
func (r diffRow) Name() string { _, name := splitPath(r.Path); return name }

// OldSide is what the page shows of the old side.
func (r diffRow) OldSide() diffSide { return diffSide{r.OldLine, r.Old} }

// NewSide is what the page shows of the new side.
func (r diffRow) NewSide() diffSide { return diffSide{r.NewLine, r.New} }
