package report

import (
	"strings"
	"testing"
)

// TestDate: the day on which certificates were checked is in the reports of homes that have some, and in no other.
func TestDate(t *testing.T) {
	schema := compileSchema(t)
	for _, f := range Formats() {
		shown := map[string]string{"json": `"date": "2031-02-03"`, "text": "as of 2031-02-03", "markdown": "as of 2031-02-03", "html": "as of 2031-02-03"}[f.Name]
		if shown == "" {
			continue
		}
		r := sample(t)
		if out := render(t, f, r, Options{}); strings.Contains(out, "as of") || strings.Contains(out, `"date"`) {
			t.Errorf("%s: a day that does not matter", f.Name)
		}
		r.Homes[0].Date = "2031-02-03"
		out := render(t, f, r, Options{})
		if !strings.Contains(out, shown) {
			t.Errorf("%s: no day", f.Name)
		}
		if f.Name != "json" {
			continue
		}
		if err := schema.Validate(decode(t, out)); err != nil {
			t.Error(err)
		}
		if schema.Validate(decode(t, strings.Replace(out, shown, `"date": "today"`, 1))) == nil {
			t.Error("the schema allows a day that is none")
		}
	}
}
