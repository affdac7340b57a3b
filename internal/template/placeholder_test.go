package template

import (
	"math/rand/v2"
	"regexp"
	"testing"
)

// TestPlaceholderExpression compares random values with an expression for placeholders.
func TestPlaceholderExpression(t *testing.T) {
	want := regexp.MustCompile(`\$\{[^{}]+\}|@[A-Za-z0-9_.-]+@`)
	values := []string{"", "@", "@@", "@a@", "a@b.example", "${}", "${a}", "${${a}", "$a{b}", "${a", "${a{b}", "x@y@z", "@a b@c@", "${é}"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		value := make([]byte, random.IntN(12))
		for i := range value {
			value[i] = "${}@a.-é "[random.IntN(10)]
		}
		values = append(values, string(value))
	}
	found := 0
	for _, v := range values {
		got := Placeholder(v)
		if got != want.MatchString(v) {
			t.Errorf("Placeholder(%q) = %t", v, got)
		}
		if got {
			found++
		}
	}
	if found == 0 || found == len(values) {
		t.Errorf("%d of %d values have a placeholder", found, len(values))
	}
}
