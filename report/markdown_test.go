package report

import (
	"fmt"
	"strings"
	"testing"
)

func TestEscapeMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"a|b":                  "a&#124;b",
		"<Server> & co":        "&lt;Server&gt; &amp; co",
		"*-datasources.xml, _": "&#42;-datasources.xml, &#95;",
		"plain, (text). 4.4.3": "plain, (text). 4.4.3",
	} {
		if got := escapeMarkdown(text); got != want {
			t.Errorf("%q gives %q, not %q", text, got, want)
		}
	}
	if got := lineMarkdown("by @team\n\n# x"); got != "by @<!-- -->team &#35; x" {
		t.Errorf("got %q", got)
	}
	if got := fenced("xml", "a ``` ```` b"); got != "`````xml\na ``` ```` b\n`````" {
		t.Errorf("got %q", got)
	}
}

// TestMarkdownSize: a comment too large for GitHub gets shorter, and still has
// every finding.
func TestMarkdownSize(t *testing.T) {
	for n, want := range map[int]bool{10: true, 500: false} {
		got := render(t, Format{Write: Markdown}, large(t, n), Options{})
		if found := strings.Count(got, "\n- **"); found != n {
			t.Errorf("%d findings of %d", found, n)
		}
		if full := strings.Contains(got, "```diff"); full != want {
			t.Errorf("%d findings with their change: %v", n, full)
		}
		if opened, closed := strings.Count(got, "<details>"), strings.Count(got, "</details>"); opened != closed {
			t.Errorf("%d details opened, %d closed", opened, closed)
		}
	}
}

func TestCSVCell(t *testing.T) {
	for _, first := range "=+-@\t\r" {
		if text := string(first) + "cmd"; csvCell(text) != "'"+text {
			t.Errorf("%q can be a formula", text)
		}
	}
	for _, text := range []string{"", "a=1", "'x", "é"} {
		if csvCell(text) != text {
			t.Errorf("%q becomes %q", text, csvCell(text))
		}
	}
}

func TestCounts(t *testing.T) {
	r := sample(t)
	want := Summary{Homes: 3, Files: 5, Error: 2, Warning: 1, Info: 3, Fixed: 2, Suppressed: 1, Known: 1}
	if r.Summary != want {
		t.Errorf("got %+v, want %+v", r.Summary, want)
	}
	var states []State
	for _, f := range r.Homes[1].Findings {
		states = append(states, f.State())
	}
	if fmt.Sprint(states) != "[suppressed open known fixed fixed]" {
		t.Errorf("states %v", states)
	}
}

func TestJUnitNumbers(t *testing.T) {
	out := render(t, Format{Write: JUnit}, sample(t), Options{})
	for _, want := range []string{
		`<testsuites name="carbonlint" tests="13" failures="2">`,
		`<testsuite name="/opt/wso2" tests="5" failures="0" errors="0" id="1" skipped="4" time="0">`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}
