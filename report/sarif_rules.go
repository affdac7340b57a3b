package report

import (
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/carbonlint/carbonlint/rules"
)

// sarifRules are the rules that results refer to by number.
type sarifRules struct {
	list   []*sarif.ReportingDescriptor
	number map[string]uint
}

func newSARIFRules(all []*rules.Rule) sarifRules {
	s := sarifRules{list: []*sarif.ReportingDescriptor{}, number: map[string]uint{}}
	for _, r := range all {
		if _, twice := s.number[r.ID]; !twice {
			s.add(sarifRule(r))
		}
	}
	return s
}

func (s *sarifRules) add(d *sarif.ReportingDescriptor) {
	s.number[d.ID] = uint(len(s.list))
	s.list = append(s.list, d)
}

// index is the number of a rule; one that is not in the list comes into it.
func (s *sarifRules) index(id string) uint {
	if _, known := s.number[id]; !known {
		s.add(&sarif.ReportingDescriptor{
			ID: id, Name: new(pascal(id)), ShortDescription: sarifText(id, ""), HelpURI: new(docsURL + id),
		})
	}
	return s.number[id]
}

func sarifRule(r *rules.Rule) *sarif.ReportingDescriptor {
	text, markdown := ruleHelp(r)
	return &sarif.ReportingDescriptor{
		ID:                   r.ID,
		Name:                 new(pascal(r.ID)),
		ShortDescription:     sarifText(r.Title+".", ""),
		FullDescription:      sarifText(joined(r.Doc.What, r.Title+"."), ""),
		Help:                 sarifText(text, markdown),
		HelpURI:              new(docsURL + r.ID),
		DefaultConfiguration: &sarif.ReportingConfiguration{Level: sarifLevel(r.Severity)},
		Properties: sarif.Properties{
			"problem.severity": map[rules.Severity]string{rules.Error: "error", rules.Warning: "warning", rules.Info: "recommendation"}[r.Severity],
			"precision":        "high",
			"tags":             []string{"configuration", "upgrade", "wso2-carbon"},
		},
	}
}

// ruleHelp explains a rule as plain text and as Markdown.
func ruleHelp(r *rules.Rule) (text, markdown string) {
	var plain, marked []string
	for _, part := range []struct{ title, text string }{
		{"What", r.Doc.What}, {"At run time", r.Doc.Runtime}, {"Fix", r.Doc.Fix}, {"Before", r.Doc.Before}, {"After", r.Doc.After}, {"Source", r.Doc.Source},
	} {
		body := strings.TrimSpace(part.text)
		switch {
		case body == "":
			continue
		case part.title == "Before" || part.title == "After":
			marked = append(marked, "## "+part.title+"\n\n"+fenced("xml", body))
		default:
			marked = append(marked, "## "+part.title+"\n\n"+escapeMarkdown(body))
		}
		plain = append(plain, part.title+": "+body)
	}
	if len(plain) == 0 {
		return r.Title + ".", "# " + escapeMarkdown(r.Title)
	}
	return strings.Join(plain, "\n\n"), "# " + escapeMarkdown(r.Title) + "\n\n" + strings.Join(marked, "\n\n")
}

func sarifText(text, markdown string) *sarif.MultiformatMessageString {
	m := &sarif.MultiformatMessageString{Text: new(text)}
	if markdown != "" {
		m.Markdown = new(markdown)
	}
	return m
}

// joined is text on one line, or other when there is none.
func joined(text, other string) string {
	if s := strings.Join(strings.Fields(text), " "); s != "" {
		return s
	}
	return other
}

// pascal turns "connector-keystore" into "ConnectorKeystore".
func pascal(id string) string {
	var b strings.Builder
	for _, word := range strings.Split(id, "-") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}
