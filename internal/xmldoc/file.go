package xmldoc

import (
	"errors"
	"fmt"
	"sync"

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
	legal     bool           // text has no character that XML 1.0 allows nowhere
	code      *template.Code // nil for a plain file
	index     lineIndex
}

// newFile decodes src. The error is a *SyntaxError; the file that comes with it
// has text and lines.
func newFile(path string, src []byte) (*file, error) {
	if len(src) > maxSize {
		return &file{src: src, text: shared(src)}, ErrTooLarge
	}
	c, err := sniff(src)
	text, legal, bad := c.decode(src)
	if err == nil {
		err = bad
	}
	f := &file{src: src, codec: c, text: text, legal: legal}
	if wrong := (*encodingError)(nil); errors.As(err, &wrong) {
		return f, f.syntaxError(path, wrong.offset, "%s", wrong.msg)
	}
	f.encodable = c.restores(text, src)
	f.code = template.ScanFile(path, text)
	return f, err
}

// lineIndex is where the lines of a text start, and how many characters it has.
// It is made when a position is first asked for: most files have no finding.
type lineIndex struct {
	once  sync.Once
	lines pos.Lines
	chars charIndex
}

func (f *file) indexed() *lineIndex {
	f.index.once.Do(func() {
		f.index.lines = pos.LinesOf(f.text)
		f.index.chars = indexChars(f.text, f.index.lines)
	})
	return &f.index
}

func (f *file) lines() pos.Lines { return f.indexed().lines }

// position is [Document.Position].
func (f *file) position(off int) (line, col int) {
	index := f.indexed()
	off = min(max(off, 0), len(f.text))
	line = index.lines.At(off)
	return line, index.chars.count(f.text, index.lines[line-1], off) + 1
}

// exclude reports whether template code never yields both a and b.
func (f *file) exclude(a, b Span) bool {
	return f.code != nil && f.code.Condition(a.Start).Excludes(f.code.Condition(b.Start))
}

func (f *file) syntaxError(path string, off int, format string, args ...any) *SyntaxError {
	line, col := f.position(off)
	return &SyntaxError{Path: path, Line: line, Col: col, Offset: off, Opened: -1, Msg: fmt.Sprintf(format, args...)}
}
