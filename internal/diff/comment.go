package diff

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// commentsOf adds to n what the comments hold that stand in it one after the
// other: settings that are commented out, or prose.
func (r *xmlReader) commentsOf(n *node, list []xmldoc.Span) {
	for i := 0; i < len(list); i++ {
		if doc := fragment(r.commented(list[i])); doc != nil {
			r.fragment(n, doc, list[i])
		} else if last, doc := r.split(list[i:]); doc != nil {
			r.fragment(n, doc, list[i])
			i += last
		} else {
			r.comment(n, list[i])
		}
	}
}

// commented is a comment as written, or without the template code that decides
// whether it is one.
func (r *xmlReader) commented(c xmldoc.Span) string {
	if !r.doc.SometimesComment(c) {
		return r.doc.Slice(c)
	}
	text := []byte(r.doc.Slice(c))
	for _, t := range r.doc.Template().Tags(c.Start, c.End) {
		for i := max(t.Start, c.Start); t.Branches && i < min(t.End, c.End); i++ {
			text[i-c.Start] = ' '
		}
	}
	return string(text)
}

func (r *xmlReader) fragment(n *node, doc *xmldoc.Document, at xmldoc.Span) {
	if r.doc.SometimesComment(at) {
		r.sometimes = r.doc.Condition(at.Start)
		defer func() { r.sometimes = nil }()
	}
	for _, e := range doc.Root().Children() {
		r.element(n, e, CommentedOut, at.Start)
	}
}

// comment adds a comment that holds no setting, if those are asked for.
func (r *xmlReader) comment(n *node, s xmldoc.Span) {
	if !r.prose {
		return
	}
	k := &node{
		parent: n, name: "comment()", step: "comment()", state: CommentedOut, leaf: true, prose: true,
		value: text{prose(r.doc.Slice(s)), s}, line: r.source.line(s.Start),
	}
	r.ids.finish(k, unordered)
	n.kids = append(n.kids, k)
}

// prose is the text of a comment on one line.
func prose(comment string) string {
	comment = strings.TrimSuffix(strings.TrimPrefix(comment, "<!--"), "-->")
	return strings.Join(strings.Fields(comment), " ")
}

// fragment reads a comment, markers included, as settings commented out: one
// element or more with nothing but white space between. The settings are the
// children of the root of the document, whose offsets are those in the comment.
// Prose may stand before them when they start on a line of their own, and they
// take several lines or the prose says to uncomment them: what stands on one
// line is more often spoken about than offered. It is nil for other comments.
func fragment(comment string) *xmldoc.Document {
	if text := uncommented(comment); text != "" {
		return elements(comment, text)
	}
	newline, start := sampleStart(comment)
	if start == 0 || !strings.Contains(strings.TrimSpace(strings.TrimSuffix(comment[start:], "-->")), "\n") && !saysUncomment(comment[:newline]) {
		return nil
	}
	from := start - 1
	comment = "<!--" + strings.Repeat("\n", from-len("<!--")) + comment[from:]
	return elements(comment, uncommented(comment))
}

// elements reads a comment without prose, whose text is given uncommented.
func elements(comment, text string) *xmldoc.Document {
	if text == "" {
		return nil
	}
	doc := parseFragment(text)
	if doc == nil {
		return nil
	}
	first := doc.Root().Children()[0]
	if comment[first.Span.Start] != '<' && first.SelfClosing && len(first.Attrs()) == 0 {
		return nil // a word and a slash
	}
	return doc
}

// fusedEnd reports whether a text ends in a tag without its bracket: "</HostName"
// or "<HostName /".
func fusedEnd(text string) bool {
	slash := strings.LastIndexByte(text, '/')
	if slash < 0 || slash == len(text)-1 {
		return slash >= 0
	}
	return (slash == 0 || text[slash-1] == '<') && tagNameLen(text[slash+1:]) == len(text)-slash-1
}

// uncommented is a comment, byte for byte, with line breaks for its markers. A
// tag that is fused with a marker, as in <!--HostName>x</HostName-->, gets its
// bracket back. It is "" when the comment does not start and end with a tag.
func uncommented(comment string) string {
	body := comment[len("<!--") : len(comment)-len("-->")]
	text := strings.TrimSpace(body)
	if text == "" {
		return ""
	}
	start := len("<!--") + strings.Index(body, text)
	end := start + len(text)
	first, last := "", "" // the missing brackets
	if !strings.HasPrefix(text, "<") {
		if !startsFused(text) {
			return ""
		}
		first = "<"
	}
	if !strings.HasSuffix(text, ">") {
		if !fusedEnd(text) {
			return ""
		}
		last = ">"
	}
	var b strings.Builder
	b.Grow(len(comment))
	b.WriteString("\n\n\n\n"[:min(len("<!--"), start-len(first))])
	b.WriteString(comment[min(len("<!--"), start-len(first)) : start-len(first)])
	b.WriteString(first + text + last)
	b.WriteString(comment[min(end+len(last), len(comment)-len("-->")) : len(comment)-len("-->")])
	b.WriteString("\n\n\n"[:len(comment)-max(end+len(last), len(comment)-len("-->"))])
	return b.String()
}

// strayAmpersand stands in for an & that XML would have escaped, which in a
// comment nobody needs to do.
const strayAmpersand = "\x7f"

// restore undoes what parseFragment did to a value.
func restore(value string) string { return strings.ReplaceAll(value, strayAmpersand, "&") }

// parseFragment reads elements, before which there are three bytes to spare, in
// a root of their own. It is nil when there is none, or text between them.
func parseFragment(text string) *xmldoc.Document {
	text = escapeAmpersands(text, strayAmpersand)
	doc, err := xmldoc.Parse("", []byte("<x>"+text[len("<x>"):]+"</x>"))
	if err != nil || len(doc.Root().Children()) == 0 || strings.TrimSpace(doc.Root().Text()) != "" {
		return nil
	}
	return doc
}

var tag = lazy.MustCompile(`<(/?)[A-Za-z_][\w.:-]*(?:[^<>"']|"[^"]*"|'[^']*')*?(/?)>`)

// maxSplit is in how many comments at most an element is looked for.
const maxSplit = 50

// split reads an element whose tags stand in several comments: <!-- <a> -->
// <!-- <b>x</b> --> <!-- </a> -->. It also returns which comment is the last of
// them. Prose between them is left out.
func (r *xmlReader) split(list []xmldoc.Span) (last int, doc *xmldoc.Document) {
	var b strings.Builder
	at, open := list[0].Start, 0
	for i, c := range list[:min(len(list), maxSplit)] {
		text := uncommented(r.doc.Slice(c))
		switch {
		case text == "" && i == 0:
			return 0, nil
		case text == "":
			text = strings.Repeat("\n", c.Len())
		}
		for _, m := range tag.FindAllStringSubmatch(text, -1) {
			switch {
			case m[1] != "":
				open--
			case m[2] == "":
				open++
			}
		}
		b.WriteString(strings.Repeat("\n", c.Start-at) + text)
		at = c.End
		if i > 0 && open == 0 {
			return i, parseFragment(b.String())
		}
		if open <= 0 {
			break
		}
	}
	return 0, nil
}
