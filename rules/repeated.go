package rules

import (
	"fmt"
	"slices"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// repeats are the findings for the values that the server ignores. Subject is the
// setting, as in "defaultAutoCommit of datasource X", reads what the server makes of
// a value, and remove the unsafe fix that removes an element; it may be nil. Where
// the server reads the same from all of them the finding is an info, and its fix safe.
func (r found) repeats(doc *xmldoc.Document, subject string, reads func(value) string, remove func(*xmldoc.Element) *Fix) []Finding {
	var list []Finding
	for _, i := range r.ignored {
		var fix *Fix
		if remove != nil {
			fix = remove(i.at)
		}
		f := repeated(doc, i.at, r.by, subject, fix)
		differs := func(v value) bool { return reads(v) != reads(i) }
		if !r.unknown && !slices.ContainsFunc(r.counts, differs) {
			f.Severity = Info
			f.Effect = "Nothing happens: both have the same meaning."
			if fix != nil {
				fix.Unsafe = false
			}
		}
		list = append(list, f)
	}
	return list
}

// repeated is the finding for a setting that is given more than once, at the
// element e that the server does not read because it reads by. Subject is the
// setting, as in "defaultAutoCommit of datasource X"; fix removes e, or is nil.
func repeated(doc *xmldoc.Document, e, by *xmldoc.Element, subject string, fix *Fix) Finding {
	which := "the last one"
	if by.Span.Start < e.Span.Start {
		which = "the first one"
		if by.AttrValue("locked") == "true" {
			which = "the locked one"
		}
	}
	line, _ := doc.Position(by.Span.Start)
	f := Finding{
		Code: "repeated", Doc: doc, Span: e.StartTag,
		Message: fmt.Sprintf("%s is set more than once; the server reads %s, on line %d, and ignores this one.", subject, which, line),
		Effect:  "This one has no effect.",
		Fix:     fix,
	}
	if fix == nil {
		f.Hint = "Keep one of the two."
	}
	return f
}
