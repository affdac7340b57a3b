package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/diff"
	"github.com/carbonlint/carbonlint/report"
)

// TestDiffListsSoManyChanges: a comparison of two files lists diff.MaxChanges changes
// in every format, and says how many it does not list.
func TestDiffListsSoManyChanges(t *testing.T) {
	text := func(value string) []byte {
		var b strings.Builder
		for i := range diff.MaxChanges + 7 {
			fmt.Fprintf(&b, "k%d=%s\n#%s\n", i, value, value)
		}
		return []byte(b.String())
	}
	file := func(value string) *diff.File {
		return &diff.File{Path: "log4j.properties", Name: "log4j.properties", Data: text(value)}
	}
	f := diff.Files(file("old"), file("new"), diff.Options{Comments: true})
	if len(f.Changes) != diff.MaxChanges || f.Count() != (diff.Counts{Changed: diff.MaxChanges + 7, InComments: f.Count().InComments}) {
		t.Errorf("%d changes listed, %+v counted", len(f.Changes), f.Count())
	}
	left := f.Count().Total() - diff.MaxChanges
	if left < 7 {
		t.Fatalf("%d changes left out", left)
	}
	r := &diff.Report{Old: "a", New: "b", Files: []diff.FileDiff{f}}
	for _, format := range report.DiffFormats() {
		want := fmt.Sprintf("%d more changes in this file are not listed.", left)
		switch format.Name {
		case "json":
			want = fmt.Sprintf(`"more": %d`, left)
		case "unified": // lines, not changes
			continue
		case "stat", "markdown": // the counts alone: markdown is cut to what a comment holds
			want = fmt.Sprintf("%d changed", diff.MaxChanges+7)
		}
		var b bytes.Buffer
		if err := format.Write(&b, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s: no %q in %d bytes", format.Name, want, b.Len())
		}
	}
}
