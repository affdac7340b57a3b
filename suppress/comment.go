package suppress

import (
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/xmldoc"
)

// comment is a suppression written in a file.
type comment struct {
	directive
	span xmldoc.Span
	// region is what it holds for; empty when it stands before no element.
	region xmldoc.Span
}

const (
	opening = "<!--"
	closing = "-->"
)

// comments are the suppressions of a file, in its order.
func comments(doc *xmldoc.Document) []comment {
	spans := doc.Comments()
	if doc.Root() == nil {
		spans = head(plainText(doc))
	}
	var list []comment
	var text string
	for _, s := range spans {
		inner := strings.TrimSuffix(strings.TrimPrefix(doc.Slice(s), opening), closing)
		if !mine(inner) {
			continue
		}
		if text == "" {
			text = plainText(doc)
		}
		list = append(list, comment{parse(inner), s, region(doc, text, s)})
	}
	return list
}

// plainText is the text of doc with template code made blank.
func plainText(doc *xmldoc.Document) string {
	if code := doc.Template(); code != nil {
		return code.Masked()
	}
	return doc.Text()
}

// region is what a comment at s holds for: the whole file before its outermost
// element, else up to the end of the next element. Only comments, blanks and
// template code may stand between the two.
func region(doc *xmldoc.Document, text string, s xmldoc.Span) xmldoc.Span {
	root := doc.Root()
	if root == nil || s.End <= root.Span.Start {
		return xmldoc.Span{End: len(text) + 1} // with what is found at the end
	}
	parent := doc.ElementAt(s.Start)
	if parent == nil {
		return xmldoc.Span{}
	}
	next := parent.Children()
	next = next[sort.Search(len(next), func(i int) bool { return next[i].Span.Start >= s.End }):]
	if len(next) == 0 || !onlyComments(text[s.End:next[0].Span.Start]) {
		return xmldoc.Span{}
	}
	return xmldoc.Span{Start: s.End, End: next[0].Span.End}
}

func onlyComments(text string) bool {
	for {
		text = strings.TrimLeft(text, " \t\r\n")
		rest, ok := strings.CutPrefix(text, opening)
		if !ok {
			return text == ""
		}
		_, text, _ = strings.Cut(rest, closing)
	}
}

// head are the comments before the outermost element of a file that is not
// well-formed.
func head(text string) []xmldoc.Span {
	var list []xmldoc.Span
	for at := 0; ; {
		rest := strings.TrimLeft(text[at:], " \t\r\n")
		at = len(text) - len(rest)
		end := closing
		switch {
		case strings.HasPrefix(rest, opening):
		case strings.HasPrefix(rest, "<?"):
			end = "?>"
		case strings.HasPrefix(rest, "<!DOCTYPE"):
			end = ">"
		default:
			return list
		}
		// A comment's end may not share bytes with its start.
		i := strings.Index(rest[min(len(opening), len(rest)):], end)
		if i < 0 {
			return list
		}
		next := at + len(opening) + i + len(end)
		if end == closing {
			list = append(list, xmldoc.Span{Start: at, End: next})
		}
		at = next
	}
}

// removal is the edit that takes a comment out of its file, with the line when
// nothing else stands on it.
func removal(doc *xmldoc.Document, s xmldoc.Span) xmldoc.Edit {
	first, _ := doc.Position(s.Start)
	last, _ := doc.Position(s.End - 1)
	left, right := doc.Line(first), doc.Line(last)
	if strings.TrimLeft(doc.Text()[left.Start:s.Start]+doc.Text()[s.End:right.End], " \t") != "" {
		return doc.Replace(s, "")
	}
	end := doc.Line(last + 1).Start // the end of the text behind the last line
	return doc.Replace(xmldoc.Span{Start: left.Start, End: end}, "")
}
