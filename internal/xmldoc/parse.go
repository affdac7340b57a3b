package xmldoc

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/beevik/etree"

	"github.com/carbonlint/carbonlint/internal/template"
)

// SyntaxError says why and where a file is not well-formed XML.
type SyntaxError struct {
	Path      string
	Line, Col int
	Offset    int // into Document.Text
	Opened    int // where the element in question was opened; -1 when none is
	Msg       string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("read %s:%d:%d: %s", e.Path, e.Line, e.Col, e.Msg)
}

// Parse reads src as XML. Template code is masked first, so that the rest of a
// template is read at its true positions. The error is a *SyntaxError, or one of
// the limits such as ErrTooMany; the Document that comes with it has text and
// positions but no tree.
func Parse(path string, src []byte) (*Document, error) {
	d := &Document{Path: path, src: src}
	var err error
	if d.codec, err = sniff(src); err == nil {
		d.text, err = d.codec.decode(src)
	}
	if err != nil {
		// Read byte for byte, so that positions are still those of the file.
		d.text, d.codec = strings.ToValidUTF8(string(src), "?"), codec{name: "unknown"}
		d.readLines()
		at := 0
		if bad := (*invalidBytes)(nil); errors.As(err, &bad) {
			at = bad.offset
		}
		return d, d.syntaxError(at, "%v", err)
	}
	d.encodable = d.codec.restores(d.text, d.src)
	d.readLines()
	d.code = template.ScanFile(path, d.text)
	if d.code == nil {
		err = d.parse(d.text)
	} else {
		err = d.parseTemplate()
	}
	if err != nil {
		d.tree, d.root, d.elements, d.comments = nil, nil, nil, nil
	}
	return d, err
}

// parseTemplate reads the text with as many branches of its template code as make up a well-formed whole: all of them;
// those that do not repeat a part of an element, once for each root element that the template chooses from; only the
// first of each if. The error is that of the first attempt.
func (d *Document) parseTemplate() error {
	err := d.parse(d.code.Masked())
	if err == nil || isLimit(err) {
		return err
	}
	readings := d.code.Readings()
	if len(readings) > template.MaxReadings {
		return ErrTooManyRoots
	}
	if len(readings) > 1 {
		return d.parseRoots(readings)
	}
	if d.parseReading(readings[0]) == nil {
		return nil
	}
	masked, hidden := d.code.MaskedFirst()
	if d.parse(masked) != nil {
		return err
	}
	d.hide(hidden)
	return nil
}

// parseRoots makes a Document of each reading, the first of which is d.
func (d *Document) parseRoots(readings []template.Reading) error {
	for i, r := range readings {
		o := d
		if i > 0 {
			o = &Document{
				Path: d.Path, src: d.src, text: d.text, codec: d.codec, encodable: d.encodable, code: d.code,
				lines: d.lines, chars: d.chars, reading: i,
			}
			d.others = append(d.others, o)
		}
		if err := o.parseReading(r); err != nil {
			d.others = nil
			return err
		}
	}
	return nil
}

func (d *Document) parseReading(r template.Reading) error {
	d.hide(r.Hidden)
	return d.parse(r.Masked())
}

// hide notes the branches that are not read.
func (d *Document) hide(hidden []template.Hidden) {
	d.hidden, d.hiddenIn = hidden, map[int]bool{}
	for _, h := range hidden {
		d.hiddenIn[h.Block] = true
	}
}

func (d *Document) syntaxError(off int, format string, args ...any) *SyntaxError {
	line, col := d.Position(off)
	return &SyntaxError{Path: d.Path, Line: line, Col: col, Offset: off, Opened: -1, Msg: fmt.Sprintf(format, args...)}
}

var (
	xmlDeclaration = regexp.MustCompile(`^\s*<\?xml\s[^<>]*\?>`)
	entityDecl     = regexp.MustCompile(`<!ENTITY\s+([\pL_:][\pL\pN_:.-]*)\s+(?:"([^"]*)"|'([^']*)')\s*>`)
)

// parse builds the tree of text, in which template code is already masked.
func (d *Document) parse(text string) error {
	d.read = text
	d.tree = etree.NewDocument()
	d.elements = make(map[*etree.Element]*Element, strings.Count(text, "</"))
	d.root, d.comments = nil, nil

	base := 0
	if m := xmlDeclaration.FindStringIndex(text); m != nil && (d.code != nil || text[0] == '<') {
		base = m[1]
	}
	dec := xml.NewDecoder(strings.NewReader(text[base:]))
	var open *Element
	depth := 0
	for {
		start := base + int(dec.InputOffset())
		tok, err := dec.RawToken()
		end := base + int(dec.InputOffset())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return d.readError(err, open, end)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if open == nil && d.root != nil {
				return d.syntaxError(start, "a second root element <%s>: an XML file has one", qname(t.Name))
			}
			e, err := d.element(t, open, text, Span{start, end})
			if err != nil {
				return err
			}
			if depth++; depth > maxDepth {
				return ErrTooDeep
			}
			if len(d.elements) > maxElements {
				return ErrTooMany
			}
			if open == nil {
				d.root = e
			}
			open = e
		case xml.EndElement:
			if open == nil {
				return d.syntaxError(start, "end tag </%s> without a start tag", qname(t.Name))
			}
			if got, want := qname(t.Name), open.QName(); got != want {
				line, _ := d.Position(open.Span.Start)
				err := d.syntaxError(start, "end tag </%s> where </%s> was expected (opened at line %d)", got, want, line)
				err.Opened = open.Span.Start
				return err
			}
			open.Inner.End, open.Span.End = start, end
			if start == end { // <a/>
				open.SelfClosing = true
				open.Inner = Span{open.StartTag.End - len("/>"), open.StartTag.End - len("/>")}
			}
			open = open.parent
			depth--
		case xml.CharData:
			if open != nil {
				open.node.CreateText(string(t))
			} else if i := bytes.IndexFunc(t, func(r rune) bool { return !strings.ContainsRune(" \t\r\n", r) }); i >= 0 {
				off := start + strings.IndexFunc(text[start:end], func(r rune) bool { return !strings.ContainsRune(" \t\r\n", r) })
				return d.syntaxError(max(off, start), "text outside the root element")
			}
		case xml.Comment:
			d.comments = append(d.comments, Span{start, end})
			if open != nil {
				open.node.CreateComment("")
			}
		case xml.ProcInst:
			if strings.EqualFold(t.Target, "xml") {
				return d.syntaxError(start, "the XML declaration is not at the very start of the file")
			}
		case xml.Directive:
			if dec.Entity != nil || d.root != nil {
				if d.code == nil {
					return d.syntaxError(start, "a declaration such as DOCTYPE that is not at the start of the file, or not the first")
				}
				continue // of several arms of a condition the first counts
			}
			dec.Entity = map[string]string{}
			for _, m := range entityDecl.FindAllStringSubmatch(string(t), -1) {
				dec.Entity[m[1]] = m[2] + m[3]
			}
			if expands(text[end:], dec.Entity) {
				return ErrEntities
			}
		}
	}
	if open != nil {
		return d.unclosed(open)
	}
	if d.root == nil {
		return d.syntaxError(len(text), "no element in the file")
	}
	return nil
}

// element adds the element of a start tag at span to the tree.
func (d *Document) element(t xml.StartElement, parent *Element, text string, span Span) (*Element, error) {
	node := etree.NewElement(qname(t.Name))
	e := &Element{Span: span, StartTag: span, Inner: Span{span.End, span.End}, node: node, parent: parent}
	if parent != nil {
		parent.node.AddChild(node)
		parent.children = append(parent.children, e)
	} else {
		d.tree.AddChild(node)
	}
	d.elements[node] = e
	switch n := len(t.Attr); {
	case n == 0:
		return e, nil
	case n > maxAttrs:
		return nil, ErrTooManyAttrs
	}
	e.attrs = make([]Attr, 0, len(t.Attr))
	node.Attr = make([]etree.Attr, 0, len(t.Attr))
	at := span.Start + 1 + len(qname(t.Name))
	for _, a := range t.Attr {
		attr := scanAttr(text, at)
		attr.Prefix, attr.Name, attr.Value = a.Name.Space, a.Name.Local, a.Value
		at = attr.Span.End
		for _, b := range e.attrs {
			if b.Prefix == attr.Prefix && b.Name == attr.Name && !d.code.Condition(b.Span.Start).Excludes(d.code.Condition(attr.Span.Start)) {
				return nil, d.syntaxError(attr.Span.Start, "attribute %s is given twice in <%s>", qname(a.Name), qname(t.Name))
			}
		}
		e.attrs = append(e.attrs, attr)
		node.Attr = append(node.Attr, etree.Attr{Space: a.Name.Space, Key: a.Name.Local, Value: a.Value})
	}
	return e, nil
}

// scanAttr finds the extents of the attribute that starts at or after at, in a
// start tag that is known to be well-formed.
func scanAttr(text string, at int) Attr {
	start := at + strings.IndexFunc(text[at:], func(r rune) bool { return !strings.ContainsRune(" \t\r\n", r) })
	eq := start + strings.IndexByte(text[start:], '=')
	name := strings.TrimRight(text[start:eq], " \t\r\n")
	open := eq + 1 + strings.IndexAny(text[eq+1:], `"'`)
	end := open + 1 + strings.IndexByte(text[open+1:], text[open])
	return Attr{Span: Span{start, end + 1}, NameSpan: Span{start, start + len(name)}, ValueSpan: Span{open + 1, end}}
}

// readError puts the decoder's error in carbonlint's words. Of the file's own
// text it repeats nothing: a stray & or < is most often part of a password.
func (d *Document) readError(err error, open *Element, off int) error {
	var syn *xml.SyntaxError
	if !errors.As(err, &syn) {
		return d.syntaxError(off, "an XML declaration that is not at the very start of the file")
	}
	if syn.Msg == "unexpected EOF" && open != nil {
		return d.unclosed(open)
	}
	for _, m := range decoderMessages {
		if strings.HasPrefix(syn.Msg, m.prefix) {
			return d.syntaxError(off, "%s", m.say)
		}
	}
	return d.syntaxError(off, "not well-formed XML")
}

var decoderMessages = []struct{ prefix, say string }{
	{"unexpected EOF", "the file ends too early"},
	{"invalid character entity", "an & that starts no known entity: write &amp; for the character itself"},
	{"unescaped < inside quoted string", "a < inside an attribute value: write &lt;"},
	{"unescaped ]]> not in CDATA section", "]]> outside a CDATA section"},
	{"unquoted or missing attribute value", "an attribute value without quotes"},
	{"attribute name without =", "an attribute without a value"},
	{"expected attribute name", "something that is no attribute inside a start tag"},
	{"expected element name after </", "an end tag without a name"},
	{"expected element name after <", "a < that starts no tag: write &lt; for the character itself"},
	{"expected /> in element", "a / inside a start tag that does not end it"},
	{"invalid sequence \"--\" not allowed in comments", "-- inside a comment"},
	{"illegal character code", "a control character that XML does not allow"},
	{"invalid UTF-8", "not valid UTF-8"},
	{"invalid XML name", "a name that XML does not allow"},
	{"invalid sequence <!-", "a comment that is not opened as <!--"},
	{"invalid <![ sequence", "a section that is not opened as <![CDATA["},
	{"invalid characters between </", "something behind the name in an end tag"},
}

func (d *Document) unclosed(open *Element) error {
	line, _ := d.Position(open.Span.Start)
	err := d.syntaxError(len(d.text), "the file ends inside <%s>, opened at line %d", open.QName(), line)
	err.Opened = open.Span.Start
	return err
}

func qname(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
