package xmldoc

import "fmt"

// SyntaxError says why and where a file is not well-formed XML. Msg repeats
// nothing of the file but the names of elements and attributes.
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

// unclosed is the error of a text that ends too early: inside an element, or
// inside the markup, such as a comment, that was opened last.
func (r *reader) unclosed(what string, opened int) error {
	if what == "" && len(r.open) > 0 {
		name, start := r.innermost()
		what, opened = "<"+name+">", start
	}
	if what == "" {
		return r.fail(len(r.text), "the file ends too early")
	}
	line, _ := r.file.position(opened)
	err := r.file.syntaxError(r.path, len(r.text), "the file ends inside %s, opened at line %d", what, line)
	err.Opened = opened
	return err
}

func (r *reader) fail(off int, format string, args ...any) error {
	return r.file.syntaxError(r.path, off, format, args...)
}
