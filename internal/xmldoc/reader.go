package xmldoc

import "strings"

// reader reads a text as XML 1.0 or 1.1 and builds its tree. It
// refuses what Xerces and Woodstox refuse, the parsers of the server, so that
// carbonlint never judges or edits a file that the server cannot read.
// testdata/wellformed.txt compares their verdicts with ours.
type reader struct {
	path     string // for errors
	file     *file
	tree     *tree
	text     string // of the length of the file's text, template code masked
	at       int    // where the next markup or text starts
	records  []record
	open     []int32    // the open elements in records, the innermost last
	only     bool       // standalone: no other file declares anything that counts
	dtd      *dtd       // nil without DOCTYPE
	colons   bool       // some name has one
	xmlns    bool       // a default namespace is declared
	interned [128]int32 // see intern
	expanded int        // bytes that references to entities have come to
	left     error      // why the text is not read though it is well-formed
	defaults int        // attributes that the DOCTYPE has given
	nesting  int        // of the entity that is being read
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
	if len(r.open) > 0 {
		return r.unclosed("", 0)
	}
	if len(r.records) == 0 {
		return r.fail(len(r.text), "no element in the file")
	}
	return nil
}

// next reads one piece of markup or the text up to the next one.
func (r *reader) next() error {
	rest := r.text[r.at:]
	if rest[0] != '<' {
		return r.charData()
	}
	if len(rest) == 1 {
		return r.startTag()
	}
	switch rest[1] {
	case '/':
		return r.endTag()
	case '?':
		return r.procInst()
	case '!':
		return r.declared(rest)
	}
	return r.startTag()
}

// declared reads what a <! begins.
func (r *reader) declared(rest string) error {
	switch {
	case strings.HasPrefix(rest, "<!--"):
		return r.comment()
	case strings.HasPrefix(rest, "<![CDATA["):
		return r.cdata()
	case strings.HasPrefix(rest, "<!DOCTYPE"):
		return r.doctype()
	}
	return r.noMarkup(rest)
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
	start, text := r.at, r.text
	// Most text is the white space between two tags.
	at := skipBlanks(text, start)
	if at < len(text) && text[at] == '<' {
		r.at = at
		return nil
	}
	end := len(text)
	if i := strings.IndexByte(text[at:], '<'); i >= 0 {
		end = at + i
	}
	if len(r.open) == 0 {
		if at < end {
			return r.fail(at, "text outside the root element")
		}
		r.at = end
		return nil
	}
	stop := end
	if run := text[at:end]; strings.IndexByte(run, ']') >= 0 {
		if i := strings.Index(run, "]]>"); i >= 0 {
			stop = at + i
		}
	}
	if err := r.check(start, stop, false); err != nil {
		return err
	}
	if stop < end {
		return r.fail(stop, "]]> outside a CDATA section: write ]]&gt;")
	}
	r.at = end
	return nil
}

func (r *reader) cdata() error {
	start := r.at + len("<![CDATA[")
	if len(r.open) == 0 {
		return r.fail(r.at, "text outside the root element")
	}
	n := strings.Index(r.text[start:], "]]>")
	if n < 0 {
		return r.unclosed("a CDATA section", r.at)
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
		r.tree.comments = append(roomFor(r, r.tree.comments), Span{Start: r.at, End: end + 1})
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
	if end, ok := r.plainEndTag(); ok {
		r.close(start, end)
		return nil
	}
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
	case len(r.open) == 0:
		return r.fail(start, "end tag </%s> without a start tag", name)
	}
	if want, opened := r.innermost(); name != want {
		line, _ := r.file.position(opened)
		err := r.file.syntaxError(r.path, start, "end tag </%s> where </%s> was expected (opened at line %d)", name, want, line)
		err.Opened = opened
		return err
	}
	r.close(start, closed+1)
	return nil
}

// plainEndTag finds the end of an end tag that is written as most are: the name
// of the innermost element and nothing else.
func (r *reader) plainEndTag() (end int, ok bool) {
	if len(r.open) == 0 {
		return 0, false
	}
	name, _ := r.innermost()
	at := r.at + len("</")
	end = at + len(name)
	if end >= len(r.text) || r.text[end] != '>' || r.text[at:end] != name {
		return 0, false
	}
	return end + 1, true
}
