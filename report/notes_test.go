package report

import (
	"bytes"
	"strings"
	"testing"
)

// TestNotesAreShown: a home that is not checked, or half-upgraded, must not
// look like one in which nothing was found.
func TestNotesAreShown(t *testing.T) {
	r := New("1", "4.4.3", nil)
	r.Add(Home{
		Path: "node", ConfDir: "repository/conf", Carbon: "unknown", From: "unknown", Target: "4.4.3",
		Note:  "The XML is generated from deployment.toml.",
		Mixed: []FileRelease{{"repository/conf/log4j.properties", "4.2.0", "the old appender"}},
	})
	for _, f := range Formats() {
		switch f.Name {
		case "text", "html", "markdown", "json":
		default:
			continue
		}
		var b bytes.Buffer
		if err := f.Write(&b, r, Options{}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"generated from deployment.toml", "log4j.properties", "the old appender"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s does not say %q", f.Name, want)
			}
		}
	}
}
