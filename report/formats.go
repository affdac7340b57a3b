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

// Encoder writes a report while it is made. Its errors are those of the writer.
type Encoder interface {
	// Home writes a home. Which homes follow is not known yet.
	Home(h *Home) error
	// End writes what comes after the homes. Now r has the totals.
	End(r *Report) error
}

// Format is one form of output.
type Format struct {
	Name string
	// Doc is one line without a full stop.
	Doc string
	// Changes says that the format needs Input.Changes.
	Changes bool
	// Stream returns an encoder. It reads no more of the report than what New sets.
	// Stream is nil for a format that begins with numbers of all homes.
	Stream func(io.Writer, *Report, Options) Encoder
	// Write prints a whole report. Its errors are those of the writer and of Report.All.
	Write func(io.Writer, *Report, Options) error
}

// Formats returns all formats, those for people first.
func Formats() []Format {
	return []Format{
		stream("text", "for people at a terminal", false, newText),
		{"html", "one page to read, sign and keep", true, nil, HTML},
		{"markdown", "a pull-request comment or job summary", true, nil, Markdown},
		stream("json", "the whole report for programs", false, newJSON),
		stream("csv", "one row for each finding", false, newCSV),
		{"sarif", "SARIF 2.1.0, for GitHub code scanning and editors", true, nil, SARIF},
		{"junit", "JUnit XML, one test for each rule and file", false, nil, JUnit},
		stream("checkstyle", "Checkstyle XML", false, newCheckstyle),
		stream("github", "GitHub workflow annotations", false, newGitHub),
		stream("gitlab", "GitLab Code Quality JSON", false, newGitLab),
		stream("azure", "Azure Pipelines log issues", false, newAzure),
		stream("rdjson", "Reviewdog diagnostics", true, newRDJSON),
	}
}

// stream is a format that is written home by home.
func stream(name, doc string, changes bool, encoder func(io.Writer, *Report, Options) Encoder) Format {
	write := func(w io.Writer, r *Report, opt Options) error {
		e := encoder(w, r, opt)
		for h, err := range r.All() {
			if err != nil {
				return err
			}
			if err := e.Home(h); err != nil {
				return err
			}
		}
		return e.End(r)
	}
	return Format{name, doc, changes, encoder, write}
}
