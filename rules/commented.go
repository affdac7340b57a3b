package rules

import (
	"regexp"
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

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
			p.CannotJudge(doc, s, "template code decides whether "+name+" is in a comment")
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
