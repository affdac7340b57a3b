package report

import (
	"io"
	"strings"
)

type rdjsonHead struct {
	Source rdjsonSource `json:"source"`
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

// rdjson writes the open findings as Reviewdog reads them.
type rdjson struct {
	diagnostics jsonList
	err         error // of the start
}

func newRDJSON(w io.Writer, r *Report, _ Options) Encoder {
	e := &rdjson{diagnostics: jsonList{output: &output{w: w, raw: true}, indent: "  "}}
	e.err = e.diagnostics.begin(rdjsonHead{rdjsonSource{r.Tool.Name, homepage}}, "diagnostics")
	return e
}

func (e *rdjson) Home(h *Home) error {
	if e.err != nil {
		return e.err
	}
	for f := range h.open() {
		if err := e.diagnostics.add(rdjsonDiagnostic{
			Message: f.sentence(),
			Location: rdjsonLocation{h.file(f.File), rdjsonRange{
				rdjsonPosition{f.Line, f.ByteColumn}, rdjsonPosition{f.EndLine, f.EndByteColumn},
			}},
			Severity:    strings.ToUpper(f.Severity.String()),
			Code:        rdjsonCode{f.Rule, docsURL + f.Rule},
			Suggestions: rdjsonSuggestions(f.Fix),
		}); err != nil {
			return err
		}
	}
	return e.diagnostics.flush()
}

func (e *rdjson) End(*Report) error {
	if e.err != nil {
		return e.err
	}
	e.diagnostics.end()
	e.diagnostics.WriteString("\n}\n")
	return e.diagnostics.flush()
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
