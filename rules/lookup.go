package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// wanted is a setting that a rule looks up below one element.
type wanted struct {
	name   string // as messages have it
	doc    *xmldoc.Document
	parent *xmldoc.Element
	// given are the elements that give the setting, in the order of the file.
	given []*xmldoc.Element
	// tag is the element whose name attribute is the name of the setting, such as
	// Property; "" for a setting that is an element of that name.
	tag string
	// firstCounts is set where the server reads the first of several, and not the last.
	firstCounts bool
	// choose is for settings of which neither the first nor the last counts.
	choose func(given []*xmldoc.Element) (counts *xmldoc.Element, ignored []*xmldoc.Element)
	// holds is set for an element that contains other settings: its text is not read.
	holds bool
	// optional is set where the server does not need the setting: lookup then does not
	// note that it is there only under a template condition.
	optional bool
}

// state is whether a setting is there.
type state int

const (
	absent    state = iota
	commented       // only in a comment
	undecided       // template code decides; a note says so
	given
)

// found is what the server reads for a setting, as far as the file shows it.
type found struct {
	state   state
	comment xmldoc.Span // of a setting that is commented
	// counts are the values that the server reads: one, or one of each arm of a
	// template condition. Those that cannot be known are left out and noted.
	counts []value
	// unknown is set when a value that counts cannot be known.
	unknown bool
	// ignored are the known values that the server does not read, because it reads by.
	ignored []value
	by      *xmldoc.Element
}

// value is the known value of an element.
type value struct {
	at   *xmldoc.Element
	text string
}

// lookup finds what the server reads for a setting, and notes what cannot be
// known. Example: of
//
//	<x>1</x> <x>2</x>
//
// the server reads the last, and lookup gives counts "2" and ignored "1". Of
//
//	<% if a %><x>1</x><% else %><x>2</x><% end %>
//
// both count, each in its case.
func (p *Pass) lookup(w wanted) found {
	groups := alternatives(w.doc, w.given)
	if len(groups) == 0 {
		return p.lookupAbsent(w)
	}
	var counts, ignored []*xmldoc.Element
	switch sometimes := firstSometimes(w); {
	case w.firstCounts:
		counts = groups[0]
		for _, g := range groups[1:] {
			ignored = append(ignored, g...)
		}
	case len(groups) > 1 && sometimes != nil:
		p.CannotJudge(w.doc, sometimes.Span, fmt.Sprintf("%s is set more than once, and here only under %s", w.name, onlySometimes(w.doc, sometimes)))
		return found{state: undecided}
	case len(groups) > 1 && w.choose != nil:
		var one *xmldoc.Element
		one, ignored = w.choose(w.given)
		counts = []*xmldoc.Element{one}
	default:
		counts = groups[len(groups)-1]
		for _, g := range groups[:len(groups)-1] {
			ignored = append(ignored, g...)
		}
	}
	always := everyCase(w.doc, counts)
	if !always && !w.optional {
		p.CannotJudge(w.doc, counts[0].Span, fmt.Sprintf("%s is there only under %s", w.name, onlySometimes(w.doc, counts[0])))
	}
	f := found{state: given, by: counts[0]}
	f.counts, f.unknown = p.values(w, counts)
	f.ignored, _ = p.values(w, ignored)
	if !always && w.firstCounts {
		for _, v := range f.ignored {
			p.CannotJudge(w.doc, v.at.Span, fmt.Sprintf("this %s counts only if the one before it is missing, which is there under %s", w.name, onlySometimes(w.doc, counts[0])))
		}
		f.ignored = nil
	}
	return f
}

// lookupAbsent is lookup for a setting that no element gives.
func (p *Pass) lookupAbsent(w wanted) found {
	if w.tag != "" {
		for _, e := range w.parent.ChildrenNamed(w.tag) {
			if a, ok := e.Attr("name"); ok && w.doc.Template().Touches(a.ValueSpan.Start, a.ValueSpan.End) {
				p.CannotJudge(w.doc, e.Span, fmt.Sprintf("template code gives the name of a %s, which may be %s", w.tag, w.name))
				return found{state: undecided}
			}
		}
	}
	if p.noteWriter(w.doc, w.parent, w.name) {
		return found{state: undecided}
	}
	s, ok := commentedWithin(w.doc, w.parent.Inner, w.name)
	if w.tag != "" {
		s, ok = commentedNamed(w.doc, w.tag, w.name)
	}
	if ok {
		return found{state: commented, comment: s}
	}
	return found{}
}

// values reads the elements of list, and notes those whose value cannot be known.
func (p *Pass) values(w wanted, list []*xmldoc.Element) (known []value, unknown bool) {
	for _, e := range list {
		if w.holds {
			known = append(known, value{at: e})
			continue
		}
		s, why := text(w.doc, e)
		if why != "" {
			p.CannotJudge(w.doc, e.Span, why)
			unknown = true
			continue
		}
		known = append(known, value{e, s})
	}
	return known, unknown
}

// firstSometimes is the first element of w that is there only under a condition.
func firstSometimes(w wanted) *xmldoc.Element {
	for _, e := range w.given {
		if onlySometimes(w.doc, e) != nil {
			return e
		}
	}
	return nil
}
