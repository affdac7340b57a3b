package check

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/carbonlint/carbonlint/report"
)

// TestHomesWaitForTheirConfiguration: whether a suppression is of use is known after the
// last home, and is a finding of the first home that it applies to.
func TestHomesWaitForTheirConfiguration(t *testing.T) {
	dir := copies(t, "a", "b", "c")
	config := "suppress:\n  - rule: default-auto-commit\n    file: \"**/carbon.xml\"\n    reason: none\n    until: 2020-01-01\n"
	if err := os.WriteFile(filepath.Join(dir, "b", ".carbonlint.yaml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, keep := range []bool{false, true} {
		opt := options(dir)
		opt.Keep = keep
		done := 0
		var passed []int // how many homes were done when each was passed on
		var outside []string
		opt.OnHome = func(n, _ int) { done = n }
		opt.EachHome = func(_ *report.Report, h *report.Home) {
			passed = append(passed, done)
			for _, f := range h.Findings {
				if f.File == ".carbonlint.yaml" {
					outside = append(outside, filepath.Base(h.Path))
				}
			}
		}
		out := mustRun(t, opt)
		if !slices.Equal(passed, []int{1, 3, 3}) || !slices.Equal(outside, []string{"b"}) {
			t.Errorf("keep %v: passed after %v homes, the finding is in %v", keep, passed, outside)
		}
		kept := 0
		for _, err := range out.Report.All() {
			if err != nil {
				t.Fatal(err)
			}
			kept++
		}
		if keep && kept != 3 {
			t.Errorf("%d homes are kept", kept)
		}
		sum := 0
		for _, n := range []int{out.Report.Summary.Error, out.Report.Summary.Warning, out.Report.Summary.Info} {
			sum += n
		}
		if want := 3*9 + 1; sum != want {
			t.Errorf("keep %v: %d findings are counted, want %d", keep, sum, want)
		}
	}
}
