package rules

import (
	"github.com/carbonlint/carbonlint/internal/home"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// checkOthers judges templates that choose from several root elements once more
// for each but the first, and takes over what is about that one. Files of one
// pattern are judged together: their rule does not hold them against each other.
func (p *Pass) checkOthers() {
	for _, group := range p.groups() {
		for n := 0; ; n++ {
			docs := map[string]*xmldoc.Document{}
			for _, f := range group {
				if others := f.Doc.Others(); n < len(others) {
					docs[f.Path] = others[n]
				}
			}
			if len(docs) == 0 {
				break
			}
			q := *p
			q.Home, q.result = p.Home.Reading(docs), &Result{}
			p.rule.Check(&q)
			if q.result.Dated != "" {
				p.result.Dated = q.result.Dated
			}
			for _, found := range q.result.Findings {
				if docs[found.Doc.Path] == found.Doc {
					p.result.Add(found)
				}
			}
			p.result.kept = append(p.result.kept, q.result.kept...)
			for _, n := range q.result.NotJudged {
				if n.Doc != nil && docs[n.Doc.Path] == n.Doc {
					p.result.NotJudged = append(p.result.NotJudged, n)
				}
			}
		}
	}
}

// groups are the files with several readings: those of each pattern of the rule,
// and the rest.
func (p *Pass) groups() [][]*home.File {
	var groups [][]*home.File
	grouped := map[*home.File]bool{}
	add := func(files []*home.File) {
		var group []*home.File
		for _, f := range files {
			if !grouped[f] && len(f.Doc.Others()) > 0 {
				grouped[f] = true
				group = append(group, f)
			}
		}
		groups = append(groups, group)
	}
	for _, pattern := range p.rule.Files {
		add(p.Home.Match(pattern))
	}
	add(p.Home.Files())
	return groups
}

// readings are all the readings of a file, each with a root element of its own.
func readings(doc *xmldoc.Document) []*xmldoc.Document {
	return append([]*xmldoc.Document{doc}, doc.Others()...)
}
