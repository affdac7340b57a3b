package lines

import (
	"slices"
	"sort"
)

// Increasing returns the positions of a longest increasing run in list, whose
// numbers are all different. Of 2 5 3 4 it returns 0 2 3, for 2 3 4.
func Increasing(list []int) []int {
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
