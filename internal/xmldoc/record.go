package xmldoc

import "slices"

// record is an element while the text is read.
type record struct {
	start, tagEnd, innerEnd, end int32
	name                         int32 // in tree.names
	parent                       int32 // -1 for the root
	kids                         int32 // how many
	attrs, attrsEnd              int32 // in tree.attrs
}

// innermost is the name of the innermost open element, as written, and where it starts.
func (r *reader) innermost() (name string, start int) {
	e := &r.records[r.open[len(r.open)-1]]
	return r.tree.names[e.name].written, int(e.start)
}

// close ends the innermost open element, whose end tag is [start,end).
func (r *reader) close(start, end int) {
	last := len(r.open) - 1
	e := &r.records[r.open[last]]
	e.innerEnd, e.end = int32(start), int32(end)
	r.open = r.open[:last]
	r.at = end
}

// roomFor is list with room for one more, and then for as many as are to be
// expected by how many came up to here.
func roomFor[T any](r *reader, list []T) []T {
	n := len(list)
	if n < cap(list) {
		return list
	}
	return slices.Grow(list, min(n*(len(r.text)-r.at)/(r.at+1), 3*n)+16)
}

// newElement opens an element, whose attributes are those from first on.
func (r *reader) newElement(name string, tag Span, first int) error {
	parent := int32(-1)
	if n := len(r.open); n > 0 {
		parent = r.open[n-1]
		r.records[parent].kids++
	} else if len(r.records) > 0 {
		return r.fail(tag.Start, "a second root element <%s>: an XML file has one", name)
	}
	if len(r.open) == maxDepth {
		return ErrTooDeep
	}
	if len(r.records) == maxElements {
		return ErrTooMany
	}
	r.open = append(r.open, int32(len(r.records)))
	r.records = append(roomFor(r, r.records), record{
		start: int32(tag.Start), name: r.intern(name), tagEnd: int32(tag.End), parent: parent,
		attrs: int32(first), attrsEnd: int32(len(r.tree.attrs)),
	})
	return nil
}

// build makes the elements of records, which are in document order.
func (t *tree) build(records []record) {
	t.elements = make([]Element, len(records))
	t.kids = make([]*Element, len(records)-1)
	t.names = exact(t.names)
	t.attrs = exact(t.attrs)
	t.comments = exact(t.comments)
	t.root = &t.elements[0]
	next := int32(0)
	for i := range records {
		r, e := &records[i], &t.elements[i]
		start, tagEnd, innerEnd := int(r.start), int(r.tagEnd), int(r.innerEnd)
		e.Span = Span{Start: start, End: int(r.end)}
		e.StartTag = Span{Start: start, End: tagEnd}
		e.Inner = Span{Start: tagEnd, End: innerEnd}
		if e.SelfClosing = t.read[tagEnd-2] == '/'; e.SelfClosing {
			e.Inner.Start = innerEnd
		}
		e.tree, e.name = t, r.name
		e.firstAttr, e.endAttr = r.attrs, r.attrsEnd
		e.firstKid, e.endKid = next, next
		next += r.kids
		if r.parent >= 0 {
			e.parent = &t.elements[r.parent]
			t.kids[e.parent.endKid] = e
			e.parent.endKid++
		}
	}
}

// exact is list without much room to grow.
func exact[T any](list []T) []T {
	if cap(list)-len(list) <= len(list)/8 {
		return list
	}
	return append(make([]T, 0, len(list)), list...)
}
