package report

import (
	"errors"
	"slices"
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// Input has the results from which NewHome makes the report of a home.
type Input struct {
	// Result is the result of the rules. Fixed is that of --fix, nil without it: the
	// fixed findings are reported as applied, the remaining ones at their new lines.
	Result *rules.Result
	Fixed  *rules.Fixed
	// All are all rules, whether or not they ran.
	All []*rules.Rule
	// Changes asks for the edits and the diff of every fix, which take time to make.
	Changes bool
	// Secrets is shared by the homes of a run. Nil is allowed.
	Secrets *Secrets
	// Settled returns the suppression of a finding, nil for none, and whether the
	// finding is in the baseline. Nil means that no finding is settled.
	Settled func(*rules.Finding) (*Suppression, bool)
	// FailOn and AllowUnchecked are those of Home.
	FailOn         rules.Severity
	AllowUnchecked bool
}

// NewHome copies the results of a home into a flat form to print, with every secret
// masked. It keeps no tree of the home's files.
func NewHome(in Input) Home {
	r, after := in.Result, in.Result
	if in.Fixed != nil {
		after = in.Fixed.After
	}
	settled := in.Settled
	if settled == nil {
		settled = func(*rules.Finding) (*Suppression, bool) { return nil, false }
	}
	b := newBuilder(in.Changes, in.Secrets)
	h := Home{
		Path: printable.Line(r.Home.Path), Product: line(r.Home.Product), Carbon: r.Home.Carbon.Version.String(), CarbonIs: r.Home.Carbon.Is,
		Release: releaseWords(r.Home.Carbon), From: r.From.Version.String(), Target: r.Target.String(), TargetNote: targetNote(r),
		Evidence: evidence(r.Home), ConfDir: printable.Line(r.Home.ConfDir), Why: line(signWords(r.Home)), Note: line(homeNote(r)),
		Date: line(after.Dated), Mixed: mixed(r.Home), Skipped: skipped(r.Home),
		NotChecked: notChecked(after), Findings: []Finding{}, Guide: []GuideItem{}, Rules: []RuleState{},
		FailOn: in.FailOn, AllowUnchecked: in.AllowUnchecked,
	}
	h.Judged, h.Checked = checked(after)
	h.setStates(after.States(in.All, func(f *rules.Finding) rules.Decision {
		suppressed, known := settled(f)
		return decision(suppressed, known)
	}))
	if in.Fixed != nil {
		for i := range in.Fixed.Applied {
			f := b.finding(&in.Fixed.Applied[i])
			f.Fix.Applied = true
			h.Findings = append(h.Findings, f)
		}
	}
	for i := range after.Findings {
		f := b.finding(&after.Findings[i])
		f.Suppressed, f.Known = settled(&after.Findings[i])
		h.Findings = append(h.Findings, f)
	}
	if r.Asked != r.Target {
		h.Asked = r.Asked.String()
	}
	if h.Note == "" && h.Status == rules.NotChecked && len(Unreadable(r.Home)) == 0 {
		h.Note = nothingChecked
	}
	sort.SliceStable(h.Findings, func(i, j int) bool {
		a, b := &h.Findings[i], &h.Findings[j]
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Line < b.Line
	})
	return h
}

// LeaveOut adds paths that were skipped while searching for homes.
func (r *Report) LeaveOut(list []home.Skipped) {
	for _, s := range list {
		r.Skipped = append(r.Skipped, NotChecked{File: printable.Line(s.Path), Reason: line(reasonWords(s))})
	}
}

// Outside returns findings about a file outside of the homes, such as the
// configuration of carbonlint, for Homes.Attach. File is its path as seen from the home.
func Outside(findings []rules.Finding, file string) []Finding {
	b := newBuilder(false, nil)
	var list []Finding
	for i := range findings {
		f := b.finding(&findings[i])
		f.File = printable.Line(file)
		list = append(list, f)
	}
	return list
}

// builder builds findings. It remembers the secrets of the documents it has seen, and
// the lines of the last one.
type builder struct {
	secrets *Secrets
	texts   map[*xmldoc.Document]*secret.Text
	doc     *xmldoc.Document
	parts   map[int]*secret.Part // by line

	changes bool
	spent   map[*xmldoc.Document]int // bytes of text made to show changes of a file
}

func newBuilder(changes bool, secrets *Secrets) *builder {
	if secrets == nil {
		secrets = &Secrets{}
	}
	return &builder{secrets: secrets, texts: map[*xmldoc.Document]*secret.Text{}, changes: changes, spent: map[*xmldoc.Document]int{}}
}

// lineAt returns the line at the offset, with its secrets.
func (b *builder) lineAt(d *xmldoc.Document, off int) *secret.Part {
	if b.doc != d {
		b.doc, b.parts = d, map[int]*secret.Part{}
	}
	n, _ := d.Position(off)
	if b.parts[n] == nil {
		line := d.Line(n)
		text := b.texts[d]
		if text == nil {
			text = b.secrets.of(d)
			b.texts[d] = text
		}
		b.parts[n] = text.Part(line.Start, line.End)
	}
	return b.parts[n]
}

func (b *builder) finding(f *rules.Finding) Finding {
	out := Finding{
		Rule: f.Rule.ID, Severity: f.Severity, File: printable.Line(f.Doc.Path), Element: line(f.Path()),
		What: line(f.Message), Effect: line(f.Effect), Hint: line(f.Hint), Note: f.Note,
	}
	out.Message = strings.TrimSpace(out.What + " " + out.Effect)
	out.Line, out.Column, out.ByteColumn = position(f.Doc, f.Span.Start)
	out.EndLine, out.EndColumn, out.EndByteColumn = position(f.Doc, max(f.Span.End, f.Span.Start))
	if out.Excerpt = excerpt(f.Doc, f.Span, b.lineAt(f.Doc, f.Span.Start)); f.Unshown {
		out.Excerpt.Text, out.Excerpt.Caret, out.Excerpt.Width = secret.Mask, 0, len(secret.Mask)
	}
	if f.Fix != nil {
		out.Fix = &Fix{Title: line(f.Fix.Title), Safety: Safe}
		if f.Fix.Unsafe {
			out.Fix.Safety = Unsafe
		}
		if b.changes {
			out.Fix.Edits, out.Fix.Diff, out.Fix.NotShown = b.change(f.Doc, f.Fix.Edits)
		}
	}
	return out
}

// line is text on one line, with secrets masked and control characters escaped. It is
// not for names of files, which are never secrets.
func line(text string) string { return printable.Line(secret.Line(text)) }

// foreign is line for text that somebody else wrote.
func foreign(text string) string { return printable.Line(secret.Foreign(text)) }

// Shown returns text outside a report, such as an error, as it may be printed: on one
// line, with secrets masked and control characters escaped.
func Shown(text string) string { return line(text) }

// checked lists the files that each rule checked, and all of them once.
func checked(r *rules.Result) (list []Judged, files []string) {
	files = []string{}
	for _, j := range r.Judged {
		list = append(list, Judged{j.Rule.ID, printable.Line(j.File.Path)})
		files = append(files, printable.Line(j.File.Path))
	}
	sort.Strings(files)
	return list, slices.Compact(files)
}

func evidence(h *home.Home) []string {
	list := []string{}
	for _, e := range h.Evidence {
		list = append(list, line(evidenceWords(e)))
	}
	return list
}

// mixed and skipped copy lists of the home.
func mixed(h *home.Home) []FileRelease {
	var list []FileRelease
	for _, m := range h.Mixed {
		list = append(list, FileRelease{printable.Line(m.Path), m.Range(), line(mixedWords(m))})
	}
	return list
}

func skipped(h *home.Home) []NotChecked {
	var list []NotChecked
	for _, s := range h.Skipped {
		list = append(list, NotChecked{File: printable.Line(s.Path), Reason: line(reasonWords(s))})
	}
	return list
}

// notChecked lists what was not checked: each missing or unreadable file once, each
// unknown value with its line.
func notChecked(r *rules.Result) []NotChecked {
	list := []NotChecked{}
	seen := map[NotChecked]bool{}
	add := func(n NotChecked) {
		n.Reason = line(n.Reason)
		if !seen[n] {
			seen[n] = true
			list = append(list, n)
		}
	}
	for _, n := range r.NotJudged {
		if n.Doc == nil || n.Span.End == 0 {
			add(NotChecked{File: printable.Line(n.File), Reason: n.Reason})
			continue
		}
		line, _ := n.Doc.Position(n.Span.Start)
		add(NotChecked{File: printable.Line(n.File), Line: line, Rule: n.Rule.ID, Reason: n.Reason})
	}
	for _, n := range Unreadable(r.Home) {
		add(n)
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].File != list[j].File {
			return list[i].File < list[j].File
		}
		return list[i].Line < list[j].Line
	})
	return list
}

// Unreadable lists the files and directories of a home that exist but could not be read.
func Unreadable(h *home.Home) []NotChecked {
	var list []NotChecked
	for _, p := range h.Problems {
		list = append(list, NotChecked{File: printable.Line(p.Path), Reason: line(errorWords(p.Err))})
	}
	for _, f := range h.Files() {
		if syn := (*xmldoc.SyntaxError)(nil); f.Err != nil && !errors.As(f.Err, &syn) {
			list = append(list, NotChecked{File: printable.Line(f.Path), Reason: line(errorWords(f.Err))})
		}
	}
	return list
}
