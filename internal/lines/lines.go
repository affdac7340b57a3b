// Package lines finds the lines that two texts share, and groups the others into
// the hunks of a diff.
package lines

// Pair is an element of the old list and the equal one of the new list, as indexes.
type Pair struct{ Old, New int }

// Match pairs equal elements of two lists, in the order of both.
//
// It is a patience diff. It pairs what is equal at both ends, then the elements
// that occur once in each list, and goes on in the stretches between those. In a
// stretch without such elements it looks for the longest common subsequence.
//
// Example: of A B A C and A A D C, the A at the start and the C at the end are
// equal. B A and A D remain, in which A occurs once on each side. So the pairs are
// the first A, the second A and C; B was removed and D added.
//
// The work is bounded by maxWork. What it does not suffice for, in huge lists with
// few lines in common, is left without pairs: the diff is longer, but right.
func Match[T comparable](olds, news []T) []Pair {
	ids := make(map[T]int, len(olds))
	number := func(list []T) []int {
		numbers := make([]int, len(list))
		for i, v := range list {
			id, ok := ids[v]
			if !ok {
				id = len(ids)
				ids[v] = id
			}
			numbers[i] = id
		}
		return numbers
	}
	m := matcher{old: number(olds), new: number(news), work: maxWork, pairs: make([]Pair, 0, min(len(olds), len(news)))}
	m.match(0, len(m.old), 0, len(m.new))
	return m.pairs
}

// The bounds of the work of a matcher, in pairs of elements that are compared.
const (
	maxTable = 1 << 20 // for one stretch
	maxWork  = 1 << 27 // for all
)

// countCost is the work of counting an element, which takes longer than a comparison.
const countCost = 8

// matcher pairs equal numbers of two lists.
type matcher struct {
	old, new []int
	pairs    []Pair
	work     int // that may still be done
}

// match pairs the old numbers from a to aEnd with the new ones from b to bEnd.
func (m *matcher) match(a, aEnd, b, bEnd int) {
	for a < aEnd && b < bEnd && m.old[a] == m.new[b] {
		m.pairs = append(m.pairs, Pair{a, b})
		a, b = a+1, b+1
	}
	tail := 0
	for a < aEnd && b < bEnd && m.old[aEnd-1] == m.new[bEnd-1] {
		aEnd, bEnd, tail = aEnd-1, bEnd-1, tail+1
	}
	if anchors := m.unique(a, aEnd, b, bEnd); len(anchors) > 0 { // each is the start of a stretch
		from := Pair{a, b}
		for _, p := range anchors {
			m.match(from.Old, p.Old, from.New, p.New)
			from = p
		}
		m.match(from.Old, aEnd, from.New, bEnd)
	} else {
		m.subsequence(a, aEnd, b, bEnd)
	}
	for i := range tail {
		m.pairs = append(m.pairs, Pair{aEnd + i, bEnd + i})
	}
}

// unique pairs the numbers that occur once on each side, as many as are in the
// same order on both.
func (m *matcher) unique(a, aEnd, b, bEnd int) []Pair {
	cost := countCost * (aEnd - a + bEnd - b)
	if a == aEnd || b == bEnd || cost > m.work {
		return nil
	}
	m.work -= cost
	type seen struct{ olds, news, new int }
	at := make(map[int]seen, aEnd-a)
	for i := a; i < aEnd; i++ {
		s := at[m.old[i]]
		s.olds++
		at[m.old[i]] = s
	}
	for j := b; j < bEnd; j++ {
		if s, ok := at[m.new[j]]; ok {
			s.news++
			s.new = j
			at[m.new[j]] = s
		}
	}
	var pairs []Pair
	var news []int
	for i := a; i < aEnd; i++ {
		if s := at[m.old[i]]; s.olds == 1 && s.news == 1 {
			pairs = append(pairs, Pair{i, s.new})
			news = append(news, s.new)
		}
	}
	var inOrder []Pair
	for _, i := range Increasing(news) {
		inOrder = append(inOrder, pairs[i])
	}
	return inOrder
}

// subsequence pairs a longest common subsequence, unless that takes too long.
func (m *matcher) subsequence(a, aEnd, b, bEnd int) {
	rows, columns := aEnd-a, bEnd-b
	if size := rows * columns; size == 0 || size > min(maxTable, m.work) {
		return
	}
	m.work -= rows * columns
	width := columns + 1
	length := make([]int32, (rows+1)*width) // of the subsequence from row i and column j on
	for i := rows - 1; i >= 0; i-- {
		for j := columns - 1; j >= 0; j-- {
			if m.old[a+i] == m.new[b+j] {
				length[i*width+j] = length[(i+1)*width+j+1] + 1
			} else {
				length[i*width+j] = max(length[(i+1)*width+j], length[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < rows && j < columns; {
		switch {
		case m.old[a+i] == m.new[b+j]:
			m.pairs = append(m.pairs, Pair{a + i, b + j})
			i, j = i+1, j+1
		case length[(i+1)*width+j] >= length[i*width+j+1]:
			i++
		default:
			j++
		}
	}
}
