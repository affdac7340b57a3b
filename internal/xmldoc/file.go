package xmldoc

import (
	"errors"
	"fmt"
	"sort"
	"strings"

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
	lines     []int          // offsets at which lines start
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
	f.text, f.lines = text, lineStarts(text)
	f.chars = indexChars(text, f.lines)
}

// lineStarts finds where the lines of text start: after \n, \r\n or a lone \r.
func lineStarts(text string) []int {
	starts := make([]int, 1, 1+strings.Count(text, "\n"))
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n', text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			starts = append(starts, i+1)
		}
	}
	return starts
}

// position is [Document.Position].
func (f *file) position(off int) (line, col int) {
	off = min(max(off, 0), len(f.text))
	i := sort.SearchInts(f.lines, off+1) - 1
	return i + 1, f.chars.count(f.text, f.lines[i], off) + 1
}

// exclude reports whether template code never yields both a and b.
func (f *file) exclude(a, b Span) bool {
	return f.code != nil && f.code.Condition(a.Start).Excludes(f.code.Condition(b.Start))
}

func (f *file) syntaxError(path string, off int, format string, args ...any) *SyntaxError {
	line, col := f.position(off)
	return &SyntaxError{Path: path, Line: line, Col: col, Offset: off, Opened: -1, Msg: fmt.Sprintf(format, args...)}
}
