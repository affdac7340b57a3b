package check

import (
	"fmt"
	"testing"

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
