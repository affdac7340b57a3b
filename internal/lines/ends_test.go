package lines

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// TestSameEnds: leaving out what both texts start and end with gives the hunks that
// matching all lines gives.
func TestSameEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		oldText, newText := someLines(r), someLines(r)
		olds, news := split(oldText), split(newText)
		changes := unmatched(Match(olds, news), len(olds), len(news))
		context := r.IntN(4)
		var want []Hunk
		for i := 0; i < len(changes); {
			end := i + 1
			for end < len(changes) && changes[end].old-changes[end-1].oldEnd < 2*context {
				end++
			}
			h := newHunk(olds, news, changes[i:end], context)
			h.OldOffset, h.NewOffset = len(strings.Join(olds[:h.Old], "")), len(strings.Join(news[:h.New], ""))
			want = append(want, h)
			i = end
		}
		if got := Hunks(oldText, newText, context); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q and %q: %+v, matching all lines gives %+v", oldText, newText, got, want)
		}
	}
}

func someLines(r *rand.Rand) string {
	text := ""
	for range r.IntN(9) {
		text += string(rune('a'+r.IntN(3))) + "\n"
	}
	return text[:max(0, len(text)-r.IntN(2))]
}

// TestHunksGrow: four times the text with as many changes takes at most five times
// the memory.
func TestHunksGrow(t *testing.T) {
	allocated := func(n int) float64 {
		oldText, newText := numbered(n, 0)
		return testing.AllocsPerRun(3, func() { Hunks(oldText, newText, 3) })
	}
	if small, large := allocated(2000), allocated(8000); large > 5*small {
		t.Errorf("%v allocations for 2,000 lines, %v for 8,000", small, large)
	}
}

// numbered are texts of n lines that differ in every 50th from the first on.
func numbered(n, first int) (oldText, newText string) {
	var was, is strings.Builder
	for i := range n {
		fmt.Fprintf(&was, "<parameter name=\"setting%d\">value</parameter>\n", i)
		if i >= first && i%50 == 0 {
			fmt.Fprintf(&is, "<parameter name=\"other%d\">value</parameter>\n", i)
		} else {
			fmt.Fprintf(&is, "<parameter name=\"setting%d\">value</parameter>\n", i)
		}
	}
	return was.String(), is.String()
}

func BenchmarkHunks(b *testing.B) {
	for name, first := range map[string]int{"all over the text": 0, "in few lines": 900} {
		b.Run(name, func(b *testing.B) {
			oldText, newText := numbered(1000, first)
			b.SetBytes(int64(len(oldText)))
			b.ReportAllocs()
			for b.Loop() {
				Hunks(oldText, newText, 3)
			}
		})
	}
}
