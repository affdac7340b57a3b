package diff

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// TestMemoryGrows: four times the file takes at most five times the memory.
func TestMemoryGrows(t *testing.T) {
	repeat := func(form string) func(n, other int) string {
		return func(n, other int) string {
			var b strings.Builder
			for i := range n {
				value := i
				if i%20 == 0 {
					value += other
				}
				fmt.Fprintf(&b, form, i, value)
			}
			return b.String()
		}
	}
	xml := func(form string) func(n, other int) string {
		return func(n, other int) string { return "<list>\n" + repeat(form)(n, other) + "</list>\n" }
	}
	for _, tt := range []struct {
		name, file string
		text       func(n, other int) string
	}{
		{"named elements", "a.xml", xml("<Property name=\"p%d\">%d</Property>\n")},
		{"elements without a name", "a.xml", xml("<entry><host>h%d</host><port>%d</port></entry>\n")},
		{"samples", "a.xml", xml("<!-- <Property name=\"p%d\">%d</Property> -->\n")},
		{"prose", "a.xml", xml("<!-- it's about %d, not %d -->\n")},
		{"secrets", "a.xml", xml("<Password name=\"p%d\">%d</Password>\n")},
		{"settings", "a.properties", repeat("k%d=%d\n")},
		{"settings in comments", "a.properties", repeat("#k%d=%d\n")},
		{"comments", "a.properties", repeat("# about %d and %d\n")},
		{"text", "a.sh", repeat("echo %d %d\n")},
	} {
		for _, opt := range []Options{{}, {Comments: true}} {
			took := func(n int) uint64 {
				old, changed := tt.text(n, 0), tt.text(n, 1_000_000)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				compared(t, tt.file, old, changed, opt)
				runtime.ReadMemStats(&after)
				return after.TotalAlloc - before.TotalAlloc
			}
			took(100) // what is made once
			if small, large := took(1<<9), took(1<<11); large > 5*small {
				t.Errorf("%s, %+v: %d bytes for 512, %d for 2,048", tt.name, opt, small, large)
			}
		}
	}
}
