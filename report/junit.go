package report

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/carbonlint/carbonlint/rules"
)

// JUnit writes a test suite for each home and in it a test case for each rule
// and file, which fails when the rule has findings in the file that fail the run.
// What was not checked is a skipped test case, a home of which nothing was checked an
// error. There are no times in it. It reads the homes
// twice: first for the totals.
func JUnit(w io.Writer, r *Report, _ Options) error {
	total := junit.Testsuites{Name: r.Tool.Name}
	for h, err := range r.All() {
		if err != nil {
			return err
		}
		total.AddSuite(junitSuite(h).Testsuite)
		total.Suites = nil
	}
	total.Skipped = 0 // strict readers know it of a suite only
	out := &output{w: w}
	out.WriteString(xml.Header)
	if err := out.xmlElement(total, "testsuites", ""); err != nil {
		return err
	}
	const end = "</testsuites>\n"
	out.Truncate(out.Len() - len(end))
	if r.Summary.Homes > 0 {
		out.WriteByte('\n')
	}
	id := 0
	for h, err := range r.All() {
		if err != nil {
			return err
		}
		s := junitSuite(h)
		s.ID = id
		id++
		if err := out.xmlElement(s, "testsuite", "  "); err != nil {
			return err
		}
		if err := out.flush(); err != nil {
			return err
		}
	}
	out.WriteString(end)
	return out.flush()
}

// junitTests is a test suite. Its cases have the attributes that the library lacks.
type junitTests struct {
	junit.Testsuite
	Cases []junitCase `xml:"testcase"`
}

// junitCase is a test case. File is a path as in Testcase.Classname, Line is 1 for a whole
// file.
type junitCase struct {
	junit.Testcase
	File string `xml:"file,attr"`
	Line int    `xml:"line,attr"`
}

// noTime is what readers that demand a duration get.
const noTime = "0"

func junitSuite(h *Home) *junitTests {
	suite := &junitTests{Testsuite: junit.Testsuite{Name: h.Path, Time: noTime}}
	suite.AddProperty("carbon", h.Release)
	if h.Product != "" {
		suite.AddProperty("product", h.Product)
	}
	if len(h.Evidence) > 0 {
		suite.AddProperty("version from", strings.Join(h.Evidence, "; "))
	}
	suite.AddProperty("status", h.Status.String())
	if h.Note != "" {
		suite.AddProperty("note", h.Note)
	}
	if h.Status == rules.NotChecked {
		suite.add(junitUnchecked(h))
	}
	remaining := map[Judged][]*Finding{}
	cases := slices.Clone(h.Judged)
	known := map[Judged]bool{}
	for _, c := range cases {
		known[c] = true
	}
	for i := range h.Findings {
		f := &h.Findings[i]
		at := Judged{f.Rule, f.File}
		if !known[at] {
			known[at] = true
			cases = append(cases, at)
		}
		if f.State() != Fixed {
			remaining[at] = append(remaining[at], f)
		}
	}
	slices.SortStableFunc(cases, func(a, b Judged) int { return strings.Compare(a.File, b.File) })
	for _, c := range cases {
		suite.add(junitOf(h, c, remaining[c]))
	}
	for _, n := range h.NotChecked {
		suite.add(junitNotChecked(h, n))
	}
	return suite
}

// add adds a case, and counts it.
func (s *junitTests) add(c junitCase) {
	s.AddTestcase(c.Testcase)
	s.Testcases = nil
	s.Cases = append(s.Cases, c)
}

func newJUnitCase(h *Home, name, file string) junitCase {
	at := h.file(file)
	return junitCase{junit.Testcase{Name: name, Classname: at, Time: noTime}, at, 1}
}

// xmlText replaces the characters that XML cannot hold: encoding/xml does so
// itself, but not in a CDATA section.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
