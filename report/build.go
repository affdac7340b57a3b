package report

import (
	"errors"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// Input is what the report of a home is made of.
type Input struct {
	// Result is what the rules said of the home, Fixed what --fix made of it, nil
	// without it: the findings that it did away with are marked as applied, those
	// that remain are the ones at their new places.
	Result *rules.Result
	Fixed  *rules.Fixed
	// All are all rules there are.
	All []*rules.Rule
	// Changes asks for the edits of every fix, and the same as a diff, which take
	// time to make.
	Changes bool
	// Secrets is shared by the homes of a run; nil for one of its own.
	Secrets *Secrets
	// Settled says of a finding that remains whether it is suppressed, and whether
	// it is in the baseline. It may be nil.
	Settled func(*rules.Finding) (*Suppression, bool)
}

// NewHome flattens what the rules said of a home into what is printed, with
// every secret masked.
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
		Path: printable.Line(r.Home.Path), Product: line(r.Home.Product), Carbon: r.Home.Carbon.String(), From: r.From.String(), Target: r.Target.String(),
		Evidence: evidence(r.Home), ConfDir: printable.Line(r.Home.ConfDir),
		Why: line(r.Home.Why), Confidence: r.Home.Confidence, Note: line(generationNote(r.Home)),
		Mixed: mixed(r.Home), Skipped: skipped(r.Home),
		NotChecked: notChecked(after), Findings: []Finding{}, Guide: []GuideItem{},
	}
	h.Judged, h.Checked = checked(after)
	open := func(f *rules.Finding) bool {
		suppressed, known := settled(f)
		return suppressed == nil && !known
	}
	for _, s := range after.Guide(in.All, open) {
		h.Guide = append(h.Guide, GuideItem{s.Setting, printable.Line(path.Join(r.Home.ConfDir, s.File)), s.Rule, s.Status, line(s.Why)})
	}
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
	sort.SliceStable(h.Findings, func(i, j int) bool {
		a, b := &h.Findings[i], &h.Findings[j]
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Line < b.Line
	})
	return h
}

// LeaveOut notes what was not searched for homes, and why.
func (r *Report) LeaveOut(list []home.Skipped) {
	for _, s := range list {
		r.Skipped = append(r.Skipped, NotChecked{File: printable.Line(s.Path), Reason: line(s.Reason)})
	}
}

// Attach adds findings about a file outside the home, such as the configuration
// of carbonlint; file is its path as seen from the home.
func (h *Home) Attach(findings []rules.Finding, file string) {
	b := newBuilder(false, nil)
	for i := range findings {
		f := b.finding(&findings[i])
		f.File = printable.Line(file)
		h.Findings = append(h.Findings, f)
	}
}

// builder knows the secrets of the documents it has met, and all of the lines
// that it has shown of the last one.
type builder struct {
	secrets *Secrets
	doc     *xmldoc.Document
	parts   map[int]*secret.Part // by line

	changes bool
	spent   map[*xmldoc.Document]int // bytes of text made to show changes of a file
}

func newBuilder(changes bool, secrets *Secrets) *builder {
	if secrets == nil {
		secrets = &Secrets{}
	}
	return &builder{secrets: secrets, changes: changes, spent: map[*xmldoc.Document]int{}}
}

// lineAt is the line of off with all its secrets known.
func (b *builder) lineAt(d *xmldoc.Document, off int) *secret.Part {
	if b.doc != d {
		b.doc, b.parts = d, map[int]*secret.Part{}
	}
	n, _ := d.Position(off)
	if b.parts[n] == nil {
		line := d.Line(n)
		b.parts[n] = b.secrets.of(d).Part(line.Start, line.End)
	}
	return b.parts[n]
}

func (b *builder) finding(f *rules.Finding) Finding {
	out := Finding{
		Rule: f.Rule.ID, Severity: f.Severity, File: printable.Line(f.Doc.Path), Element: line(f.Path()),
		What: line(f.Message), Effect: line(f.Effect), Hint: line(f.Hint),
	}
	out.Message = strings.TrimSpace(out.What + " " + out.Effect)
	out.Line, out.Column, out.ByteColumn = position(f.Doc, f.Span.Start)
	out.EndLine, out.EndColumn, out.EndByteColumn = position(f.Doc, max(f.Span.End, f.Span.Start))
	out.Excerpt = excerpt(f.Doc, f.Span, b.lineAt(f.Doc, f.Span.Start))
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

// line is text on one line, without secrets and without what would steer a
// terminal. The name of a file is not a secret, whatever it looks like.
func line(text string) string { return printable.Line(secret.Line(text)) }

// Shown is line for texts that are of no report, such as errors.
func Shown(text string) string { return line(text) }

// checked lists which files each rule judged, and all those files.
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
		list = append(list, line(e))
	}
	return list
}

// mixed and skipped copy what the home says of its files.
func mixed(h *home.Home) []FileRelease {
	var list []FileRelease
	for _, m := range h.Mixed {
		list = append(list, FileRelease{printable.Line(m.Path), m.Range(), line(m.What)})
	}
	return list
}

func skipped(h *home.Home) []NotChecked {
	var list []NotChecked
	for _, s := range h.Skipped {
		list = append(list, NotChecked{File: printable.Line(s.Path), Reason: line(s.Reason)})
	}
	return list
}

// notChecked lists what was not judged: each file that is not there or cannot
// be read once, each value that cannot be known with its line.
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

// Unreadable lists the parts of a home that are there and could not be read.
func Unreadable(h *home.Home) []NotChecked {
	var list []NotChecked
	for _, p := range h.Problems {
		list = append(list, NotChecked{File: printable.Line(p.Path), Reason: line(p.Err.Error())})
	}
	for _, f := range h.Files() {
		if syn := (*xmldoc.SyntaxError)(nil); f.Err != nil && !errors.As(f.Err, &syn) {
			list = append(list, NotChecked{File: printable.Line(f.Path), Reason: line(f.Err.Error())})
		}
	}
	return list
}
