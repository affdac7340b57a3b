package xmldoc

import (
	"errors"
	"fmt"

	"github.com/carbonlint/carbonlint/internal/pos"
	"github.com/carbonlint/carbonlint/internal/template"
)

// file is what all readings of one file share: its bytes, the text they decode
// to, and where its lines and its template code are. It never changes.
type file struct {
	src       []byte
	text      string
	codec     codec
	encodable bool           // text encodes back to src
	code      *template.Code // nil for a plain file
	lines     pos.Lines
	chars     charIndex
}

// newFile decodes src. The error is a *SyntaxError; the file that comes with it
// has text and lines.
func newFile(path string, src []byte) (*file, error) {
	c, err := sniff(src)
	text, bad := c.decode(src)
	if err == nil {
		err = bad
	}
	f := &file{src: src, codec: c}
	f.setText(text)
	if wrong := (*encodingError)(nil); errors.As(err, &wrong) {
		return f, f.syntaxError(path, wrong.offset, "%s", wrong.msg)
	}
	f.encodable = c.restores(text, src)
	f.code = template.ScanFile(path, text)
	return f, err
}

func (f *file) setText(text string) {
	f.text, f.lines = text, pos.LinesOf(text)
	f.chars = indexChars(text, f.lines)
}

// position is [Document.Position].
func (f *file) position(off int) (line, col int) {
	off = min(max(off, 0), len(f.text))
	line = f.lines.At(off)
	return line, f.chars.count(f.text, f.lines[line-1], off) + 1
}

// exclude reports whether template code never yields both a and b.
func (f *file) exclude(a, b Span) bool {
	return f.code != nil && f.code.Condition(a.Start).Excludes(f.code.Condition(b.Start))
}

func (f *file) syntaxError(path string, off int, format string, args ...any) *SyntaxError {
	line, col := f.position(off)
	return &SyntaxError{Path: path, Line: line, Col: col, Offset: off, Opened: -1, Msg: fmt.Sprintf(format, args...)}
}
