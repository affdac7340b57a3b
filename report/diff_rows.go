package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/printable"
)

// diffRow is one setting that differs, or a block of such settings, as shown to people.
type diffRow struct {
	Kind             diff.Kind
	Path, Full       string // short, and whole
	State            string // how its state differs, "" when it is active on both sides
	Old, New         []piece
	OldLine, NewLine int
	// Note replaces values that are not shown, or explains them.
	Note  string
	Rules []string
	// InComment says that the setting is active on neither side.
	InComment bool
	// With are the attributes that came or went with the setting: "@locked: false".
	With []string
	// Sub are the settings of a block that is commented out on both sides.
	Sub []diffRow
}

// diffRows are the rows of a file. Settings of one block that is commented out
// on both sides are put into one row when fold is set. Limit is how many
// characters of a value are shown, 0 for all.
func diffRows(changes []diff.Change, fold bool, limit func(path string, values int) int) []diffRow {
	var rows []diffRow
	for i := 0; i < len(changes); {
		end := i + 1
		for fold && changes[i].Block != nil && end < len(changes) && changes[end].Block == changes[i].Block {
			end++
		}
		if end-i > 1 {
			rows = append(rows, blockRow(changes[i:end], limit))
		} else {
			row := newDiffRow(&changes[i], limit)
			row.With = attributesOf(&changes[i], changes[end:], limit(row.Path, 1))
			rows = append(rows, row)
			end += len(row.With)
		}
		i = end
	}
	return rows
}

// maxAttribute is how many characters are shown of an attribute's value where
// values are cut.
const maxAttribute = 60

// attributesOf are those changes, of the ones that follow an element's, that say
// that its attributes came or went with it.
func attributesOf(c *diff.Change, next []diff.Change, limit int) (list []string) {
	if c.Kind != diff.Added && c.Kind != diff.Removed {
		return nil
	}
	for i := range next {
		a := &next[i]
		name, found := strings.CutPrefix(a.Path(), c.Path()+"/@")
		if !found || a.Kind != c.Kind || a.Old.State != c.Old.State || a.New.State != c.New.State || !slices.Equal(a.Rules, c.Rules) {
			break
		}
		list = append(list, printable.Line("@"+name+": ")+cut(printable.Line(a.Old.Value+a.New.Value), min(limit, maxAttribute)))
	}
	return list
}

// blockRow is one row for the settings of a block that is commented out.
func blockRow(changes []diff.Change, limit func(string, int) int) diffRow {
	block := changes[0].Block
	row := diffRow{
		Kind: diff.Changed, Path: shortPath(block.Path), Full: printable.Line(block.Path), State: "commented out",
		OldLine: block.OldLine, NewLine: block.NewLine, InComment: true,
	}
	for i := range changes {
		sub := newDiffRow(&changes[i], limit)
		sub.Path = strings.TrimPrefix(sub.Path, row.Path+"/")
		row.Sub = append(row.Sub, sub)
	}
	var n diff.Counts
	for i := range changes {
		n.AddKind(changes[i].Kind)
	}
	row.Note = fmt.Sprintf("%s differ: %s", phrase.Count(len(changes), "setting"), kinds(n))
	return row
}

func newDiffRow(c *diff.Change, limit func(string, int) int) diffRow {
	row := diffRow{
		Kind: c.Kind, Path: shortPath(c.Path()), Full: printable.Line(c.Path()), State: stateChange(c), Rules: c.Rules,
		OldLine: c.Old.Line, NewLine: c.New.Line, InComment: c.InComment(),
	}
	was, is := c.Old.Value, c.New.Value
	if strings.HasSuffix(row.Full, "]") && strings.Contains(row.Full[strings.LastIndexByte(row.Full, '/')+1:], "[.=") && c.Kind != diff.Changed {
		was, is = "", "" // the path says it
	}
	if row.Path == "" { // a line of text
		was, is = strings.ReplaceAll(was, "\t", "    "), strings.ReplaceAll(is, "\t", "    ")
	}
	switch {
	case c.Settings > 0:
		row.Note = phrase.Count(c.Settings, "setting")
	case len(c.Old.Only)+len(c.New.Only) > 0:
		row.Old, row.New = listPieces(c.Old.Only, limit(row.Path, 2)), listPieces(c.New.Only, limit(row.Path, 2))
		row.Note = listNote
	case c.Kind == diff.Moved:
		row.Old, row.New = []piece{{placeName(was), false}}, []piece{{placeName(is), false}}
	case c.Kind == diff.Added:
		row.New = cutPieces([]piece{{printable.Line(is), false}}, limit(row.Path, 1))
	case c.Kind == diff.Removed:
		row.Old = cutPieces([]piece{{printable.Line(was), false}}, limit(row.Path, 1))
	case was == is:
		row.Old = cutPieces([]piece{{printable.Line(was), false}}, limit(row.Path, 1))
		row.New = row.Old
		if c.Hidden {
			row.Note = "secret changed"
		}
	default:
		row.Old, row.New = pieces(was, is, limit(row.Path, 2))
	}
	return row
}

// placeName names the setting before a moved one.
func placeName(place string) string {
	if step, found := strings.CutPrefix(place, "after "); found {
		return "after " + printable.Line(shortStep(step))
	}
	return place
}

const (
	// listNote says that values are what a side has that the other does not.
	listNote = "list items of one side only"
	// maxItems is how many items of a list are named where values are cut.
	maxItems = 12
)

func listPieces(items []string, limit int) []piece {
	if len(items) == 0 {
		return nil
	}
	more := ""
	if n := len(items) - maxItems; limit > 0 && n > 0 {
		items, more = items[:maxItems], fmt.Sprintf(" and %d more", n)
	}
	text := strings.Join(items, ", ") + more
	return []piece{{printable.Line(text), true}}
}

// stateChange says how the state of a setting differs, "" where the kind of the
// change says it all.
func stateChange(c *diff.Change) string {
	switch {
	case isComment(c.Path()):
		return ""
	case !c.InComment() && (c.Old.State == c.New.State || c.Kind != diff.Changed):
		return ""
	case c.Old.State == c.New.State:
		return c.New.State.String()
	}
	return c.Old.State.String() + " -> " + c.New.State.String()
}

// isComment reports whether a path is that of a comment without settings.
func isComment(path string) bool {
	return strings.HasPrefix(path[strings.LastIndexByte(path, '/')+1:], "comment()")
}
