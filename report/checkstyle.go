package report

import (
	"encoding/xml"
	"io"
)

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// checkstyle writes the open findings by file. Its severities are error, warning and
// info, as ours.
type checkstyle struct {
	*output
	some bool
}

func newCheckstyle(w io.Writer, _ *Report, _ Options) Encoder {
	e := &checkstyle{output: &output{w: w}}
	e.WriteString(xml.Header + `<checkstyle version="4.3">`)
	return e
}

func (e *checkstyle) Home(h *Home) error {
	var files []checkstyleFile
	for f := range h.open() {
		name := h.file(f.File)
		if n := len(files); n == 0 || files[n-1].Name != name {
			files = append(files, checkstyleFile{Name: name})
		}
		file := &files[len(files)-1]
		file.Errors = append(file.Errors, checkstyleError{f.Line, f.Column, f.Severity.String(), f.sentence(), "carbonlint." + f.Rule})
	}
	if len(files) == 0 {
		return nil
	}
	if !e.some {
		e.some = true
		e.WriteByte('\n')
	}
	for _, f := range files {
		if err := e.xmlElement(f, "file", "  "); err != nil {
			return err
		}
	}
	return e.flush()
}

func (e *checkstyle) End(*Report) error {
	e.WriteString("</checkstyle>\n")
	return e.flush()
}
