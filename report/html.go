package report

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"iter"
	"slices"

	"github.com/carbonlint/carbonlint/rules"
)

//go:embed assets/report.html assets/report.css assets/report.js
var assets embed.FS

// HTML writes the report as one page to read, filter, print and sign. The page loads
// nothing and fits screens of any size. It reads the homes twice: first for what the
// findings can be filtered by.
func HTML(w io.Writer, r *Report, _ Options) error {
	page, err := newHTMLPage(r)
	if err != nil {
		return err
	}
	t, err := template.New("report.html").Funcs(template.FuncMap{
		"statusClass": statusClass, "diffLine": diffLine,
	}).ParseFS(assets, "assets/report.html")
	if err != nil {
		return err
	}
	out := &output{w: w}
	if err := t.Execute(out, page); err != nil {
		return err
	}
	if page.err != nil {
		return page.err
	}
	return out.flush()
}

// htmlPage is the data of the template.
type htmlPage struct {
	*Report
	CSS template.CSS
	JS  template.JS

	Headline, Worst string
	NotChecked      int
	Rows            []htmlRow
	// FoundRules and States are what the findings can be filtered by.
	FoundRules []string
	States     []State
	AllRules   []htmlRule
	Checklist  []checklistItem

	err error // of Homes
}

// htmlRow is a home in the table of all homes.
type htmlRow struct {
	ID, Path, Carbon string
	Status           rules.Status
	Counts           Summary
	NotChecked       int
}

type htmlHome struct {
	*Home
	ID    string
	Files []htmlFile
}

// htmlFile are the findings of one severity in a file.
type htmlFile struct {
	Path, Count string
	Findings    []htmlFinding
}

type htmlFinding struct {
	*Finding
	State State
	// Before, Marked and After are the excerpt, cut at what the finding is about.
	Before, Marked, After string
}

type htmlRule struct {
	ID, Title string
	Severity  rules.Severity
	Since     string
	Open      int
}

func newHTMLPage(r *Report) (*htmlPage, error) {
	css, err := assets.ReadFile("assets/report.css")
	if err != nil {
		return nil, err
	}
	js, err := assets.ReadFile("assets/report.js")
	if err != nil {
		return nil, err
	}
	p := &htmlPage{Report: r, CSS: template.CSS(css), JS: template.JS(js), Headline: headline(r.Summary), Worst: worst(r.Summary), Checklist: upgradeChecklist()}
	open := map[string]int{}
	states := map[State]bool{}
	for h, err := range r.All() {
		if err != nil {
			return nil, err
		}
		p.Rows = append(p.Rows, htmlRow{htmlID(len(p.Rows)), h.Path, h.Release, h.Status, h.counts(), len(h.NotChecked)})
		p.NotChecked += len(h.NotChecked)
		for i := range h.Findings {
			f := &h.Findings[i]
			if !slices.Contains(p.FoundRules, f.Rule) {
				p.FoundRules = append(p.FoundRules, f.Rule)
			}
			states[f.State()] = true
			if f.State() == Open {
				open[f.Rule]++
			}
		}
	}
	slices.Sort(p.FoundRules)
	for _, s := range []State{Open, Fixed, Suppressed, Known} {
		if states[s] && len(states) > 1 {
			p.States = append(p.States, s)
		}
	}
	for _, rule := range r.Rules {
		since := "every release"
		if rule.Since.Known() {
			since = rule.Since.String()
		}
		p.AllRules = append(p.AllRules, htmlRule{rule.ID, rule.Title, rule.Severity, since, open[rule.ID]})
	}
	return p, nil
}

func htmlID(home int) string { return fmt.Sprintf("home-%d", home+1) }

// Homes yields the homes for the template.
func (p *htmlPage) Homes() iter.Seq[htmlHome] {
	return func(yield func(htmlHome) bool) {
		n := 0
		for h, err := range p.All() {
			if err != nil {
				p.err = err
				return
			}
			if !yield(htmlHome{h, htmlID(n), htmlFiles(h)}) {
				return
			}
			n++
		}
	}
}

func htmlFiles(h *Home) []htmlFile {
	var files []htmlFile
	for _, g := range h.worstFirst() {
		file := htmlFile{Path: g.File, Count: g.count()}
		for _, f := range g.Findings {
			file.Findings = append(file.Findings, newHTMLFinding(f))
		}
		files = append(files, file)
	}
	return files
}

func newHTMLFinding(f *Finding) htmlFinding {
	text := []rune(f.Excerpt.Text)
	from := min(f.Excerpt.Caret, len(text))
	to := min(from+f.Excerpt.Width, len(text))
	return htmlFinding{f, f.State(), string(text[:from]), string(text[from:to]), string(text[to:])}
}

// worst is the CSS class of the worst open severity. What was not checked is not well.
func worst(s Summary) string {
	switch {
	case s.Error > 0:
		return rules.Error.String()
	case s.Warning > 0, s.Unchecked > 0, s.Homes == 0:
		return rules.Warning.String()
	case s.Info > 0:
		return rules.Info.String()
	case s.Known+s.Suppressed > 0:
		return ""
	}
	return "ok"
}

// statusClass is the CSS class of a status.
func statusClass(s rules.Status) string {
	return map[rules.Status]string{rules.OK: "ok", rules.Attention: rules.Warning.String(), rules.Note: rules.Info.String()}[s]
}

// diffLine is one line of a fix. It is not in the template, in which all white space
// would show.
func diffLine(l DiffLine) template.HTML {
	class := map[byte]string{'+': "added", '-': "removed", 0: "gap"}[l.Op]
	if l.Op == 0 {
		return template.HTML(`<div class="gap"><i></i><i></i><span>...</span></div>`)
	}
	return template.HTML(fmt.Sprintf(`<div class="%s"><i>%s</i><i>%s</i><span>%c %s</span></div>`,
		class, lineNumber(l.Old), lineNumber(l.New), l.Op, template.HTMLEscapeString(l.Text)))
}

func lineNumber(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
