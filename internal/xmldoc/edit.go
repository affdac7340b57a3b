package xmldoc

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Edit replaces the bytes of Span by New, in the file of the Document that made
// it. An empty Span is an insertion.
type Edit struct {
	Span Span
	New  string
}

// ErrNotEditable says that a file decodes to text that does not encode back to
// the same bytes, so that no edit could leave the rest of it alone.
var ErrNotEditable = errors.New("the file does not read back to the same bytes in its own encoding")

// Editable reports whether edits of s leave all else alone: the file encodes
// back to its own bytes and s holds no template code and nothing of the DOCTYPE,
// which may hold for many elements.
func (d *Document) Editable(s Span) bool {
	return d.root != nil && !d.code.Touches(s.Start, s.End) && d.encodable && !d.inDoctype(s)
}

// Edited is the text of d with all edits made. Edits that overlap, lie outside
// the text or touch template code are an error, and then none is made.
// Insertions at one place come in the order given.
func (d *Document) Edited(edits []Edit) (string, error) {
	if d == nil || d.root == nil {
		return "", errors.New("edit: the file is not well-formed XML")
	}
	sorted := append([]Edit(nil), edits...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Span.Start < sorted[j].Span.Start })
	var out strings.Builder
	at := 0
	for _, e := range sorted {
		switch {
		case e.Span.Start < 0 || e.Span.End < e.Span.Start || e.Span.End > len(d.text):
			return "", fmt.Errorf("edit %s: bytes %d to %d are not in the file", d.Path, e.Span.Start, e.Span.End)
		case e.Span.Start < at:
			return "", d.editError(e.Span, "two edits overlap")
		case d.code.Touches(e.Span.Start, e.Span.End):
			return "", d.editError(e.Span, "it would change template code")
		}
		out.WriteString(d.text[at:e.Span.Start])
		out.WriteString(e.New)
		at = e.Span.End
	}
	out.WriteString(d.text[at:])
	return out.String(), nil
}

func (d *Document) editError(at Span, what string) error {
	line, col := d.Position(at.Start)
	return fmt.Errorf("edit %s:%d:%d: %s", d.Path, line, col, what)
}

// Apply gives the bytes of the file with all edits made, whole or not at all.
func (d *Document) Apply(edits []Edit) ([]byte, error) {
	text, err := d.Edited(edits)
	if err != nil {
		return nil, err
	}
	if !d.encodable {
		return nil, fmt.Errorf("edit %s: %w", d.Path, ErrNotEditable)
	}
	out, err := d.codec.encode(text)
	if err != nil {
		return nil, fmt.Errorf("edit %s: %w", d.Path, err)
	}
	return out, nil
}

// Replace changes the bytes of s to text, which is XML already.
func (d *Document) Replace(s Span, text string) Edit { return Edit{Span: s, New: text} }

// SetText gives e the text value. An empty-element tag is opened up. It is an
// error when e holds child elements, or text in several chunks around a comment
// or CDATA section, which no single edit can change without touching those.
func (d *Document) SetText(e *Element, value string) (Edit, error) {
	if e.SelfClosing {
		return Edit{Span{Start: e.Inner.Start, End: e.StartTag.End}, ">" + d.EscapeText(value) + "</" + e.QName() + ">"}, nil
	}
	inner := d.Slice(e.Inner)
	if len(e.Children()) > 0 || strings.Contains(inner, "<") {
		return Edit{}, d.editError(e.Span, "<"+e.QName()+"> holds more than plain text")
	}
	return Edit{e.Inner, d.EscapeText(value)}, nil
}

// SetAttr gives an attribute another value, in the quotes it has.
func (d *Document) SetAttr(a Attr, value string) Edit {
	return Edit{a.ValueSpan, d.escapeAttr(value, d.text[a.ValueSpan.End])}
}

// RenameAttr gives an attribute another name.
func (d *Document) RenameAttr(a Attr, name string) Edit { return Edit{a.NameSpan, name} }

// AddAttr adds an attribute to e behind the attribute named after, or at the
// end of the start tag when there is none of that name. The new one is set off
// like its neighbour: on a line of its own when that is.
func (d *Document) AddAttr(e *Element, after, name, value string) Edit {
	at := e.StartTag.Start + 1 + len(e.QName())
	gap := " "
	attrs := e.Attrs()
	for i, a := range attrs {
		if a.Default {
			break // they come last
		}
		before := e.StartTag.Start + 1 + len(e.QName())
		if i > 0 {
			before = attrs[i-1].Span.End
		}
		// The gap of the first attribute is often other than that of the rest.
		if g := d.text[before:a.Span.Start]; i == 0 && len(attrs) > 1 {
			gap = " "
		} else if strings.TrimLeft(g, " \t\r\n") == "" && !d.code.Touches(before, a.Span.Start) {
			gap = g
		}
		at = a.Span.End
		if a.Prefix == "" && a.Name == after {
			break
		}
	}
	return Edit{Span{Start: at, End: at}, gap + name + `="` + d.escapeAttr(value, '"') + `"`}
}

// EscapeText writes value as element text in the file's encoding.
func (d *Document) EscapeText(value string) string { return d.escape(value, 0) }

func (d *Document) escapeAttr(value string, quote byte) string { return d.escape(value, quote) }

// escape writes value with the references it needs as text (quote 0) or inside
// quote; a character that the file's encoding lacks becomes a reference too.
func (d *Document) escape(value string, quote byte) string {
	var b strings.Builder
	for _, r := range value {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>' && quote == 0:
			b.WriteString("&gt;")
		case r == '"' && quote == '"':
			b.WriteString("&quot;")
		case r == '\'' && quote == '\'':
			b.WriteString("&apos;")
		case r == '\r', (r == '\n' || r == '\t') && quote != 0, !d.codec.holds(r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
