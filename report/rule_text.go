package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"

	"github.com/carbonlint/carbonlint/internal/printable"
	"github.com/carbonlint/carbonlint/rules"
)

// RuleList writes one line for each rule.
func RuleList(w io.Writer, list []*rules.Rule, opt TextOptions) error {
	p := &printer{w: w, opt: opt}
	width := 0
	for _, r := range list {
		width = max(width, len(r.ID))
	}
	for _, r := range list {
		p.printf("%s%s  %s%s  %s\n", p.paint(r.ID, color.Bold), strings.Repeat(" ", width-len(r.ID)),
			p.severity(r.Severity), strings.Repeat(" ", len(rules.Warning.String())-len(r.Severity.String())), r.Title)
	}
	return p.flush()
}

// ExplainRule writes the documentation of a rule.
func ExplainRule(w io.Writer, r *rules.Rule, opt TextOptions) error {
	if opt.Width == 0 {
		opt.Width = defaultWidth
	}
	p := &printer{w: w, opt: opt}
	p.printf("%s: %s\n", p.paint(r.ID, color.Bold), r.Title)
	applies := "every Carbon release"
	if r.Since.Known() {
		applies = "Carbon " + r.Since.String() + " and later"
	}
	p.printf("Severity: %s. Applies to %s.\n", p.severity(r.Severity), applies)
	for _, part := range []struct{ title, text string }{
		{"What", r.Doc.What}, {"At run time", r.Doc.Runtime}, {"Fix", r.Doc.Fix},
	} {
		p.part(part.title, part.text)
	}
	p.example("Before", r.Doc.Before)
	p.example("After", r.Doc.After)
	p.part("Source", r.Doc.Source)
	return p.flush()
}

func (p *printer) part(title, text string) {
	if text == "" {
		return
	}
	p.printf("\n%s\n", p.paint(title, color.Bold))
	for i, para := range strings.Split(text, "\n\n") {
		if i > 0 {
			p.printf("\n")
		}
		p.wrap("  ", para)
	}
}

func (p *printer) example(title, text string) {
	if text == "" {
		return
	}
	p.printf("\n%s\n", p.paint(title, color.Bold))
	for line := range strings.Lines(text) {
		p.printf("    %s\n", strings.TrimRight(line, "\n"))
	}
}

// flush writes what was printed since the last call.
func (p *printer) flush() error {
	if err := p.write(); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return nil
}

// write is flush with the error of the writer. It escapes lines that a CI system would
// take for commands.
func (p *printer) write() error {
	_, err := io.WriteString(p.w, printable.LineStarts(p.b.String()))
	p.b.Reset()
	return err
}
