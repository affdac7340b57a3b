package xmldoc

import (
	"errors"

	"github.com/carbonlint/carbonlint/internal/template"
)

// Parse reads src as XML. Template code is masked first, so that the rest of a
// template is read at its true positions. The error is a *SyntaxError, or one of
// the limits such as ErrTooMany; the Document that comes with it has text and
// positions but no tree. It keeps src, which must not change any more.
func Parse(path string, src []byte) (*Document, error) {
	f, err := newFile(path, src)
	var readings []*Document
	switch {
	case err != nil:
	case f.code == nil:
		readings, err = one(f.reading(path, f.text, nil))
	default:
		readings, err = f.readTemplate(path)
	}
	if err != nil {
		return &Document{Path: path, file: f, tree: &tree{}}, err
	}
	d := readings[0]
	d.others = readings[1:]
	return d, nil
}

// readTemplate reads the text with as many branches of its template code as make up a well-formed whole. It tries, in
// this order:
//
//   - all branches;
//   - without those that repeat a part of an element, once for each root element that the template chooses from;
//   - only the first branch of each if.
//
// The error is that of the first attempt.
func (f *file) readTemplate(path string) ([]*Document, error) {
	d, err := f.reading(path, f.code.Masked(), nil)
	if err == nil || isLimit(err) && !errors.Is(err, ErrTooDeep) { // with fewer branches, elements may nest less deep
		return one(d, err)
	}
	readings := f.code.Readings()
	switch {
	case len(readings) > template.MaxReadings:
		return nil, ErrTooManyRoots
	case len(readings) > 1:
		return f.readRoots(path, readings)
	}
	if d, second := f.reading(path, readings[0].Masked(), readings[0].Hidden); second == nil {
		return one(d, nil)
	}
	masked, hidden := f.code.MaskedFirst()
	if d, third := f.reading(path, masked, hidden); third == nil {
		return one(d, nil)
	}
	return nil, err
}

// readRoots makes a Document of each reading.
func (f *file) readRoots(path string, readings []template.Reading) ([]*Document, error) {
	var list []*Document
	for i, r := range readings {
		d, err := f.reading(path, r.Masked(), r.Hidden)
		if err != nil {
			return nil, err
		}
		d.reading = i
		list = append(list, d)
	}
	return list, nil
}

func one(d *Document, err error) ([]*Document, error) { return []*Document{d}, err }

// reading is the Document of the text with its template code and the hidden
// branches masked.
func (f *file) reading(path, masked string, hidden []template.Hidden) (*Document, error) {
	t, err := f.parse(path, masked)
	if err != nil {
		return nil, err
	}
	d := &Document{Path: path, file: f, tree: t, hidden: hidden, hiddenIn: map[int]bool{}}
	for _, h := range hidden {
		d.hiddenIn[h.Block] = true
	}
	return d, nil
}

// parse builds the tree of masked, which is the text with its template code
// masked.
func (f *file) parse(path, masked string) (*tree, error) {
	t := &tree{read: masked}
	r := reader{path: path, file: f, tree: t, text: masked}
	err := r.document()
	if err != nil && isLimit(err) {
		return nil, err
	}
	// A character that is allowed nowhere is a mistake like others: the first one counts.
	if !f.legal || t.xml11 {
		if bad := firstIllegal(r.text, t.xml11); bad >= 0 {
			if syn := (*SyntaxError)(nil); !errors.As(err, &syn) || bad <= syn.Offset {
				return nil, r.fail(bad, "a control character that XML does not allow")
			}
		}
	}
	if err == nil {
		err = r.left
	}
	if err != nil {
		return nil, err
	}
	t.build(r.records)
	if r.colons || r.xmlns {
		t.namespaceErrors = t.readNamespaces(f)
	}
	return t, nil
}
