package suppress

import (
	"sort"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// outcome is where the rules found something and where they could not judge, by
// rule and file, in the order of the file.
type outcome struct {
	findings, unknown map[ruleFile][]mark
}

type ruleFile struct{ rule, file string }

// mark is a finding or something not judged.
type mark struct {
	start int
	// refused counts the errors up to this mark that no comment may suppress and
	// nothing else does; end is the furthest end of a mark so far.
	refused, end int
}

// outcome sorts what a run found.
func (s *Set) outcome(res *rules.Result) *outcome {
	p := &outcome{map[ruleFile][]mark{}, map[ruleFile][]mark{}}
	for i := range res.Findings {
		f := &res.Findings[i]
		m := mark{start: f.Span.Start}
		if onlyExternal(f) {
			if _, external := s.Of(f); !external {
				m.refused = 1
			}
		}
		at := ruleFile{f.Rule.ID, f.Doc.Path}
		p.findings[at] = append(p.findings[at], m)
	}
	for _, n := range res.NotJudged {
		if n.Doc != nil {
			at := ruleFile{n.Rule.ID, n.Doc.Path}
			p.unknown[at] = append(p.unknown[at], mark{start: n.Span.Start, end: max(n.Span.End, n.Span.Start+1)})
		}
	}
	for _, all := range []map[ruleFile][]mark{p.findings, p.unknown} {
		for _, list := range all {
			sort.Slice(list, func(i, j int) bool { return list[i].start < list[j].start })
			for i := 1; i < len(list); i++ {
				list[i].refused += list[i-1].refused
				list[i].end = max(list[i].end, list[i-1].end)
			}
		}
	}
	return p
}

// found reports whether the rule found something in a region of a file, and
// whether some of it is left because no comment may suppress it.
func (p *outcome) found(rule string, doc *xmldoc.Document, region xmldoc.Span) (found, refused bool) {
	list := p.findings[ruleFile{rule, doc.Path}]
	from, to := upTo(list, region.Start), upTo(list, region.End)
	if from == to {
		return false, false
	}
	before := 0
	if from > 0 {
		before = list[from-1].refused
	}
	return true, list[to-1].refused > before
}

// unsure reports whether the rule could not judge something in a region.
func (p *outcome) unsure(rule string, doc *xmldoc.Document, region xmldoc.Span) bool {
	list := p.unknown[ruleFile{rule, doc.Path}]
	i := upTo(list, region.End)
	return i > 0 && list[i-1].end > region.Start
}

// upTo is the number of marks that start before off.
func upTo(list []mark, off int) int {
	return sort.Search(len(list), func(i int) bool { return list[i].start >= off })
}
