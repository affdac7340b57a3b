package report

import (
	"bytes"
	"io"
	"strings"
)

type rdjsonReport struct {
	Source      rdjsonSource       `json:"source"`
	Diagnostics []rdjsonDiagnostic `json:"diagnostics"`
}

type rdjsonSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdjsonDiagnostic struct {
	Message     string             `json:"message"`
	Location    rdjsonLocation     `json:"location"`
	Severity    string             `json:"severity"`
	Code        rdjsonCode         `json:"code"`
	Suggestions []rdjsonSuggestion `json:"suggestions,omitempty"`
}

type rdjsonLocation struct {
	Path  string      `json:"path"`
	Range rdjsonRange `json:"range"`
}

// Columns are in bytes of UTF-8.
type rdjsonRange struct {
	Start rdjsonPosition `json:"start"`
	End   rdjsonPosition `json:"end"`
}

type rdjsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type rdjsonCode struct {
	Value string `json:"value"`
	URL   string `json:"url"`
}

type rdjsonSuggestion struct {
	Range rdjsonRange `json:"range"`
	Text  string      `json:"text"`
}

// RDJSON writes the open findings as Reviewdog reads them.
func RDJSON(w io.Writer, r *Report, _ Options) error {
	out := rdjsonReport{
		Source:      rdjsonSource{r.Tool.Name, homepage},
		Diagnostics: []rdjsonDiagnostic{},
	}
	for h, f := range r.open() {
		out.Diagnostics = append(out.Diagnostics, rdjsonDiagnostic{
			Message: f.sentence(),
			Location: rdjsonLocation{h.file(f.File), rdjsonRange{
				rdjsonPosition{f.Line, f.ByteColumn}, rdjsonPosition{f.EndLine, f.EndByteColumn},
			}},
			Severity:    strings.ToUpper(f.Severity.String()),
			Code:        rdjsonCode{f.Rule, docsURL + f.Rule},
			Suggestions: rdjsonSuggestions(f.Fix),
		})
	}
	return write(w, "rdjson", func(b *bytes.Buffer) error { return writeJSONTo(b, out, "  ") })
}

// rdjsonSuggestions offers a safe fix that is one edit. Reviewdog offers each
// suggestion on its own, and a fix lands whole or not at all.
func rdjsonSuggestions(fix *Fix) []rdjsonSuggestion {
	if fix == nil || fix.Safety != Safe || len(fix.Edits) != 1 {
		return nil
	}
	e := fix.Edits[0]
	return []rdjsonSuggestion{{
		rdjsonRange{rdjsonPosition{e.Line, e.ByteColumn}, rdjsonPosition{e.EndLine, e.EndByteColumn}}, e.New,
	}}
}
