package report

import (
	"bytes"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/carbonlint/carbonlint/rules"
)

// maxSARIF is the size in bytes from which on readers refuse a log.
const maxSARIF = 10 << 20

// SARIF writes a SARIF 2.1.0 log with one run. Findings that --fix did away
// with are left out; suppressed and known ones are there as suppressed. The
// fixes are left out of a log that would be too large with them.
func SARIF(w io.Writer, r *Report, _ Options) error {
	return write(w, "sarif", func(b *bytes.Buffer) error {
		log, err := sarif.New(sarif.Version210)
		if err != nil {
			return err
		}
		run := newSARIFRun(r)
		log.AddRun(run)
		if err := writeJSONTo(b, log, ""); err != nil || b.Len() < maxSARIF {
			return err
		}
		for _, result := range run.Results {
			result.Fixes = nil
		}
		run.Invocations[0].ToolExecutionNotifications = append(run.Invocations[0].ToolExecutionNotifications, &sarif.Notification{
			Level: "note", Message: &sarif.Message{Text: new("Fixes omitted: with them the log is larger than 10 MiB, which readers refuse. Write them with --patch FILE.")},
		})
		b.Reset()
		return writeJSONTo(b, log, "")
	})
}

func newSARIFRun(r *Report) *sarif.Run {
	log := sarifLog{rules: newSARIFRules(r.Rules), bases: map[string]*sarif.ArtifactLocation{}}
	results := []*sarif.Result{}
	prints := fingerprints{}
	for h, f := range r.remaining() {
		result := log.result(h, f, prints.of(h, f))
		if r.Summary.Known > 0 { // on all results or on none
			result.BaselineState = new(map[bool]string{true: "unchanged", false: "new"}[f.Known])
		}
		results = append(results, result)
	}
	notes := []*sarif.Notification{}
	for i := range r.Homes {
		if note := r.Homes[i].TargetNote; note != "" {
			notes = append(notes, &sarif.Notification{Level: "note", Message: &sarif.Message{Text: new(r.Homes[i].Path + ": " + note)}})
		}
		for _, n := range r.Homes[i].NotChecked {
			notes = append(notes, log.notification(&r.Homes[i], n))
		}
	}
	return &sarif.Run{
		Tool: sarif.Tool{Driver: &sarif.ToolComponent{
			Name: r.Tool.Name, Version: new(r.Tool.Version), InformationURI: new(homepage), Rules: log.rules.list,
		}},
		Invocations:        []*sarif.Invocation{{ExecutionSuccessful: new(true), ToolExecutionNotifications: notes}},
		OriginalUriBaseIDs: log.bases,
		ColumnKind:         "unicodeCodePoints",
		Results:            results,
	}
}

// sarifLog collects what results refer to.
type sarifLog struct {
	rules sarifRules
	// bases are the directories that URIs are relative to.
	bases map[string]*sarif.ArtifactLocation
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
		reason := f.Suppressed.Reason
		if f.Suppressed.Until != "" {
			reason += " (until " + f.Suppressed.Until + ")"
		}
		result.Suppressions = sarifSuppression(f.Suppressed.Kind, reason, location, print)
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
