package rules

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/phrase"
)

// judgeTwice reports names and JNDI names that two datasources have.
func (n *namedDatasources) judgeTwice() {
	names, jndis := map[string][]*datasourceDef{}, map[string][]*datasourceDef{}
	for _, d := range n.defs {
		first := n.together(names[d.name], d)
		switch {
		case d.name == "":
		case first != nil:
			n.reportTwice(d, first, Finding{
				Code:    "name-twice",
				Message: fmt.Sprintf("The name %s is already that of another datasource, %s.", phrase.Bare(d.name), first.where(d)),
				Effect:  fmt.Sprintf("The server stops here with \"System datasource %s can not be updated\": it loads neither this datasource nor those after it.", phrase.Bare(d.name)),
				Hint:    "Give each datasource its own name, or remove one of the two.",
			})
			continue // nothing binds its JNDI name
		default:
			names[d.name] = append(names[d.name], d)
		}
		if d.jndi == "" || n.unbound[d] || d.at.Child("jndiConfig").Child("environment") != nil {
			continue // bound to no name, or somewhere else
		}
		if first = n.together(jndis[d.jndi], d); first != nil {
			n.reportTwice(d, first, Finding{
				Code:    "jndi-name-twice",
				Message: fmt.Sprintf("The JNDI name %s is already that of another datasource, %s.", phrase.Bare(d.jndi), first.where(d)),
				Effect:  "The server silently binds one over the other. Whatever looks up the name gets the one loaded last, and may use the wrong database.",
				Hint:    "Give each datasource its own JNDI name, or remove one of the two.",
			})
		}
		jndis[d.jndi] = append(jndis[d.jndi], d)
	}
}

// together is the first of earlier that can exist together with d: it is not in
// another arm of a template condition, nor in a template of the same file.
func (n *namedDatasources) together(earlier []*datasourceDef, d *datasourceDef) *datasourceDef {
	for _, e := range earlier {
		switch {
		case e.file != d.file:
			if e.file.Conf != d.file.Conf {
				return e
			}
		case e.doc == d.doc && !e.doc.ConditionOf(e.at).Excludes(d.doc.ConditionOf(d.at)):
			return e
		}
	}
	return nil
}

// reportTwice reports f of d, unless only template code makes it true.
func (n *namedDatasources) reportTwice(d, first *datasourceDef, f Finding) {
	if !n.reads(d.doc) {
		return
	}
	for _, one := range []*datasourceDef{first, d} {
		if cond := one.doc.ConditionOf(one.at); cond != nil {
			n.CannotJudge(d.doc, d.at.StartTag, fmt.Sprintf("another datasource has the same name, but one of the two is there only under %s", cond))
			return
		}
	}
	f.Doc, f.Span = d.doc, d.at.StartTag
	n.Report(f)
}

// where says where d is, as seen from another datasource.
func (d *datasourceDef) where(from *datasourceDef) string {
	line, _ := d.doc.Position(d.at.Span.Start)
	if d.file == from.file {
		return fmt.Sprintf("on line %d", line)
	}
	return fmt.Sprintf("in %s, line %d", d.file.Path, line)
}
