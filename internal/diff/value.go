package diff

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/identity"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// nameOf is the local name of e; with template code in it, the name as written.
func (r *xmlReader) nameOf(e *xmldoc.Element, base int) string {
	span := shift(xmldoc.Span{Start: e.StartTag.Start + 1, End: e.StartTag.Start + 1 + len(e.QName())}, base)
	if r.doc.Template().Touches(span.Start, span.End) {
		return r.coded(span)
	}
	return e.Name()
}

// keyed is a key of e in which template code is written as it is, not as the
// blanks that stand in for it.
func (r *xmlReader) keyed(key string, name identity.Name, e *xmldoc.Element, base int) string {
	if key == "" || r.doc.Template() == nil {
		return key
	}
	put := func(value string, span xmldoc.Span) {
		if value = strings.TrimSpace(value); value != "" && r.doc.Template().Touches(span.Start, span.End) {
			key = strings.ReplaceAll(key, value, strings.TrimSpace(r.coded(span)))
		}
	}
	for _, attr := range name.Attrs {
		if a, ok := e.Attr(attr); ok {
			put(a.Value, shift(a.ValueSpan, base))
		}
	}
	for _, k := range name.Children {
		put(k.Text(), shift(k.Inner, base))
	}
	if name.OwnText {
		put(e.Text(), shift(e.Inner, base))
	}
	return key
}

func (r *xmlReader) attr(n *node, e *xmldoc.Element, a xmldoc.Attr, base int, naming bool) attr {
	out := attr{name: a.Name, id: a.Name, naming: naming && a.Prefix == "", line: r.source.line(base + a.Span.Start)}
	if a.Prefix != "" {
		out.name = a.Prefix + ":" + a.Name
		out.id = out.name
		if uri, ok := e.ResolvePrefix(a.Prefix); ok {
			out.id = uri + " " + a.Name
		}
	}
	out.span = shift(a.ValueSpan, base)
	code := r.doc.Template()
	if name := shift(a.NameSpan, base); code.Touches(name.Start, name.End) {
		out.name = r.coded(name)
		out.id = out.name
	}
	out.condition = r.conditions.of(r.doc.Condition(base+a.Span.Start), n.within)
	raw := r.doc.Slice(out.span)
	out.lines = strings.ContainsAny(raw, "\r\n")
	switch {
	case code.Touches(out.span.Start, out.span.End):
		out.value = r.coded(out.span)
		if code.Touches(out.span.Start, out.span.Start) {
			out.value += " (without quotes)"
		}
	case strings.ContainsAny(raw, "\t\r\n"):
		out.value = decoded(blanked(raw), blanked(a.Value))
	default:
		out.value = a.Value
	}
	out.value = restore(out.value)
	return out
}

// same reports whether two attributes have the same value. Where one of them
// goes over several lines, the number of blanks is layout.
func (a *attr) same(b *attr) bool {
	if a.value == b.value {
		return true
	}
	return (a.lines || b.lines) && runs.ReplaceAllLiteralString(a.value, " ") == runs.ReplaceAllLiteralString(b.value, " ")
}

var runs = lazy.MustCompile(`[ \t\r\n]+`)

// blanked is the source of an attribute's value with a blank for each line break
// and tab, as XML has it.
func blanked(raw string) string {
	return strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ").Replace(raw)
}

// decoded is the source of a text with its references and CDATA sections
// resolved and comments left out, or else when it is not well-formed by itself.
func decoded(raw, orElse string) string {
	if !strings.ContainsAny(raw, "&<") {
		return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(raw)
	}
	doc, err := xmldoc.Parse("", []byte("<x>"+raw+"</x>"))
	if err != nil || len(doc.Root().Children()) > 0 {
		return orElse
	}
	return doc.Root().Text()
}

// coded is a value that holds template code: the text around the code as XML
// reads it, and the code written in one way.
// Branches that are not read are left out; beside them, blanks around code are
// layout.
func (r *xmlReader) coded(span xmldoc.Span) string {
	code := r.doc.Template()
	var b strings.Builder
	var sources []string
	write := func(t template.Tag) string {
		sources = append(sources, code.Source(t))
		return fmt.Sprintf("\ue000%d\ue001", len(sources)-1)
	}
	at := span.Start
	for _, h := range r.doc.HiddenIn(span) {
		b.WriteString(code.Strip(at, max(at, h.Start), write))
		at = max(at, h.End)
	}
	b.WriteString(code.Strip(at, max(at, span.End), write))
	raw := decoded(b.String(), b.String())
	if at > span.Start {
		raw = aroundMarker.ReplaceAllString(raw, "$1")
	}
	return marker.ReplaceAllStringFunc(raw, func(m string) string {
		i, err := strconv.Atoi(strings.Trim(m, "\ue000\ue001"))
		if err != nil || i >= len(sources) {
			return m // of the file itself
		}
		return sources[i]
	})
}

var (
	marker       = lazy.MustCompile("\ue000[0-9]{1,9}\ue001")
	aroundMarker = lazy.MustCompile(`\s*(` + marker.String() + `)\s*`)
)

// text is the text of e. Of an element with children only what is not layout
// counts. Template code in the text of a leaf is part of it, in its source.
func (r *xmlReader) text(e *xmldoc.Element, n *node, blanks identity.Blanks) string {
	coded := r.doc.Template().Touches(n.value.span.Start, n.value.span.End)
	switch {
	case !n.leaf && coded:
		return restore(strings.Join(strings.Fields(e.Text()), " "))
	case !n.leaf:
		return restore(strings.TrimSpace(layout(e.Text(), identity.AsLayout)))
	case coded && r.silent(n.value.span):
		return withoutLineBreaks(r.coded(n.value.span))
	case coded:
		return layout(r.coded(n.value.span), blanks)
	}
	return restore(layout(e.Text(), blanks))
}

// silent reports whether a text with code in it is blank whatever the code does.
func (r *xmlReader) silent(span xmldoc.Span) bool {
	code := r.doc.Template()
	nothing := func(template.Tag) string { return "" }
	return !code.MayWrite(span.Start, span.End) && strings.TrimSpace(code.Strip(span.Start, span.End, nothing)) == ""
}

// layout takes out of a value what only lays out the file: white space that
// holds a line break counts for one line break inside, and at either end for
// nothing unless the server keeps it. Blanks on the line of the value stay: the
// server reads "true" and " true " differently, but where it trims.
func layout(s string, blanks identity.Blanks) string {
	if strings.Contains(s, "\n") {
		s = oneLineBreak(s)
		if blanks == identity.AsLayout || s == "\n" {
			s = strings.Trim(s, "\n")
		}
	}
	if blanks == identity.Trimmed {
		s = strings.TrimSpace(s)
	}
	return s
}
