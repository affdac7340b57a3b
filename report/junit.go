package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/carbonlint/carbonlint/rules"
)

// JUnit writes a test suite for each home and in it a test case for each rule
// and file, which fails when the rule has open findings in the file. What was
// not checked is a skipped test case. There are no times in it. It reads the homes
// twice: first for the totals.
func JUnit(w io.Writer, r *Report, _ Options) error {
	total := junit.Testsuites{Name: r.Tool.Name}
	for h, err := range r.All() {
		if err != nil {
			return err
		}
		total.AddSuite(junitSuite(h))
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

// noTime is what readers that demand a duration get.
const noTime = "0"

func junitSuite(h *Home) junit.Testsuite {
	suite := junit.Testsuite{Name: h.Path, Time: noTime}
	suite.AddProperty("carbon", h.Release)
	if h.Product != "" {
		suite.AddProperty("product", h.Product)
	}
	if len(h.Evidence) > 0 {
		suite.AddProperty("version from", strings.Join(h.Evidence, "; "))
	}
	if h.Note != "" {
		suite.AddProperty("note", h.Note)
	}
	failures := map[Judged][]*Finding{}
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
		if f.State() == Open {
			failures[at] = append(failures[at], f)
		}
	}
	slices.SortStableFunc(cases, func(a, b Judged) int { return strings.Compare(a.File, b.File) })
	for _, c := range cases {
		test := junit.Testcase{Name: c.Rule, Classname: h.file(c.File), Time: noTime}
		if list := failures[c]; len(list) > 0 {
			test.Failure = junitFailure(h, list)
		}
		suite.AddTestcase(test)
	}
	for _, n := range h.NotChecked {
		suite.AddTestcase(junitSkipped(h, n))
	}
	return suite
}

// junitFailure is one failure for the findings of a rule in a file: a reader of
// JUnit files takes no more than one from a test case.
func junitFailure(h *Home, list []*Finding) *junit.Result {
	worst := rules.Info
	var text strings.Builder
	for _, f := range list {
		worst = max(worst, f.Severity)
		fmt.Fprintf(&text, "%s:%d:%d: %s: %s\n", h.file(f.File), f.Line, f.Column, f.Severity, f.sentence())
	}
	message := list[0].What
	if n := len(list) - 1; n > 0 {
		message += fmt.Sprintf(" And %d more.", n)
	}
	return &junit.Result{Message: message, Type: worst.String(), Data: xmlText(text.String())}
}

func junitSkipped(h *Home, n NotChecked) junit.Testcase {
	name, where := n.Rule, ""
	if name == "" {
		name = "all rules"
	}
	if n.Line > 0 {
		where = fmt.Sprintf(", line %d", n.Line)
	}
	return junit.Testcase{
		Name: name + where, Classname: h.file(n.File), Time: noTime,
		Skipped: &junit.Result{Message: "not checked: " + n.Reason},
	}
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
