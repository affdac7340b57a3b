package xmldoc

import (
	"errors"
	"strings"

	"github.com/beevik/etree"

	"github.com/carbonlint/carbonlint/internal/template"
)

// Parse reads src as XML. Template code is masked first, so that the rest of a
// template is read at its true positions. The error is a *SyntaxError, or one of
// the limits such as ErrTooMany; the Document that comes with it has text and
// positions but no tree.
func Parse(path string, src []byte) (*Document, error) {
	d := &Document{Path: path, src: src}
	var err, bad error
	d.codec, err = sniff(src)
	if d.text, bad = d.codec.decode(src); err == nil {
		err = bad
	}
	if wrong := (*encodingError)(nil); errors.As(err, &wrong) {
		d.readLines()
		return d, d.syntaxError(wrong.offset, "%s", wrong.msg)
	}
	d.encodable = d.codec.restores(d.text, d.src)
	d.readLines()
	d.code = template.Scan(d.text)
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

// parse builds the tree of text, in which template code is already masked.
func (d *Document) parse(text string) error {
	d.read = text
	d.tree = etree.NewDocument()
	d.elements = make(map[*etree.Element]*Element, strings.Count(text, "</"))
	d.root, d.comments, d.doctype, d.xml11, d.namespaceErrors = nil, nil, Span{}, false, nil
	r := reader{doc: d, text: text}
	err := r.document()
	if err != nil && isLimit(err) {
		return err
	}
	// A character that is allowed nowhere is a mistake like others: the first one counts.
	if bad := firstIllegal(r.text, d.xml11); bad >= 0 {
		if syn := (*SyntaxError)(nil); !errors.As(err, &syn) || bad <= syn.Offset {
			return d.syntaxError(bad, "a control character that XML does not allow")
		}
	}
	if err == nil {
		err = r.left
	}
	if err == nil && r.namespaces {
		d.namespaceErrors = d.readNamespaces()
	}
	return err
}
