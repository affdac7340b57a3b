package report

import (
	"bytes"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/carbonlint/carbonlint/internal/spool"
	"github.com/carbonlint/carbonlint/rules"
)

// maxSARIF is the size in bytes from which on readers refuse a log.
const maxSARIF = 10 << 20

// SARIF writes a SARIF 2.1.0 log with one run. Findings that --fix did away
// with are left out; suppressed and known ones are there as suppressed. The
// fixes are left out of a log that would be too large with them. The log is written
// piece by piece, because its results may not fit in memory.
func SARIF(w io.Writer, r *Report, _ Options) error {
	log := sarifLog{Report: r, rules: newSARIFRules(r.Rules), bases: map[string]*sarif.ArtifactLocation{}}
	if err := log.findRules(); err != nil {
		return err
	}
	var full spool.File // if it is not too large
	defer full.Close()
	tooLarge := func() bool { return full.Size() >= maxSARIF }
	if err := log.write(&full, true, tooLarge); err != nil {
		return err
	}
	if tooLarge() {
		return log.write(w, false, func() bool { return false })
	}
	_, err := io.Copy(w, full.Reader())
	return err
}

// sarifLog collects what results refer to.
type sarifLog struct {
	*Report
	rules sarifRules
	// bases are the directories that URIs are relative to.
	bases map[string]*sarif.ArtifactLocation
}

// findRules adds the rules that are not in the list but have results or notes.
func (l *sarifLog) findRules() error {
	var noted []string
	for h, err := range l.All() {
		if err != nil {
			return err
		}
		for f := range h.remaining() {
			l.rules.index(f.Rule)
		}
		for _, n := range h.NotChecked {
			if _, known := l.rules.number[n.Rule]; n.Rule != "" && !known {
				noted = append(noted, n.Rule)
			}
		}
	}
	for _, id := range noted {
		l.rules.index(id)
	}
	return nil
}

// omitted is the note of a log without fixes.
const omitted = "Fixes omitted: with them the log is larger than 10 MiB, which readers refuse. Write them with --patch FILE."

// write writes the log, with or without the fixes. It stops at a home when stop says so.
func (l *sarifLog) write(w io.Writer, fixes bool, stop func() bool) error {
	out := &output{w: w, raw: true}
	if err := l.head(out); err != nil {
		return err
	}
	if err := l.notes(out, fixes); err != nil {
		return err
	}
	out.WriteString(`,"results":[`)
	comma := ""
	for h, err := range l.All() {
		if err != nil {
			return err
		}
		prints := fingerprints{}
		for f := range h.remaining() {
			result := l.result(h, f, prints.of(h, f))
			if l.Summary.Known > 0 { // on all results or on none
				result.BaselineState = new(map[bool]string{true: "unchanged", false: "new"}[f.Known])
			}
			if !fixes {
				result.Fixes = nil
			}
			out.WriteString(comma)
			comma = ","
			if err := out.json(result, "", ""); err != nil {
				return err
			}
		}
		if err := out.flush(); err != nil || stop() {
			return err
		}
	}
	out.WriteString(`],"columnKind":"unicodeCodePoints"`)
	if len(l.bases) > 0 {
		out.WriteString(`,"originalUriBaseIds":`)
		if err := out.json(l.bases, "", ""); err != nil {
			return err
		}
	}
	out.WriteString("}]}\n")
	return out.flush()
}

// head writes the log up to its tool.
func (l *sarifLog) head(out *output) error {
	log, err := sarif.New(sarif.Version210)
	if err != nil {
		return err
	}
	log.AddRun(&sarif.Run{
		Results: []*sarif.Result{},
		Tool: sarif.Tool{Driver: &sarif.ToolComponent{
			Name: l.Tool.Name, Version: new(l.Tool.Version), InformationURI: new(homepage), Rules: l.rules.list,
		}},
	})
	var all output
	if err := all.json(log, "", ""); err != nil {
		return err
	}
	_, err = out.Write(bytes.TrimSuffix(all.Bytes(), []byte(`,"results":[]}]}`)))
	return err
}

// notes writes the invocation, which says what was not checked.
func (l *sarifLog) notes(out *output, fixes bool) error {
	out.WriteString(`,"invocations":[{"executionSuccessful":true`)
	before := `,"toolExecutionNotifications":[`
	after := ""
	note := func(n *sarif.Notification) error {
		out.WriteString(before)
		before, after = ",", "]"
		return out.json(n, "", "")
	}
	for h, err := range l.All() {
		if err != nil {
			return err
		}
		if h.TargetNote != "" {
			if err := note(&sarif.Notification{Level: "note", Message: &sarif.Message{Text: new(h.Path + ": " + h.TargetNote)}}); err != nil {
				return err
			}
		}
		if h.Status == rules.NotChecked {
			if err := note(&sarif.Notification{Level: "warning", Message: &sarif.Message{Text: new(h.Path + " was not checked: " + noRule)}}); err != nil {
				return err
			}
		}
		for _, n := range h.NotChecked {
			if err := note(l.notification(h, n)); err != nil {
				return err
			}
		}
	}
	if !fixes {
		if err := note(&sarif.Notification{Level: "note", Message: &sarif.Message{Text: new(omitted)}}); err != nil {
			return err
		}
	}
	out.WriteString(after + "}]")
	return nil
}

func (l *sarifLog) result(h *Home, f *Finding, print string) *sarif.Result {
	location := l.location(h, f.File)
	location.PhysicalLocation.Region = &sarif.Region{
		StartLine: new(max(f.Line, 1)), StartColumn: new(max(f.Column, 1)), EndLine: new(max(f.EndLine, f.Line, 1)), EndColumn: new(max(f.EndColumn, 1)),
	}
	if f.Element != "" {
		location.LogicalLocations = []*sarif.LogicalLocation{{FullyQualifiedName: new(f.Element), Kind: new("element")}}
	}
	result := &sarif.Result{
		RuleID: new(f.Rule), RuleIndex: new(l.rules.index(f.Rule)), Level: new(sarifLevel(f.Severity)),
		Message:   sarif.Message{Text: new(strings.TrimSpace(f.Message + " " + f.Hint))},
		Locations: []*sarif.Location{location},
		// GitHub goes by primaryLocationLineHash alone, and makes one from the
		// text of the line when there is none.
		PartialFingerprints: map[string]any{"carbonlint/v1": print, "primaryLocationLineHash": print + ":1"},
		Fixes:               l.fixes(h, f),
	}
	switch {
	case f.Suppressed != nil:
		result.Suppressions = sarifSuppression(f.Suppressed.Kind, f.Suppressed.words(), location, print)
	case f.Known:
		result.Suppressions = sarifSuppression(External, "in the baseline", location, print)
	}
	return result
}

// sarifSuppression fills in all that a suppression can hold: the library writes
// what is missing as null, which the standard does not allow.
func sarifSuppression(kind SuppressionKind, reason string, at *sarif.Location, print string) []*sarif.Suppression {
	// The fingerprint in the form of a UUID made from a name.
	guid := print[:8] + "-" + print[8:12] + "-5" + print[13:16] + "-8" + print[17:20] + "-" + print[20:32]
	return []*sarif.Suppression{{
		Kind: string(kind), Status: new("accepted"), Guid: new(guid), Justification: new(reason), Location: at,
	}}
}

func (l *sarifLog) fixes(h *Home, f *Finding) []*sarif.Fix {
	if f.Fix == nil || len(f.Fix.Edits) == 0 {
		return nil
	}
	title := f.Fix.Title
	if f.Fix.Safety == Unsafe {
		title = string(f.Fix.Safety) + ": " + title
	}
	change := &sarif.ArtifactChange{ArtifactLocation: *l.location(h, f.File).PhysicalLocation.ArtifactLocation}
	for _, e := range f.Fix.Edits {
		change.Replacements = append(change.Replacements, &sarif.Replacement{
			DeletedRegion: sarif.Region{
				StartLine: new(e.Line), StartColumn: new(e.Column), EndLine: new(e.EndLine), EndColumn: new(e.EndColumn),
			},
			InsertedContent: &sarif.ArtifactContent{Text: new(e.New)},
		})
	}
	return []*sarif.Fix{{Description: &sarif.Message{Text: new(title)}, ArtifactChanges: []*sarif.ArtifactChange{change}}}
}

func (l *sarifLog) notification(h *Home, n NotChecked) *sarif.Notification {
	location := l.location(h, n.File)
	if n.Line > 0 {
		location.PhysicalLocation.Region = &sarif.Region{StartLine: new(n.Line)}
	}
	note := &sarif.Notification{
		Level: "warning", Message: &sarif.Message{Text: new("Not checked: " + n.Reason + ".")}, Locations: []*sarif.Location{location},
	}
	if n.Reason == rules.Absent {
		note.Level = "note"
	}
	if n.Rule != "" {
		note.AssociatedRule = &sarif.ReportingDescriptorReference{Id: new(n.Rule), Index: new(l.rules.index(n.Rule))}
	}
	return note
}

// location is a file, relative to where carbonlint was run or, for a home with
// an absolute path, to the home.
func (l *sarifLog) location(h *Home, file string) *sarif.Location {
	dir := filepath.ToSlash(h.Path)
	base, uri := "%SRCROOT%", path.Join(dir, file)
	entry := &sarif.ArtifactLocation{Description: &sarif.Message{Text: new("The directory in which carbonlint ran.")}}
	if drive := strings.Index(dir, ":/") == 1; drive || path.IsAbs(dir) {
		if drive {
			dir = "/" + dir
		}
		root := url.URL{Scheme: "file", Path: strings.TrimSuffix(dir, "/") + "/"}
		base, uri = "HOME:"+h.Path, file
		entry = &sarif.ArtifactLocation{URI: new(root.String())}
	}
	if l.bases[base] == nil {
		l.bases[base] = entry
	}
	u := url.URL{Path: uri}
	return &sarif.Location{PhysicalLocation: &sarif.PhysicalLocation{
		ArtifactLocation: &sarif.ArtifactLocation{URI: new(u.String()), URIBaseId: new(base)},
	}}
}

func sarifLevel(s rules.Severity) string {
	if s < rules.Warning {
		return "note"
	}
	return s.String()
}
