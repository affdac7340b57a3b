package check

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/report"
	"github.com/carbonlint/carbonlint/rules"
)

func TestUncheckedHomesAreNamed(t *testing.T) {
	for n, want := range map[int]string{
		0: "<nil>",
		1: "1 home was not checked: h1 (to allow that, add --allow-unchecked)",
		3: "3 homes were not checked: h1, h2 and h3 (to allow that, add --allow-unchecked)",
		5: "5 homes were not checked: h1, h2, h3 and 2 more (to allow that, add --allow-unchecked)",
	} {
		var u unchecked
		u.add(&report.Home{Path: "checked", Status: rules.OK})
		u.add(&report.Home{Path: "allowed", Status: rules.NotChecked, AllowUnchecked: true})
		for i := range n {
			u.add(&report.Home{Path: fmt.Sprintf("h%d", i+1), Status: rules.NotChecked})
		}
		if got := fmt.Sprint(u.err()); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// TestUnreadableHomeIsCounted holds that a home with an error of its own, which is not in
// the report, is in the totals.
func TestUnreadableHomeIsCounted(t *testing.T) {
	dir := copies(t, "a", "b")
	if err := os.WriteFile(filepath.Join(dir, "b", config.Name), []byte("no-such-key: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := Run(t.Context(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if s := out.Report.Summary; s.Homes != 2 || s.Unchecked != 1 || len(out.Errors) != 1 {
		t.Errorf("the totals are %+v, the errors %v", s, out.Errors)
	}
}
