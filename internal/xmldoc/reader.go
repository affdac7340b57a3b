package xmldoc

import (
	"strings"

	"github.com/beevik/etree"
)

// reader reads a text as XML 1.0 or 1.1 and builds its tree. It
// refuses what Xerces and Woodstox refuse, the parsers of the server, so that
// carbonlint never judges or edits a file that the server cannot read.
// testdata/wellformed.txt compares their verdicts with ours.
type reader struct {
	path       string // for errors
	file       *file
	tree       *tree
	text       string // of the length of the file's text, template code masked
	at         int    // where the next markup or text starts
	attrs      []Attr // of the last start tag: its room is used again
	open       *Element
	depth      int
	only       bool  // standalone: no other file declares anything that counts
	dtd        *dtd  // nil without DOCTYPE
	namespaces bool  // some name has a colon, or a namespace is declared
	expanded   int   // bytes that references to entities have come to
	left       error // why the text is not read though it is well-formed
	defaults   int   // attributes that the DOCTYPE has given
	nesting    int   // of the entity that is being read
}

// document reads all of the text.
func (r *reader) document() error {
	if err := r.declaration(); err != nil {
		return err
	}
	for r.at < len(r.text) {
		if err := r.next(); err != nil {
			return err
		}
	}
	if r.open != nil {
		return r.unclosed("", 0)
	}
	if r.tree.root == nil {
		return r.fail(len(r.text), "no element in the file")
	}
	return nil
}

// next reads one piece of markup or the text up to the next one.
func (r *reader) next() error {
	rest := r.text[r.at:]
	switch {
	case rest[0] != '<':
		return r.charData()
	case strings.HasPrefix(rest, "</"):
		return r.endTag()
	case strings.HasPrefix(rest, "<?"):
		return r.procInst()
	case strings.HasPrefix(rest, "<!--"):
		return r.comment()
	case strings.HasPrefix(rest, "<![CDATA["):
		return r.cdata()
	case strings.HasPrefix(rest, "<!DOCTYPE"):
		return r.doctype()
	case strings.HasPrefix(rest, "<!"):
		return r.noMarkup(rest)
	}
	return r.startTag()
}

// noMarkup is the error of a <! that opens nothing known.
func (r *reader) noMarkup(rest string) error {
	switch {
	case strings.HasPrefix("<!--", rest), strings.HasPrefix("<![CDATA[", rest), strings.HasPrefix("<!DOCTYPE", rest):
		return r.unclosed("", 0)
	case strings.HasPrefix(rest, "<!-"):
		return r.fail(r.at, "a comment that does not start with <!--")
	case strings.HasPrefix(rest, "<!["):
		return r.fail(r.at, "a section that does not start with <![CDATA[")
	}
	return r.fail(r.at, "a <! that starts no comment, CDATA section or DOCTYPE")
}

func (r *reader) charData() error {
	start, end := r.at, len(r.text)
	if i := strings.IndexByte(r.text[start:], '<'); i >= 0 {
		end = start + i
	}
	run := r.text[start:end]
	if r.open == nil {
		if i := notBlank(run); i >= 0 {
			return r.fail(start+i, "text outside the root element")
		}
		r.at = end
		return nil
	}
	stop := end
	if i := strings.Index(run, "]]>"); i >= 0 {
		stop = start + i
	}
	data, err := r.resolve(start, stop, false)
	if err != nil {
		return err
	}
	if stop < end {
		return r.fail(stop, "]]> outside a CDATA section: write ]]&gt;")
	}
	r.open.node.CreateText(data)
	r.at = end
	return nil
}

func (r *reader) cdata() error {
	start := r.at + len("<![CDATA[")
	if r.open == nil {
		return r.fail(r.at, "text outside the root element")
	}
	n := strings.Index(r.text[start:], "]]>")
	if n < 0 {
		return r.unclosed("a CDATA section", r.at)
	}
	if n > 0 {
		r.open.node.CreateText(lineEnds(r.text[start : start+n]))
	}
	r.at = start + n + len("]]>")
	return nil
}

func (r *reader) comment() error {
	start := r.at + len("<!--")
	n := strings.Index(r.text[start:], "--")
	switch end := start + n + len("--"); {
	case n < 0, end == len(r.text):
		return r.unclosed("a comment", r.at)
	case r.text[end] != '>':
		return r.fail(start+n, "-- inside a comment")
	default:
		r.tree.comments = append(r.tree.comments, Span{Start: r.at, End: end + 1})
		if r.open != nil {
			r.open.node.CreateComment("")
		}
		r.at = end + 1
		return nil
	}
}

// procInst reads a processing instruction and keeps nothing of it.
func (r *reader) procInst() error {
	name := r.at + len("<?")
	end, err := r.name(name)
	if err != nil {
		return err
	}
	target, rest := r.text[name:end], r.text[end:]
	switch n := strings.Index(rest, "?>"); {
	case target == "xml":
		return r.fail(r.at, "the XML declaration is not at the very start of the file")
	case strings.EqualFold(target, "xml"):
		return r.fail(r.at, "a processing instruction named xml, which is reserved")
	case n < 0:
		return r.unclosed("a processing instruction", r.at)
	case target == "":
		return r.fail(r.at, "a <? without a name")
	case n > 0 && !isBlank(rest[0]):
		return r.fail(end, "no blank after the name of a processing instruction")
	default:
		r.at = end + n + len("?>")
		return nil
	}
}

func (r *reader) endTag() error {
	start := r.at
	end, err := r.name(start + len("</"))
	if err != nil {
		return err
	}
	name := r.text[start+len("</") : end]
	closed := r.blanks(end)
	switch {
	case closed == len(r.text):
		return r.unclosed("", 0)
	case name == "":
		return r.fail(start, "an end tag without a name")
	case r.text[closed] != '>':
		return r.fail(closed, "an end tag with more than a name")
	case r.open == nil:
		return r.fail(start, "end tag </%s> without a start tag", name)
	}
	if want := r.open.QName(); name != want {
		line, _ := r.file.position(r.open.Span.Start)
		err := r.file.syntaxError(r.path, start, "end tag </%s> where </%s> was expected (opened at line %d)", name, want, line)
		err.Opened = r.open.Span.Start
		return err
	}
	r.close(start, closed+1)
	return nil
}

// close ends the innermost open element, whose end tag is [start,end).
func (r *reader) close(start, end int) {
	r.open.Inner.End, r.open.Span.End = start, end
	r.open = r.open.parent
	r.depth--
	r.at = end
}

// newElement opens an element.
func (r *reader) newElement(name string, tag Span) (*Element, error) {
	t := r.tree
	if r.open == nil && t.root != nil {
		return nil, r.fail(tag.Start, "a second root element <%s>: an XML file has one", name)
	}
	node := etree.NewElement("")
	node.Space, node.Tag = splitName(name)
	r.namespaces = r.namespaces || node.Space != "" || strings.IndexByte(node.Tag, ':') >= 0
	e := &Element{Span: tag, StartTag: tag, Inner: Span{Start: tag.End, End: tag.End}, node: node, parent: r.open}
	if r.open != nil {
		r.open.node.AddChild(node)
		r.open.children = append(r.open.children, e)
	} else {
		t.nodes.AddChild(node)
		t.root = e
	}
	t.elements[node] = e
	if r.depth++; r.depth > maxDepth {
		return nil, ErrTooDeep
	}
	if len(t.elements) > maxElements {
		return nil, ErrTooMany
	}
	r.open = e
	return e, nil
}
