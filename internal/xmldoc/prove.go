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
	next, err := d.reread(edits, changed)
	if err != nil {
		return nil, err
	}
	return d.proveIn(next, edits)
}

// ProveAll is Prove for d and each of its Others, which reads changed once.
func (d *Document) ProveAll(edits []Edit, changed []byte) (*Document, error) {
	next, err := d.reread(edits, changed)
	if err != nil {
		return nil, err
	}
	for _, o := range d.others {
		if _, err := o.proveIn(next, edits); err != nil {
			return nil, err
		}
	}
	return d.proveIn(next, edits)
}

// reread reads changed, which has to be d with the edits made.
func (d *Document) reread(edits []Edit, changed []byte) (*Document, error) {
	want, err := d.Edited(edits)
	if err != nil {
		return nil, err
	}
	next, err := Parse(d.Path, changed)
	if err != nil {
		return nil, fmt.Errorf("prove the change: %w", err)
	}
	if next.text != want || string(next.codec.bom) != string(d.codec.bom) {
		return nil, fmt.Errorf("prove the change of %s: bytes outside the edits changed", d.Path)
	}
	return next, nil
}

// proveIn compares d with its counterpart among the readings of next, and returns that.
func (d *Document) proveIn(next *Document, edits []Edit) (*Document, error) {
	if d.reading > 0 {
		if d.reading > len(next.others) {
			return nil, fmt.Errorf("prove the change of %s: a root element is gone", d.Path)
		}
		next = next.others[d.reading-1]
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
		kind        nodeKind
		depth       int
		name, value string
	}
}

type nodeKind int

const (
	nodeElement nodeKind = iota
	nodeAttr
	nodeText
	nodeComment
)

// nodesOutside lists the nodes of d that share no byte with the spans, which are
// in order: start tags, attributes, runs of text that are not blank, comments.
func (d *Document) nodesOutside(spans []Span) []node {
	l := nodeList{doc: d, spans: spans, comments: d.comments}
	l.nodes = make([]node, 0, len(d.elements)+len(d.attrs)+len(d.comments))
	l.element(d.root, 0)
	l.commentsBefore(len(d.text))
	return l.nodes
}

// nodeList collects nodes in the order of the text. Attributes that the DOCTYPE
// gives come with their element.
type nodeList struct {
	doc      *Document
	spans    []Span
	comments []Span // those still to come
	nodes    []node
}

func (l *nodeList) add(s Span, depth int, kind nodeKind, name, value string) {
	i := sort.Search(len(l.spans), func(i int) bool { return l.spans[i].End > s.Start })
	if i < len(l.spans) && l.spans[i].Start < s.End {
		return
	}
	n := node{span: s}
	n.what.kind, n.what.depth, n.what.name, n.what.value = kind, depth, name, value
	l.nodes = append(l.nodes, n)
}

func (l *nodeList) commentsBefore(end int) {
	for len(l.comments) > 0 && l.comments[0].Start < end {
		l.add(l.comments[0], 0, nodeComment, "", l.doc.Slice(l.comments[0]))
		l.comments = l.comments[1:]
	}
}

func (l *nodeList) element(e *Element, depth int) {
	l.commentsBefore(e.Span.Start)
	// Only the name is compared: an edit may add attributes.
	nameEnd := e.StartTag.Start + 1 + len(e.QName())
	l.add(Span{Start: e.StartTag.Start, End: nameEnd}, depth, nodeElement, e.QName(), "")
	for _, a := range e.keptAttrs() {
		span := a.span()
		if a.start < 0 {
			span = l.doc.attr(a).Span
		}
		l.add(span, depth, nodeAttr, l.doc.attrName(a), l.doc.attrValue(a))
	}
	at := e.Inner.Start
	for _, c := range e.Children() {
		l.text(Span{Start: at, End: c.Span.Start}, depth)
		l.element(c, depth+1)
		at = c.Span.End
	}
	l.text(Span{Start: at, End: e.Inner.End}, depth)
}

// text adds the text in s, which holds no element. An edit parts the text around
// it, on both sides: what stood before and behind an element meets where that is
// removed.
func (l *nodeList) text(s Span, depth int) {
	if skipBlanks(l.doc.read[:s.End], s.Start) == s.End {
		return
	}
	for _, part := range parted(s, l.spans) {
		for _, run := range l.doc.textRuns(part) {
			l.commentsBefore(run.Start)
			l.add(run, depth, nodeText, "", l.doc.read[run.Start:run.End])
		}
	}
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
