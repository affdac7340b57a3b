package report

import (
	"regexp"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/rules"
)

// TestHTMLAlone: the page asks for nothing from anywhere.
func TestHTMLAlone(t *testing.T) {
	for name, r := range map[string]*Report{"sample": sample(t), "none": New("1", "4.4.3", sampleRules())} {
		page := render(t, Format{Write: HTML}, r, Options{})
		for _, pattern := range []string{`(?i)<(?:img|link|iframe|object|embed|base)\b`, `(?i)\ssrc=`, `@import`, `url\(`, `(?i)href="[^#]`, `(?i)fetch\(|XMLHttpRequest|WebSocket`} {
			if m := regexp.MustCompile(pattern).FindString(page); m != "" {
				t.Errorf("%s: the page has %s", name, m)
			}
		}
		if !strings.Contains(page, `default-src 'none'`) {
			t.Errorf("%s: the page may load things", name)
		}
	}
}

// TestHTMLText: what stands in files is text on the page.
func TestHTMLText(t *testing.T) {
	r := New("1", "4.4.3", sampleRules())
	const evil = `</pre><script>alert("x")</script>'"><b onclick=x>`
	r.Add(Home{
		Path: evil, Product: evil, Carbon: evil, From: evil, Evidence: []string{evil}, ConfDir: evil,
		NotChecked: []NotChecked{{File: evil, Rule: evil, Reason: evil}}, Guide: []GuideItem{{evil, evil, evil, rules.OK, evil}},
		Findings: []Finding{{
			Rule: evil, Severity: rules.Info, File: evil, Element: evil, What: evil, Effect: evil, Hint: evil, Suppressed: &Suppression{Reason: evil, Until: evil},
			Excerpt: Excerpt{Line: 1, Text: evil, Caret: 3, Width: 500}, Fix: &Fix{Title: evil, Safety: evil, Diff: []DiffLine{{'+', 0, 1, evil}, {}}},
		}},
	})
	page := render(t, Format{Write: HTML}, r, Options{})
	if n := strings.Count(page, "<script>"); n != 1 {
		t.Errorf("%d scripts", n)
	}
	if strings.Contains(page, "<b onclick") {
		t.Error("an element of a file is one of the page")
	}
}

func TestHTMLParts(t *testing.T) {
	page := render(t, Format{Write: HTML}, sample(t), Options{})
	for _, part := range []string{
		"2 errors, 1 warning, 3 infos", "Home <code>nodes/a 1%,é</code>", "WSO2 Sample v1", "<b>keystoreFile</b>", `<span class="badge warning">needs attention</span>`,
		`<mark>&lt;Connector port=&#34;9443&#34;</mark>`, `<div class="removed"><i>2</i><i></i><span>- `, `<div class="added"><i></i><i>2</i><span>+ `,
		`<code>repository/conf/sample.xml:7</code>`, "keep is given by a placeholder", "kept for audits | password: ***** (until 2027-03-31)",
		`<option>sample-info</option>`, `<option>suppressed</option>`, "<td data-name=\"Since Carbon\">4.3.0</td>", "Approved by", "<b>Back up the databases.</b>",
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	if page := render(t, Format{Write: HTML}, New("1", "4.4.3", sampleRules()), Options{}); strings.Contains(page, "<script>") || strings.Contains(page, "<form") || !strings.Contains(page, "no home was checked") {
		t.Error("the page without findings has a filter, or does not say that there are none")
	}
}
