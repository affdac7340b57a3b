package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/internal/printable"
)

// maxMarkdownValue is how many characters of a value are shown in a comparison
// that is too large with the whole of each.
const maxMarkdownValue = 200

// DiffMarkdown writes a comparison as a comment on a pull request: a table for
// each file, in a fold. A large comparison has its values cut, and one that is too
// large even so has one line for each file.
func DiffMarkdown(w io.Writer, r *diff.Report, opt Options) error {
	return writeText(w, "markdown", func(b *bytes.Buffer) error {
		diffMarkdown(b, r, !opt.All, true, 0)
		if b.Len() > maxMarkdown {
			b.Reset()
			diffMarkdown(b, r, !opt.All, true, maxMarkdownValue)
		}
		if b.Len() > maxMarkdown {
			b.Reset()
			diffMarkdown(b, r, true, false, maxMarkdownValue)
		}
		return nil
	})
}

func diffMarkdown(b *bytes.Buffer, r *diff.Report, fold, full bool, limit int) {
	fmt.Fprintf(b, "## %s and %s: ", codeMarkdown(printable.Line(r.Old)), codeMarkdown(printable.Line(r.New)))
	totals := diffTotals(r)
	if totals == "" {
		totals = "no setting differs"
	}
	fmt.Fprintf(b, "%s\n", lineMarkdown(totals))
	for i := range r.Files {
		f := &r.Files[i]
		name, state := codeMarkdown(printable.Line(f.Path())), lineMarkdown(fileState(f, r))+rulesMarkdown(f.Rules)
		switch {
		case f.Status == diff.FileSame:
		case len(f.Changes) == 0 || !full:
			fmt.Fprintf(b, "\n- %s: %s\n", name, state)
		default:
			fmt.Fprintf(b, "\n<details><summary>%s: %s</summary>\n\n", name, state)
			b.WriteString("| | Setting | Old | New | Lines |\n| --- | --- | --- | --- | --- |\n")
			for _, row := range diffRows(f.Changes, fold, func(string, int) int { return limit }) {
				diffRowMarkdown(b, row)
			}
			if more := notListed(f); more != "" {
				fmt.Fprintf(b, "\n%s.\n", more)
			}
			b.WriteString("\n</details>\n")
		}
	}
	if same := sameSettings(r); len(same) > 0 {
		fmt.Fprintf(b, "\nDifferent text, same settings: %s.\n", codesMarkdown(same))
	}
}

func codesMarkdown(list []string) string {
	codes := make([]string, len(list))
	for i, s := range list {
		codes[i] = codeMarkdown(s)
	}
	return strings.Join(codes, ", ")
}

func diffRowMarkdown(b *bytes.Buffer, row diffRow) {
	setting := ""
	if row.Path != "" {
		setting = codeMarkdown(row.Path)
	}
	note := row.Note
	if row.State != "" {
		note = strings.TrimSuffix(row.State+", "+note, ", ")
	}
	if note != "" {
		setting += " " + lineMarkdown(note)
	}
	for _, a := range row.With {
		setting += " " + codeMarkdown(a)
	}
	setting += rulesMarkdown(row.Rules)
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", row.Kind, strings.TrimSpace(setting),
		piecesMarkdown(row.Old), piecesMarkdown(row.New), lineMarkdown(lineRange(row)))
}

func rulesMarkdown(ids []string) string {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(" (rule " + codeMarkdown(id) + ")")
	}
	return b.String()
}

// lineRange is the lines of a setting on both sides: "12 -> 14".
func lineRange(row diffRow) string {
	switch {
	case row.OldLine == 0 && row.NewLine == 0:
		return ""
	case row.OldLine == 0:
		return fmt.Sprintf("-> %d", row.NewLine)
	case row.NewLine == 0:
		return fmt.Sprintf("%d ->", row.OldLine)
	}
	return fmt.Sprintf("%d -> %d", row.OldLine, row.NewLine)
}

// piecesMarkdown is a value with what differs in it in bold.
func piecesMarkdown(list []piece) string {
	if plainText(list) == "" {
		return ""
	}
	if len(list) == 1 {
		return codeMarkdown(list[0].Text)
	}
	var b strings.Builder
	b.WriteString("<code>")
	for _, p := range list {
		text := escapeMarkdown(p.Text)
		if p.Changed && p.Text != "" {
			text = "<b>" + text + "</b>"
		}
		b.WriteString(text)
	}
	return b.String() + "</code>"
}
