package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeUses reports names that are in use and that no datasource has.
func (n *namedDatasources) judgeUses(uses *datasourceUses) {
	for _, o := range uses.opaque {
		if n.reads(o.doc) {
			n.CannotJudge(o.doc, o.at.Span, o.why)
		}
	}
	defined := map[string][]*datasourceDef{}
	for _, d := range n.defs {
		if d.jndi != "" {
			defined[d.jndi] = append(defined[d.jndi], d)
		}
	}
	names, why := sortedKeys(defined), n.maybeMore()
	var tomcat map[string]string // read when a name is not found
	for _, use := range uses.list {
		if !n.reads(use.doc) {
			continue
		}
		if len(defined[use.jndi]) == 0 {
			if tomcat == nil {
				tomcat = tomcatResources(n.Home)
			}
			n.judgeUndefined(use, names, elsewhere(use, why, tomcat))
		} else if cond := sometimes(defined[use.jndi], use.cond); cond != "" {
			n.CannotJudge(use.doc, use.at.Span, fmt.Sprintf("datasource %s is there only under %s", phrase.Bare(use.jndi), cond))
		}
	}
}

// sometimes is the only template condition under which one of defs exists; "" when one
// exists whenever it is used, which is under cond.
func sometimes(defs []*datasourceDef, cond condition) string {
	doc := defs[0].doc
	var arms []*xmldoc.Element
	for _, d := range defs {
		if d.doc.ConditionOf(d.at) == nil || d.doc != doc {
			return ""
		}
		arms = append(arms, d.at)
	}
	own := doc.ConditionOf(arms[0]).String()
	if everyCase(doc, arms) || cond != nil && cond.String() == own {
		return ""
	}
	return own
}

// judgeUndefined reports a name that is not one of names, unless why says what else
// may define it.
func (n *namedDatasources) judgeUndefined(use datasourceUse, names []string, why string) {
	if why != "" {
		n.CannotJudge(use.doc, use.at.Span, fmt.Sprintf("whether there is a datasource %s is not known: %s", phrase.Bare(use.jndi), why))
		return
	}
	f := Finding{
		Code: "undefined", Doc: use.doc, Span: use.at.StartTag,
		Message: fmt.Sprintf("%s uses the datasource %s, which no datasource file defines.", use.subject(), phrase.Quote(use.jndi)),
		Effect:  use.effect(),
		Hint:    "Define it in master-datasources.xml, or use the JNDI name of a datasource that is defined.",
	}
	trimmed := strings.TrimSpace(use.jndi)
	switch {
	case trimmed == "":
		f.Message = use.subject() + " has an empty dataSource, which no datasource file defines."
	case trimmed != use.jndi && slices.Contains(names, trimmed):
		f.Message = fmt.Sprintf("%s uses the datasource %s; for the registry the blanks are part of the name, and %s is defined without them.", use.subject(), phrase.Quote(use.jndi), phrase.Bare(trimmed))
		f.Hint = "Remove the blanks around the name."
	default:
		if near := nearName(use.jndi, names); near != "" {
			f.Hint = fmt.Sprintf("Did you mean %s? Otherwise define the datasource in master-datasources.xml.", phrase.Quote(near))
		}
	}
	n.Report(f)
}

// subject is what uses the datasource, at the start of a sentence.
func (u *datasourceUse) subject() string {
	if u.cond != nil {
		return fmt.Sprintf("%s, under %s,", u.file, u.cond)
	}
	return u.file
}

// effect is what happens when the datasource is not there.
func (u *datasourceUse) effect() string {
	const lookup = `"Error in looking up data source"`
	switch u.by {
	case byRegistry:
		return `The server warns "Unable to look-up JNDI name", and the registry then fails because it has no database: the server does not come up.`
	case byMount:
		return `The server warns "Unable to look-up JNDI name", and what is mounted from this remote instance is missing.`
	case byRealm, byPrimaryStore:
		return "The server does not start: user management fails with " + lookup + "."
	case byStore:
		return "Nobody in this user store can log in: each lookup of a user fails with " + lookup + "."
	}
	return "Nobody in this user store can log in: each lookup of a user fails with " + lookup +
		". The exception is a datasource of this name created in the management console, which stores it in the registry."
}
