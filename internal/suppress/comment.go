package suppress

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// comment is a suppression written in a file.
type comment struct {
	directive
	span xmldoc.Span
	// region is what it holds for; empty when it stands before no element. Element
	// is the one it stands before, nil for one that holds for the whole file.
	region  xmldoc.Span
	element *xmldoc.Element
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
	var next []*xmldoc.Element
	for i, s := range spans {
		inner := strings.TrimSuffix(strings.TrimPrefix(doc.Slice(s), opening), closing)
		if !isDirective(inner) {
			continue
		}
		if next == nil {
			next = following(doc, spans)
		}
		c := comment{directive: parse(inner), span: s, element: next[i]}
		switch root := doc.Root(); {
		case root == nil || s.End <= root.Span.Start:
			c.region, c.element = xmldoc.Span{End: len(doc.Text()) + 1}, nil // with what is found at the end
		case c.element != nil:
			c.region = xmldoc.Span{Start: s.End, End: c.element.Span.End}
		}
		list = append(list, c)
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

// following gives, for each comment, the element that stands behind it with only
// comments, blanks and template code between the two; nil where there is none.
func following(doc *xmldoc.Document, spans []xmldoc.Span) []*xmldoc.Element {
	text := plainText(doc)
	list := make([]*xmldoc.Element, len(spans))
	for i := len(spans) - 1; i >= 0; i-- {
		at := len(text) - len(strings.TrimLeft(text[spans[i].End:], " \t\r\n"))
		if i+1 < len(spans) && spans[i+1].Start == at {
			list[i] = list[i+1]
		} else if e := doc.ElementAt(at); e != nil && e.Span.Start == at {
			list[i] = e
		}
	}
	return list
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
