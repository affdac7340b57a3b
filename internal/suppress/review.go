package suppress

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
	"github.com/carbonlint/carbonlint/rules"
)

// Review adds to the outcome of a run what is wrong with the suppressions in its
// files, if Rule was among those that ran. What an earlier Review added is
// dropped first. The configuration's own Review comes before it.
func (s *Set) Review(res *rules.Result) {
	res.Findings = slices.DeleteFunc(res.Findings, func(f rules.Finding) bool { return f.Rule.ID == Rule.ID })
	judged := s.conf.Judged(res)
	var found *outcome
	var added []rules.Finding
	for _, file := range res.Home.Files() {
		if file.Doc == nil || !judged(Rule.ID, file.Path) {
			continue
		}
		reviewed := map[xmldoc.Span]bool{} // a template that chooses from several roots has one head
		for _, doc := range append([]*xmldoc.Document{file.Doc}, file.Doc.Others()...) {
			for _, c := range s.source(doc).comments {
				if reviewed[c.span] {
					continue
				}
				reviewed[c.span] = true
				if found == nil {
					found = s.outcome(res)
				}
				r := reviewer{s, found, doc, c, judged}
				added = append(added, r.review()...)
			}
		}
	}
	if len(added) == 0 {
		return
	}
	res.Add(added...)
	res.Sort()
	s.conf.Review(res) // the severity that is set for Rule
}

// reviewer reviews one comment.
type reviewer struct {
	set     *Set
	outcome *outcome
	doc     *xmldoc.Document
	comment
	judged func(rule, file string) bool
}

func (r *reviewer) review() []rules.Finding {
	switch {
	case r.wrong != "":
		return r.say("A suppression does not hold: "+r.wrong+".", "What it was meant for is reported.")
	case r.region.Len() == 0:
		return r.say("A suppression stands before no element, and holds for nothing.", "What it was meant for is reported.")
	}
	var list []rules.Finding
	var unused []string
	for _, id := range r.ids {
		switch found, refused := r.outcome.found(id, r.doc, r.region); {
		case id == Rule.ID:
			list = append(list, r.say("A comment cannot suppress findings about suppressions.", "Ignore the rule, or suppress them in the configuration file.")...)
		case !r.set.known[id]:
			message := fmt.Sprintf("A suppression names %s, which is not a rule", phrase.Quote(id)) + cmp.Or(phrase.DidYouMean(id, r.set.ids), ".")
			list = append(list, r.say(message, "What it was meant for is reported.")...)
		case refused:
			list = append(list, r.say(fmt.Sprintf("A comment cannot suppress the error of %s: what the server stored would be lost.", id),
				"It is reported all the same. The configuration file of carbonlint can suppress it, with a reason.")...)
		case !found && r.judged(id, r.doc.Path) && !r.outcome.unsure(id, r.doc, r.region):
			unused = append(unused, id)
		}
	}
	switch {
	case len(unused) > 0:
		list = append(list, r.unused(unused))
	case r.set.expired(r.until):
		list = append(list, r.say(fmt.Sprintf("The suppression of %s held until %s.", strings.Join(r.ids, ", "), r.until),
			"What it suppressed is reported again: deal with it, or decide anew and write a later date.")...)
	}
	return list
}

func (r *reviewer) say(message, effect string) []rules.Finding {
	return []rules.Finding{{Rule: Rule, Severity: Rule.Severity, Doc: r.doc, Span: r.span, Message: message, Effect: effect}}
}

// unused is the finding that rules named in the comment find nothing there.
func (r *reviewer) unused(ids []string) rules.Finding {
	what := strings.Join(ids, ", ")
	f := r.say(fmt.Sprintf("There is nothing to suppress: %s finds nothing here.", what),
		"Nothing now; a problem that comes later would be hidden.")[0]
	f.Severity = rules.Info
	fix := &rules.Fix{Title: "remove the comment", Edits: []xmldoc.Edit{removal(r.doc, r.span)}}
	if left := r.without(ids); len(left) > 0 {
		from := r.span.Start + len(opening)
		fix.Title = "take " + what + " out of the comment"
		fix.Edits = []xmldoc.Edit{r.doc.Replace(xmldoc.Span{Start: from + r.start, End: from + r.end}, strings.Join(left, ", "))}
	}
	if r.doc.Editable(fix.Edits[0].Span) {
		f.Fix = fix
	} else {
		f.Hint = "By hand, because template code stands in the way: " + fix.Title + "."
	}
	return f
}

// without are the rules of the comment but for ids.
func (r *reviewer) without(ids []string) []string {
	var left []string
	for _, id := range r.ids {
		if !slices.Contains(ids, id) {
			left = append(left, id)
		}
	}
	return left
}
