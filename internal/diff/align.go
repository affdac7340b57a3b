package diff

import (
	"slices"
	"sort"
)

// increasing gives the positions of a longest increasing run in list, whose
// numbers are all different.
func increasing(list []int) []int {
	var ends []int // ends[k]: the position that ends the best run of length k+1
	before := make([]int, len(list))
	for i, v := range list {
		k := sort.Search(len(ends), func(k int) bool { return list[ends[k]] >= v })
		before[i] = -1
		if k > 0 {
			before[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	run := make([]int, 0, len(ends))
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		run = append(run, i)
	}
	slices.Reverse(run)
	return run
}

// aligner pairs the equal lines of two texts, in order. Lines are numbers.
type aligner struct {
	a, b  []int
	pairs [][2]int
}

// maxTable is the size above which two stretches of lines, none of which is
// unique in both, are not compared line by line.
const maxTable = 1 << 20

// align pairs the lines a0 to a1 with the lines b0 to b1: what is equal at both
// ends, then lines that are unique in both, then by the longest common
// subsequence.
func (l *aligner) align(a0, a1, b0, b1 int) {
	for a0 < a1 && b0 < b1 && l.a[a0] == l.b[b0] {
		l.pairs = append(l.pairs, [2]int{a0, b0})
		a0, b0 = a0+1, b0+1
	}
	ends := 0
	for a0 < a1 && b0 < b1 && l.a[a1-1] == l.b[b1-1] {
		a1, b1, ends = a1-1, b1-1, ends+1
	}
	switch anchors := l.anchors(a0, a1, b0, b1); {
	case len(anchors) > 0: // each is the start of a stretch
		from := [2]int{a0, b0}
		for _, p := range anchors {
			l.align(from[0], p[0], from[1], p[1])
			from = p
		}
		l.align(from[0], a1, from[1], b1)
	case (a1-a0)*(b1-b0) <= maxTable:
		l.subsequence(a0, a1, b0, b1)
	}
	for i := range ends {
		l.pairs = append(l.pairs, [2]int{a1 + i, b1 + i})
	}
}

// anchors are the lines that stand once in either range and in the same order.
func (l *aligner) anchors(a0, a1, b0, b1 int) [][2]int {
	type places struct{ nA, nB, a, b int }
	at := make(map[int]*places, a1-a0)
	for i := a0; i < a1; i++ {
		if at[l.a[i]] == nil {
			at[l.a[i]] = &places{}
		}
		at[l.a[i]].nA++
		at[l.a[i]].a = i
	}
	for j := b0; j < b1; j++ {
		if p := at[l.b[j]]; p != nil {
			p.nB++
			p.b = j
		}
	}
	var list []int // places in b, in the order of a
	var pairs, run [][2]int
	for i := a0; i < a1; i++ {
		if p := at[l.a[i]]; p.nA == 1 && p.nB == 1 {
			list = append(list, p.b)
			pairs = append(pairs, [2]int{i, p.b})
		}
	}
	for _, i := range increasing(list) {
		run = append(run, pairs[i])
	}
	return run
}

// subsequence pairs the lines of a longest common subsequence.
func (l *aligner) subsequence(a0, a1, b0, b1 int) {
	n, m := a1-a0, b1-b0
	best := make([]int32, (n+1)*(m+1)) // best[i*(m+1)+j]: of what follows i and j
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if l.a[a0+i] == l.b[b0+j] {
				best[i*(m+1)+j] = best[(i+1)*(m+1)+j+1] + 1
			} else {
				best[i*(m+1)+j] = max(best[(i+1)*(m+1)+j], best[i*(m+1)+j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case l.a[a0+i] == l.b[b0+j]:
			l.pairs = append(l.pairs, [2]int{a0 + i, b0 + j})
			i, j = i+1, j+1
		case best[(i+1)*(m+1)+j] >= best[i*(m+1)+j+1]:
			i++
		default:
			j++
		}
	}
}
