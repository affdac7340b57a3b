package report

import (
	"io"
)

// Options control how a report looks.
type Options struct {
	Color bool
	// Width is the length of a line in characters; 0 for 100.
	Width int
	// Cut shortens long values of a comparison in text to fit a terminal.
	Cut bool
	// All also shows suppressed and known findings in text and markdown. Formats
	// for CI checks never show them; formats that keep records always do.
	All bool
}

// Format is one form of output.
type Format struct {
	Name string
	// Doc is one line without a full stop.
	Doc string
	// Changes says that the format needs Input.Changes.
	Changes bool
	// Write prints a report. Its errors are those of the writer.
	Write func(io.Writer, *Report, Options) error
}

// Formats returns all formats, those for people first.
func Formats() []Format {
	return []Format{
		{"text", "for people at a terminal", false, textFormat},
		{"html", "one page to read, sign and keep", true, HTML},
		{"markdown", "a pull-request comment or job summary", true, Markdown},
		{"json", "the whole report for programs", false, jsonFormat},
		{"csv", "one row for each finding", false, CSV},
		{"sarif", "SARIF 2.1.0, for GitHub code scanning and editors", true, SARIF},
		{"junit", "JUnit XML, one test for each rule and file", false, JUnit},
		{"checkstyle", "Checkstyle XML", false, Checkstyle},
		{"github", "GitHub workflow annotations", false, GitHub},
		{"gitlab", "GitLab Code Quality JSON", false, GitLab},
		{"azure", "Azure Pipelines log issues", false, Azure},
		{"rdjson", "Reviewdog diagnostics", true, RDJSON},
	}
}

func textFormat(w io.Writer, r *Report, opt Options) error {
	return Text(w, r.shown(opt), TextOptions{Color: opt.Color, Width: opt.Width})
}

func jsonFormat(w io.Writer, r *Report, _ Options) error { return JSON(w, r) }
