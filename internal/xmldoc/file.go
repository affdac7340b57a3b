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
	places    places
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

// places are the lines and the characters of a text. They are counted when a
// place is first asked for: most files have no finding.
type places struct {
	once  sync.Once
	lines pos.Lines
	chars charIndex
}

func (f *file) counted() *places {
	f.places.once.Do(func() {
		f.places.lines = pos.LinesOf(f.text)
		f.places.chars = indexChars(f.text, f.places.lines)
	})
	return &f.places
}

func (f *file) lines() pos.Lines { return f.counted().lines }

// position is [Document.Position].
func (f *file) position(off int) (line, col int) {
	p := f.counted()
	off = min(max(off, 0), len(f.text))
	line = p.lines.At(off)
	return line, p.chars.count(f.text, p.lines[line-1], off) + 1
}

// exclude reports whether template code never yields both a and b.
func (f *file) exclude(a, b Span) bool {
	return f.code != nil && f.code.Condition(a.Start).Excludes(f.code.Condition(b.Start))
}

func (f *file) syntaxError(path string, off int, format string, args ...any) *SyntaxError {
	line, col := f.position(off)
	return &SyntaxError{Path: path, Line: line, Col: col, Offset: off, Opened: -1, Msg: fmt.Sprintf(format, args...)}
}
