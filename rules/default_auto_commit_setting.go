package rules

import (
	"fmt"
	"slices"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// judgeSetting judges defaultAutoCommit of one configuration.
func (ds *datasource) judgeSetting(conf *xmldoc.Element) {
	all := conf.ChildrenNamed(autoCommitName)
	var read []*xmldoc.Element // those that the server takes a value from, as far as is known
	for _, e := range all {
		value, why := text(ds.doc, e)
		if why != "" || parseJAXB(value).set {
			read = append(read, e)
		}
	}
	for _, e := range all {
		if value, why := text(ds.doc, e); why == "" && !parseJAXB(value).exact {
			another := slices.ContainsFunc(read, func(o *xmldoc.Element) bool {
				return o != e && !ds.doc.ConditionOf(o).Excludes(ds.doc.ConditionOf(e))
			})
			ds.judgeOdd(e, value, another)
		}
	}
	if len(all) == 0 {
		ds.judgeAbsent(conf)
	}
	if len(read) == 0 {
		return
	}
	r := ds.lookup(wanted{name: autoCommitName, doc: ds.doc, parent: conf, given: read})
	reads := func(v value) string { return parseJAXB(v.text).String() }
	for _, f := range r.repeats(ds.doc, autoCommitName+" of "+ds.subject(), reads, ds.remove) {
		ds.Report(f)
	}
	for _, v := range r.counts {
		if got := parseJAXB(v.text); got.exact && got.value {
			ds.judgeTrue(v.at)
		}
	}
}

const driverDefault = "Connections start as the JDBC driver creates them, with auto-commit on"

func (ds *datasource) judgeAbsent(conf *xmldoc.Element) {
	if e := misspelt(conf); e != nil {
		ds.judgeMisspelt(e)
		return
	}
	r := ds.lookup(wanted{name: autoCommitName, doc: ds.doc, parent: conf})
	if r.state == undecided {
		return
	}
	f := Finding{Code: "missing", Default: true, Severity: Info, Doc: ds.doc, Span: conf.StartTag}
	f.Message = ds.label + " has no defaultAutoCommit"
	if r.state == commented {
		line, _ := ds.doc.Position(r.comment.Start)
		f.Message = fmt.Sprintf("%s has defaultAutoCommit only in a comment (line %d)", ds.label, line)
	}
	switch {
	case ds.role != "":
		f.Severity = Warning
		f.Message += "; " + target + " ships with false."
		f.Effect = driverDefault + ": " + ds.trouble() + "."
		f.Fix = &Fix{Title: "set defaultAutoCommit to false", Unsafe: true, Edits: []xmldoc.Edit{
			ds.doc.AppendChild(conf, "<defaultAutoCommit>false</defaultAutoCommit>"),
		}}
	case ds.unknown != "":
		f.Message += ds.roleUnknown()
		f.Effect = driverDefault + ". Whether that is right depends on the code that uses the datasource."
		f.Hint = "Set it to false if the registry or user management uses this datasource. Otherwise follow the product's documentation."
	default:
		f.Note = true
		f.Message += "; " + target + " sets it to false for the datasource of the registry and user management, which is another one."
		f.Effect = driverDefault + ". Whether that is right depends on the code that uses the datasource."
		f.Hint = "Follow the product's documentation: with false, code that does not commit loses its writes."
	}
	ds.Report(f)
}

// roleUnknown is the end of a message about a datasource whose role is not known.
func (ds *datasource) roleUnknown() string {
	return "; " + target + " sets it to false for the datasource of the registry and user management, and carbonlint cannot tell whether this is that one: " + ds.unknown + "."
}

// judgeTrue judges auto-commit that somebody turned on. That matters only where the
// server itself uses the datasource. In 4.3.0 and later, which ship with false, it is
// the site's choice.
func (ds *datasource) judgeTrue(e *xmldoc.Element) {
	f := Finding{Code: "true", Default: true, Doc: ds.doc, Span: e.StartTag}
	switch {
	case ds.role != "":
		f.Message = ds.label + " has defaultAutoCommit set to true; " + target + " ships with false."
		f.Effect = "Connections start with auto-commit on: " + ds.trouble() + "."
		if ds.ownChoice() {
			f.Severity, f.Note = Info, true
			f.Effect += " Servers ship with false from 4.3.0 on: somebody chose this value."
		}
		f.Fix, f.Hint = ds.set(e, "false")
	case ds.ownUnknown != "":
		f.Severity = Info
		f.Message = ds.label + " has defaultAutoCommit set to true" + ds.roleUnknown()
		f.Effect = "That is right for code that does not commit. With the registry and user management, " + ds.trouble() + "."
		f.Hint = "Set it to false if the registry or user management uses this datasource."
	default:
		return
	}
	ds.Report(f)
}

func (ds *datasource) remove(e *xmldoc.Element) *Fix {
	return &Fix{Title: "remove this defaultAutoCommit", Unsafe: true, Edits: []xmldoc.Edit{ds.doc.Remove(e, false)}}
}

// set writes value into e, or says to do so by hand if e holds more than text.
func (ds *datasource) set(e *xmldoc.Element, value string) (*Fix, string) {
	edit, err := ds.doc.SetText(e, value)
	if err != nil {
		return nil, "Write " + value + " by hand."
	}
	return &Fix{Title: "set defaultAutoCommit to " + value, Unsafe: true, Edits: []xmldoc.Edit{edit}}, ""
}
