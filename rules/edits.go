package rules

import "github.com/carbonlint/carbonlint/internal/xmldoc"

// renameElement gives e another local name, in both of its tags.
func renameElement(doc *xmldoc.Document, e *xmldoc.Element, name string) []xmldoc.Edit {
	tags := []int{e.StartTag.Start + len("<")}
	if !e.SelfClosing {
		tags = append(tags, e.Inner.End+len("</"))
	}
	var edits []xmldoc.Edit
	for _, at := range tags {
		end := at + len(e.QName())
		edits = append(edits, doc.Replace(xmldoc.Span{Start: end - len(e.Name()), End: end}, name))
	}
	return edits
}

// setAll is the unsafe fix that gives the setting called name, which all of list
// give, another value; nil where one of them holds more than plain text.
func setAll(doc *xmldoc.Document, list []*xmldoc.Element, name, value string) *Fix {
	fix := &Fix{Title: "set " + name + " to " + value, Unsafe: true}
	for _, e := range list {
		edit, err := doc.SetText(e, value)
		if err != nil {
			return nil
		}
		fix.Edits = append(fix.Edits, edit)
	}
	return fix
}
