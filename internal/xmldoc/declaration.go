package xmldoc

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

var encodingName = lazy.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$`)

// declaration reads the XML declaration, where there is one. In a template, code may come before it.
func (r *reader) declaration() error {
	at := 0
	if r.file.code != nil {
		at = r.blanks(at)
	}
	const open = "<?xml"
	if !strings.HasPrefix(r.text[at:], open) || at+len(open) < len(r.text) && isNameByte(r.text[at+len(open)]) {
		return nil // another instruction, such as <?xml-stylesheet?>
	}
	r.at = at
	at += len(open)
	given := map[string]bool{}
	for _, name := range []string{"version", "encoding", "standalone"} {
		start := r.blanks(at)
		if !strings.HasPrefix(r.text[start:], name) {
			continue
		}
		if start == at {
			return r.fail(start, "no blank before %s in the XML declaration", name)
		}
		value, err := r.pseudoAttribute(start + len(name))
		if err != nil {
			return err
		}
		given[name] = true
		at = value.End + 1
		if r.file.code.Touches(value.Start, value.End) {
			continue
		}
		if msg := r.wrongDeclaration(name, r.text[value.Start:value.End]); msg != "" {
			return r.fail(value.Start, "%s", msg)
		}
	}
	end := r.blanks(at)
	switch rest := r.text[end:]; {
	case rest == "", rest == "?":
		return r.unclosed("the XML declaration", r.at)
	case !strings.HasPrefix(rest, "?>"):
		return r.fail(end, "an XML declaration that has more than version, encoding and standalone, in this order")
	case !given["version"]:
		return r.fail(end, "an XML declaration without a version")
	}
	r.at = end + len("?>")
	if r.tree.xml11 {
		r.text = newLines11(r.text)
		r.tree.read = r.text
	}
	return nil
}

// pseudoAttribute finds the value behind the name of a part of the declaration that ends at at.
func (r *reader) pseudoAttribute(at int) (Span, error) {
	eq := r.blanks(at)
	if eq == len(r.text) {
		return Span{}, r.unclosed("the XML declaration", r.at)
	}
	if r.text[eq] != '=' {
		return Span{}, r.fail(eq, "a part of the XML declaration without a value")
	}
	open := r.blanks(eq + 1)
	if open == len(r.text) {
		return Span{}, r.unclosed("the XML declaration", r.at)
	}
	if r.text[open] != '"' && r.text[open] != '\'' {
		return Span{}, r.fail(open, "a value without quotes in the XML declaration")
	}
	n := strings.IndexByte(r.text[open+1:], r.text[open])
	if n < 0 {
		return Span{}, r.unclosed("the XML declaration", r.at)
	}
	return Span{Start: open + 1, End: open + 1 + n}, nil
}

// wrongDeclaration says what is wrong with the value of a part of the declaration, "" when nothing is.
func (r *reader) wrongDeclaration(name, value string) string {
	switch name {
	case "version":
		r.tree.xml11 = value == "1.1"
		if value != "1.0" && value != "1.1" {
			return "the version of XML is neither 1.0 nor 1.1"
		}
	case "encoding":
		if !encodingName.MatchString(value) {
			return "the XML declaration gives an encoding that is not the name of one"
		}
	case "standalone":
		if r.only = value == "yes"; !r.only && value != "no" {
			return "standalone in the XML declaration is neither yes nor no"
		}
	}
	return ""
}

// newLines11 writes the line ends that XML 1.1 has more than 1.0, U+0085 and U+2028, as those of 1.0, of the same length.
func newLines11(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\u0085", "\r\n"), "\u2028", " \r\n")
}
