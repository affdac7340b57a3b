package lines

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func ExampleMatch() {
	olds, news := strings.Fields("A B A C"), strings.Fields("A A D C")
	for _, p := range Match(olds, news) {
		fmt.Println(p.Old, p.New, olds[p.Old])
	}
	// Output:
	// 0 0 A
	// 2 1 A
	// 3 3 C
}

func ExampleHunks() {
	for _, h := range Hunks("a\nb\nc\nd\n", "a\nb\nx\nd\n", 1) {
		fmt.Println("from line", h.Old+1)
		for _, l := range h.Lines {
			fmt.Printf("%c%s", l.Op, l.Text)
		}
	}
	// Output:
	// from line 2
	//  b
	// -c
	// +x
	//  d
}

func ExampleIncreasing() {
	fmt.Println(Increasing([]int{2, 5, 3, 4}))
	// Output: [0 2 3]
}

// TestMatch holds the pairs to what they promise: equal, in order on both sides,
// nothing equal left between two of them, and of the ends all.
func TestMatch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		olds, news := random(r), random(r)
		pairs := Match(olds, news)
		last := Pair{-1, -1}
		for _, p := range pairs {
			if p.Old <= last.Old || p.New <= last.New || olds[p.Old] != news[p.New] {
				t.Fatalf("%v and %v: %v", olds, news, pairs)
			}
			last = p
		}
		for _, c := range unmatched(pairs, len(olds), len(news)) {
			for _, v := range olds[c.old:c.oldEnd] {
				if slices.Contains(news[c.new:c.newEnd], v) {
					t.Fatalf("%v and %v: %v leaves out an equal pair", olds, news, pairs)
				}
			}
		}
	}
}

func random(r *rand.Rand) []int {
	list := make([]int, r.IntN(12))
	for i := range list {
		list[i] = r.IntN(5)
	}
	return list
}

// TestWork counts what is done for lists with some changes in them, and for lists
// that have nothing unique in common.
func TestWork(t *testing.T) {
	const n = 100_000
	changed, repeated, other := matcher{work: maxWork}, matcher{work: maxWork}, 0
	for i := range n {
		line := i
		if i%3 == 0 {
			line = 1 // such as a blank line or an end tag
		}
		changed.old, changed.new = append(changed.old, line), append(changed.new, line)
		if i%100 == 0 {
			changed.new[i] = -i
		}
		other = (other*5 + 3) % 1021
		repeated.old, repeated.new = append(repeated.old, i%3), append(repeated.new, other%3)
	}
	changed.match(0, n, 0, n)
	if used := maxWork - changed.work; used > 100*n || len(changed.pairs) < n*98/100 {
		t.Errorf("%d changes in %d lines: %d pairs with %d comparisons", n/100, n, len(changed.pairs), used)
	}
	repeated.match(0, n, 0, n)
	if used := maxWork - repeated.work; used > 100*n || repeated.work < 0 {
		t.Errorf("%d lines without a unique one: %d comparisons", n, used)
	}
}

func TestHunks(t *testing.T) {
	long := strings.Repeat("same\n", 3)
	for _, c := range []struct{ name, old, new, want string }{
		{"equal", "a\n", "a\n", ""},
		{"both empty", "", "", ""},
		{"from nothing", "", "a\n", "0 0: +a$"},
		{"to nothing", "a\nb\n", "", "0 0: -a$-b$"},
		{"newline at the end", "a", "a\n", "0 0: -a+a$"},
		{"near changes are one hunk", "1\nx\ny\nz\n2\n", "a\nx\ny\nz\nb\n", "0 0: -1$+a$ x$ y$ z$-2$+b$"},
		{"far changes are two", "1\n" + long + long + "2\n", "a\n" + long + long + "b\n", "0 0: -1$+a$ same$ same$; 5 5:  same$ same$-2$+b$"},
		{"lines added before", "x\ny\n", "a\nb\nx\nz\n", "0 0: +a$+b$ x$-y$+z$"},
	} {
		var got []string
		for _, h := range Hunks(c.old, c.new, 2) {
			text := fmt.Sprintf("%d %d: ", h.Old, h.New)
			for _, l := range h.Lines {
				text += string(l.Op) + strings.ReplaceAll(l.Text, "\n", "$")
			}
			got = append(got, text)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}
