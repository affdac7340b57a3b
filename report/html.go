package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"slices"

	"github.com/carbonlint/carbonlint/rules"
)

//go:embed assets/report.html assets/report.css assets/report.js
var assets embed.FS

// HTML writes the report as one page to read, filter, print and sign. The page loads
// nothing and fits screens of any size.
func HTML(w io.Writer, r *Report, _ Options) error {
	return writeText(w, "html", func(b *bytes.Buffer) error {
		page, err := newHTMLPage(r)
		if err != nil {
			return err
		}
		t, err := template.New("report.html").Funcs(template.FuncMap{
			"guideClass": guideClass, "diffLine": diffLine,
		}).ParseFS(assets, "assets/report.html")
		if err != nil {
			return err
		}
		return t.Execute(b, page)
	})
}

// htmlPage is the data of the template.
type htmlPage struct {
	*Report
	CSS template.CSS
	JS  template.JS

	Headline, Worst string
	NotChecked      int
	Homes           []htmlHome
	// FoundRules and States are what the findings can be filtered by.
	FoundRules []string
	States     []State
	AllRules   []htmlRule
	Checklist  []checklistItem
}

type htmlHome struct {
	*Home
	ID     string
	Counts Summary
	Files  []htmlFile
}

type htmlFile struct {
	Path     string
	Findings []htmlFinding
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
	for i := range r.Homes {
		h := htmlHome{Home: &r.Homes[i], ID: fmt.Sprintf("home-%d", i+1), Counts: r.Homes[i].counts}
		p.NotChecked += len(h.NotChecked)
		for j := range h.Findings {
			f := newHTMLFinding(&h.Findings[j])
			if n := len(h.Files); n == 0 || h.Files[n-1].Path != f.File {
				h.Files = append(h.Files, htmlFile{Path: f.File})
			}
			file := &h.Files[len(h.Files)-1]
			file.Findings = append(file.Findings, f)
			if !slices.Contains(p.FoundRules, f.Rule) {
				p.FoundRules = append(p.FoundRules, f.Rule)
			}
			states[f.State] = true
			if f.State == Open {
				open[f.Rule]++
			}
		}
		p.Homes = append(p.Homes, h)
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

func newHTMLFinding(f *Finding) htmlFinding {
	text := []rune(f.Excerpt.Text)
	from := min(f.Excerpt.Caret, len(text))
	to := min(from+f.Excerpt.Width, len(text))
	return htmlFinding{f, f.State(), string(text[:from]), string(text[from:to]), string(text[to:])}
}

// worst is the CSS class of the worst open severity.
func worst(s Summary) string {
	switch {
	case s.Error > 0:
		return rules.Error.String()
	case s.Warning > 0:
		return rules.Warning.String()
	case s.Info > 0:
		return rules.Info.String()
	}
	return "ok"
}

func guideClass(s rules.Status) string {
	return map[rules.Status]string{rules.OK: "ok", rules.Attention: rules.Warning.String()}[s]
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
