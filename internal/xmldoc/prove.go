package xmldoc

import (
	"fmt"
	"sort"
	"strings"
)

// Prove reads changed, the bytes that edits made of d, from scratch and reports
// the first way in which they differ from d outside the edits: a node
// outside every edit that is gone, new, altered, moved in or out of another, or
// a byte outside that is not the same. It returns the Document of changed.
func (d *Document) Prove(edits []Edit, changed []byte) (*Document, error) {
	want, err := d.Edited(edits)
	if err != nil {
		return nil, err
	}
	next, err := Parse(d.Path, changed)
	if err != nil {
		return nil, fmt.Errorf("prove the change: %w", err)
	}
	if d.reading > 0 {
		if d.reading > len(next.others) {
			return nil, fmt.Errorf("prove the change of %s: a root element is gone", d.Path)
		}
		next = next.others[d.reading-1]
	}
	if next.text != want || string(next.codec.bom) != string(d.codec.bom) {
		return nil, fmt.Errorf("prove the change of %s: bytes outside the edits changed", d.Path)
	}
	olds, news := editSpans(edits)
	was, is := d.nodesOutside(olds), next.nodesOutside(news)
	for i := range max(len(was), len(is)) {
		if i < len(was) && i < len(is) && was[i].what == is[i].what {
			continue
		}
		at, doc := node{}, d
		if i < len(was) {
			at = was[i]
		} else {
			at, doc = is[i], next
		}
		line, col := doc.Position(at.span.Start)
		return nil, fmt.Errorf("prove the change of %s: the node at %d:%d, outside the edits, changed", d.Path, line, col)
	}
	return next, nil
}

// editSpans gives the ranges of edits in the old and in the new text.
func editSpans(edits []Edit) (olds, news []Span) {
	sorted := append([]Edit(nil), edits...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Span.Start < sorted[j].Span.Start })
	shift := 0
	for _, e := range sorted {
		olds = append(olds, e.Span)
		start := e.Span.Start + shift
		news = append(news, Span{Start: start, End: start + len(e.New)})
		shift += len(e.New) - e.Span.Len()
	}
	return olds, news
}

// node is one node of a tree; Prove compares what it is.
type node struct {
	span Span
	what struct {
		kind        string
		depth       int
		name, value string
	}
}

// nodesOutside lists the nodes of d that share no byte with the spans, which are
// in order: start tags, attributes, runs of text that are not blank, comments.
func (d *Document) nodesOutside(spans []Span) []node {
	nodes := make([]node, 0, 4*len(d.elements))
	add := func(s Span, depth int, kind, name, value string) {
		i := sort.Search(len(spans), func(i int) bool { return spans[i].End > s.Start })
		if i < len(spans) && spans[i].Start < s.End {
			return
		}
		n := node{span: s}
		n.what.kind, n.what.depth, n.what.name, n.what.value = kind, depth, name, value
		nodes = append(nodes, n)
	}
	for _, c := range d.comments {
		add(c, 0, "comment", "", d.Slice(c))
	}
	var walk func(e *Element, depth int)
	walk = func(e *Element, depth int) {
		// Only the name is compared: an edit may add attributes.
		nameEnd := e.StartTag.Start + 1 + len(e.QName())
		add(Span{Start: e.StartTag.Start, End: nameEnd}, depth, "element", e.QName(), "")
		for _, a := range e.Attrs() {
			add(a.Span, depth, "attribute", d.Slice(a.NameSpan), a.Value)
		}
		at := e.Inner.Start
		text := func(end int) {
			// An edit parts the text around it, on both sides: what stood before and
			// behind an element meets where that is removed.
			for _, s := range parted(Span{Start: at, End: end}, spans) {
				for _, run := range d.textRuns(s) {
					add(run, depth, "text", "", d.read[run.Start:run.End])
				}
			}
		}
		for _, c := range e.Children() {
			text(c.Span.Start)
			walk(c, depth+1)
			at = c.Span.End
		}
		text(e.Inner.End)
	}
	walk(d.root, 0)
	sort.SliceStable(nodes, func(i, j int) bool { return nodes[i].span.Start < nodes[j].span.Start })
	return nodes
}

// parted is s in parts, without the bytes of spans, which are in order.
func parted(s Span, spans []Span) []Span {
	var parts []Span
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End >= s.Start })
	for ; i < len(spans) && spans[i].Start <= s.End; i++ {
		if spans[i].Start > s.Start {
			parts = append(parts, Span{Start: s.Start, End: spans[i].Start})
		}
		s.Start = min(max(s.Start, spans[i].End), s.End)
	}
	return append(parts, s)
}

// textRuns are the runs of text in s, which holds no element, with comments and
// template code cut out and blanks trimmed.
func (d *Document) textRuns(s Span) []Span {
	var runs []Span
	cut := func(s Span) {
		t := d.read[s.Start:s.End]
		left := len(t) - len(strings.TrimLeft(t, " \t\r\n"))
		if left < len(t) {
			runs = append(runs, Span{Start: s.Start + left, End: s.Start + len(strings.TrimRight(t, " \t\r\n"))})
		}
	}
	i := sort.Search(len(d.comments), func(i int) bool { return d.comments[i].Start >= s.Start })
	for ; i < len(d.comments) && d.comments[i].End <= s.End; i++ {
		cut(Span{Start: s.Start, End: d.comments[i].Start})
		s.Start = d.comments[i].End
	}
	cut(s)
	return runs
}
