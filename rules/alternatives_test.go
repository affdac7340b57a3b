package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// TestAlternativesAgainstAllPairs holds the groups to their definition, on
// templates made at random.
func TestAlternativesAgainstAllPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var b strings.Builder
		var write func(depth int)
		write = func(depth int) {
			for range 1 + r.IntN(3) {
				if r.IntN(3) == 0 || depth > 3 {
					b.WriteString("<x/>\n")
					continue
				}
				b.WriteString("{% if a %}\n")
				write(depth + 1)
				for range r.IntN(3) {
					b.WriteString("{% elif b %}\n")
					write(depth + 1)
				}
				b.WriteString("{% endif %}\n")
			}
		}
		write(0)
		doc, err := xmldoc.Parse("a.xml", []byte("<r>"+b.String()+"{# x #}</r>"))
		if err != nil {
			t.Fatal(err)
		}
		list := doc.Find("/r/x")
		if got, want := fmt.Sprint(alternatives(doc, list)), fmt.Sprint(byPairs(doc, list)); got != want {
			t.Fatalf("%s\ngot  %s\nwant %s", b.String(), got, want)
		}
	}
}

// byPairs puts each element into the first group whose elements it excludes.
func byPairs(doc *xmldoc.Document, list []*xmldoc.Element) [][]*xmldoc.Element {
	var groups [][]*xmldoc.Element
	for _, e := range list {
		i := slices.IndexFunc(groups, func(g []*xmldoc.Element) bool {
			return !slices.ContainsFunc(g, func(o *xmldoc.Element) bool { return !doc.ConditionOf(o).Excludes(doc.ConditionOf(e)) })
		})
		if i < 0 {
			groups, i = append(groups, nil), len(groups)
		}
		groups[i] = append(groups[i], e)
	}
	return groups
}
