package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
)

// maxMarkdown is the size in bytes above which findings come without their source
// and fix: GitHub refuses a comment of more than 65,536 characters.
const maxMarkdown = 60_000

// Markdown writes the report as a comment on a pull request: counts, then a fold
// with the findings of each file and one with the items of the upgrade guide. A large
// report has one line for each finding.
func Markdown(w io.Writer, r *Report, opt Options) error {
	table, err := markdownTable(r)
	if err != nil {
		return err
	}
	full := &output{w: w}
	if err := markdownReport(full, r, opt, table, true); err != nil {
		return err
	}
	if full.Len() <= maxMarkdown {
		return full.flush()
	}
	short := &output{w: w}
	if err := markdownReport(short, r, opt, table, false); err != nil {
		return err
	}
	return short.flush()
}

// markdownTable is the table of the homes.
func markdownTable(r *Report) (string, error) {
	var b strings.Builder
	for h, err := range r.All() {
		if err != nil {
			return "", err
		}
		if b.Len() == 0 {
			b.WriteString("\n| Home | State | Carbon | Errors | Warnings | Info | Fixed | Suppressed | Known |\n| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
		}
		s := h.counts()
		fmt.Fprintf(&b, "| %s | %s | %s | %d | %d | %d | %d | %d | %d |\n",
			codeMarkdown(h.Path), h.Status, lineMarkdown(h.Release), s.Error, s.Warning, s.Info, s.Fixed, s.Suppressed, s.Known)
	}
	return b.String(), nil
}

// markdownReport writes the report. With full it holds it, and gives up when it is
// larger than maxMarkdown.
func markdownReport(out *output, r *Report, opt Options, table string, full bool) error {
	b := &out.Buffer
	fmt.Fprintf(b, "## carbonlint: %s\n\n", headline(r.Summary))
	fmt.Fprintf(b, "Checked against Carbon %s: %s in %s.\n", lineMarkdown(r.Target), phrase.Count(r.Summary.Files, "file"), phrase.Count(r.Summary.Homes, "home"))
	b.WriteString(table)
	for h, err := range r.All() {
		switch {
		case err != nil:
			return err
		case full && b.Len() > maxMarkdown:
			return nil
		}
		markdownHome(b, h.shown(opt), r.Summary.Homes > 1, full)
		if full {
			continue
		}
		if err := out.flush(); err != nil {
			return err
		}
	}
	markdownSkipped(b, r.Skipped)
	fmt.Fprintf(b, "\n<sub>%s %s</sub>\n", lineMarkdown(r.Tool.Name), lineMarkdown(r.Tool.Version))
	return nil
}

func markdownSkipped(b *bytes.Buffer, list []NotChecked) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(b, "\n<details><summary>%s: %d</summary>\n\n", skippedPaths, len(list))
	for _, n := range list {
		fmt.Fprintf(b, "- %s: %s\n", codeMarkdown(n.File), lineMarkdown(n.Reason))
	}
	b.WriteString("\n</details>\n")
}

func markdownHome(b *bytes.Buffer, h *Home, named, full bool) {
	if named {
		fmt.Fprintf(b, "\n### %s\n", codeMarkdown(h.Path))
	}
	if h.Date != "" {
		fmt.Fprintf(b, "\n%s\n", lineMarkdown(h.dated()))
	}
	if h.Note != "" {
		fmt.Fprintf(b, "\n%s\n", lineMarkdown(h.Note))
	}
	if len(h.Evidence) > 0 {
		fmt.Fprintf(b, "\nVersion from %s.\n", lineMarkdown(strings.Join(h.Evidence, "; ")))
	}
	if len(h.Mixed) > 0 {
		fmt.Fprintf(b, "\n%s:\n\n", halfUpgraded)
		for _, m := range h.Mixed {
			fmt.Fprintf(b, "- %s: %s (%s)\n", codeMarkdown(m.File), lineMarkdown(m.Release), lineMarkdown(m.What))
		}
	}
	for _, g := range h.worstFirst() {
		fmt.Fprintf(b, "\n<details><summary>%s: %s</summary>\n\n", codeMarkdown(g.File), g.count())
		for _, f := range g.Findings {
			markdownFinding(b, f, full)
		}
		b.WriteString("\n</details>\n")
	}
	markdownGuide(b, h, full)
	if n := len(h.NotChecked); n > 0 && !full {
		fmt.Fprintf(b, "\nNot checked: %d.\n", n)
	} else if n > 0 {
		fmt.Fprintf(b, "\n<details><summary>Not checked: %d</summary>\n\n", n)
		for _, n := range h.NotChecked {
			where := n.File
			if n.Line > 0 {
				where = fmt.Sprintf("%s:%d", n.File, n.Line)
			}
			fmt.Fprintf(b, "- %s: %s\n", codeMarkdown(where), lineMarkdown(n.Reason))
		}
		b.WriteString("\n</details>\n")
	}
}

func markdownFinding(b *bytes.Buffer, f *Finding, full bool) {
	state := ""
	if s := f.State(); s != Open {
		state = ", " + string(s)
	}
	fmt.Fprintf(b, "- **%s%s** %s line %d: %s\n", f.Severity, state, codeMarkdown(f.Rule), f.Line, lineMarkdown(f.What))
	if !full {
		return
	}
	for _, text := range []string{f.Effect, f.Hint} {
		if text != "" {
			fmt.Fprintf(b, "\n  %s\n", lineMarkdown(text))
		}
	}
	if f.Suppressed != nil {
		fmt.Fprintf(b, "\n  Suppressed: %s\n", lineMarkdown(f.Suppressed.words()))
	}
	if f.Fix == nil {
		fmt.Fprintf(b, "\n%s\n", indented(fenced("xml", f.Excerpt.Text)))
		return
	}
	fmt.Fprintf(b, "\n  Fix (%s): %s.\n\n", f.Fix.Safety, lineMarkdown(f.Fix.Title))
	if f.Fix.NotShown != "" {
		fmt.Fprintf(b, "  %s\n\n", lineMarkdown(f.Fix.NotShown))
	}
	if len(f.Fix.Diff) == 0 {
		fmt.Fprintf(b, "%s\n", indented(fenced("xml", f.Excerpt.Text)))
		return
	}
	var diff strings.Builder
	for _, l := range f.Fix.Diff {
		if l.Op == 0 {
			diff.WriteString("@@\n")
			continue
		}
		fmt.Fprintf(&diff, "%c%s\n", l.Op, l.Text)
	}
	fmt.Fprintf(b, "%s\n", indented(fenced("diff", strings.TrimRight(diff.String(), "\n"))))
}

func markdownGuide(b *bytes.Buffer, h *Home, full bool) {
	if len(h.Guide) == 0 {
		return
	}
	title := "Upgrade guide: " + guideCounts(h.Guide)
	if !full {
		fmt.Fprintf(b, "\n%s.\n", title)
		return
	}
	fmt.Fprintf(b, "\n<details><summary>%s</summary>\n\n", title)
	b.WriteString("| Setting | File | State | |\n| --- | --- | --- | --- |\n")
	for _, g := range h.Guide {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", lineMarkdown(g.Setting), codeMarkdown(g.File), g.Status, lineMarkdown(g.Why))
	}
	for _, r := range h.otherRules() {
		fmt.Fprintf(b, "| rule %s | | %s | %s |\n", codeMarkdown(r.Rule), r.Status, lineMarkdown(r.Why))
	}
	b.WriteString("\n</details>\n")
}

// markdownEntities escapes what Markdown, its tables and the sites that render it
// read as more than text.
var markdownEntities = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "*", "&#42;", "_", "&#95;", "`", "&#96;", "[", "&#91;", "]", "&#93;",
	"\\", "&#92;", "~", "&#126;", "#", "&#35;", "$", "&#36;", "!", "&#33;",
)

// escapeMarkdown escapes text for a paragraph.
func escapeMarkdown(text string) string { return markdownEntities.Replace(text) }

// lineMarkdown escapes text on one line. No @name in it notifies anybody.
func lineMarkdown(text string) string {
	return strings.ReplaceAll(escapeMarkdown(strings.Join(strings.Fields(text), " ")), "@", "@<!-- -->")
}

// codeMarkdown is text as code on one line, also in a table.
func codeMarkdown(text string) string {
	return "<code>" + escapeMarkdown(strings.Join(strings.Fields(text), " ")) + "</code>"
}

// fenced is text in a code block. Its fence is longer than any in the text.
func fenced(language, text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + language + "\n" + text + "\n" + fence
}

// indented puts text below the item of a list.
func indented(text string) string { return "  " + strings.ReplaceAll(text, "\n", "\n  ") }
