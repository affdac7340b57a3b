package rules

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// vaultNS is the namespace of Secure Vault's attributes. Source: the constant
// in carbon.securevault; datasource files are read with exactly this URI.
const vaultNS = "http://org.wso2.securevault/configuration"

// text is the text of e as a parser gives it, and whether it is what the server
// will see. It is not when it contains template code or a placeholder, or when
// Secure Vault puts another value in its place; why then says which.
func text(doc *xmldoc.Document, e *xmldoc.Element) (value, why string) {
	if alias, ok := e.AttrNS(vaultNS, "secretAlias"); ok {
		return "", fmt.Sprintf("<%s> has the Secure Vault alias %s", e.Name(), alias.Value)
	}
	return e.Text(), opaque(doc, e.Inner, e.Text(), "<"+e.Name()+">")
}

// attrText is text for an attribute.
func attrText(doc *xmldoc.Document, a xmldoc.Attr) (value, why string) {
	return a.Value, opaque(doc, a.ValueSpan, a.Value, a.Name)
}

// opaque says why a value cannot be known, "" when it can.
func opaque(doc *xmldoc.Document, s xmldoc.Span, value, what string) string {
	switch {
	case doc.Template().Expr(s.Start, s.End):
		return fmt.Sprintf("%s is given by a template expression", what)
	case doc.Template().Touches(s.Start, s.End):
		return fmt.Sprintf("%s is given by template code", what)
	case template.Placeholder(strings.ReplaceAll(value, "${carbon.home}", "")):
		return fmt.Sprintf("%s is given by a placeholder", what)
	}
	return ""
}

// onlySometimes is the condition under which e is there beyond that of its
// parent; nil when it always is.
func onlySometimes(doc *xmldoc.Document, e *xmldoc.Element) *template.Condition {
	own := doc.ConditionOf(e)
	if p := e.Parent(); p != nil && own.Same(doc.ConditionOf(p)) {
		return nil
	}
	return own
}

// commentedOut finds a setting that a comment holds: <name ...> anywhere in the
// comment, or a tag fused with its marker as in <!--name>x</name-->.
func commentedOut(doc *xmldoc.Document, name string) (xmldoc.Span, bool) {
	if doc == nil {
		return xmldoc.Span{}, false
	}
	return commentedWithin(doc, xmldoc.Span{End: len(doc.Text())}, name)
}

// commentedWithin is commentedOut for the comments that lie within s.
func commentedWithin(doc *xmldoc.Document, s xmldoc.Span, name string) (xmldoc.Span, bool) {
	return inComment(doc, s, name, func() string { return regexp.QuoteMeta(name) + `[\s/>]` })
}

// commentedNamed is commentedOut for an element that is known by its name
// attribute, such as a Property or a parameter.
func commentedNamed(doc *xmldoc.Document, tag, name string) (xmldoc.Span, bool) {
	return inComment(doc, xmldoc.Span{End: len(doc.Text())}, name, func() string {
		return tag + `\s[^<>]*?\bname\s*=\s*["']\s*` + regexp.QuoteMeta(name) + `\s*["']`
	})
}

// noteSometimes notes an element in a comment that is one only under a template
// condition.
func (p *Pass) noteSometimes(doc *xmldoc.Document, name string) {
	for _, c := range doc.Comments() {
		if !doc.SometimesComment(c) {
			continue
		}
		if s, ok := commentedWithin(doc, c, name); ok {
			p.CannotJudge(doc, s, name+" is in a comment or not, which template code decides")
		}
	}
}

// inComment finds a start tag in the comments within s. Few files mention word,
// which the tag holds, in a comment: only for those is the pattern made.
func inComment(doc *xmldoc.Document, s xmldoc.Span, word string, pattern func() string) (xmldoc.Span, bool) {
	var tag *regexp.Regexp
	comments := doc.Comments()
	for i := sort.Search(len(comments), func(i int) bool { return comments[i].Start >= s.Start }); i < len(comments) && comments[i].End <= s.End; i++ {
		c := comments[i]
		if !strings.Contains(doc.Slice(c), word) {
			continue
		}
		if tag == nil {
			tag = regexp.MustCompile(`(?:<|^<!--\s*)` + pattern())
		}
		if m := tag.FindStringIndex(doc.Slice(c)); m != nil {
			return xmldoc.Span{Start: c.Start + m[0], End: c.Start + m[1]}, true
		}
	}
	return xmldoc.Span{}, false
}

// everyCase reports whether one of group is there wherever their parent is: it
// is one element outside any condition of its own, or has all arms of an if.
func everyCase(doc *xmldoc.Document, group []*xmldoc.Element) bool {
	if len(group) == 1 {
		return onlySometimes(doc, group[0]) == nil
	}
	arms := map[int]bool{}
	var last template.Branch
	for _, e := range group {
		own, around := doc.ConditionOf(e), doc.ConditionOf(e.Parent())
		if own.Depth() != around.Depth()+1 {
			return false
		}
		arms[own.Arm] = true
		if own.Arm >= last.Arm {
			last = own.Branch
		}
	}
	closed := strings.HasPrefix(last.Text, "else of ") || last.Arm == 1 && strings.HasPrefix(last.Text, "^")
	return closed && len(arms) == last.Arm+1
}

// readings are all the readings of a file, each with a root element of its own.
func readings(doc *xmldoc.Document) []*xmldoc.Document {
	return append([]*xmldoc.Document{doc}, doc.Others()...)
}

// bare is quoted without its quotes, for names and numbers.
func bare(value string) string { return strings.Trim(quoted(value), `"`) }

// quoted is an odd value for a message, in quotes and cut at 60 characters.
func quoted(value string) string {
	if r := []rune(value); len(r) > 60 {
		value = string(r[:60]) + "..."
	}
	return strconv.Quote(value)
}

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
