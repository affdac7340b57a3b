// Package template finds the code of configuration templates (ERB and EPP, Jinja2, Go templates as Helm writes them,
// Mustache and Handlebars; by the name of the file EJS, GSP, Velocity, FreeMarker, Terraform and what configure fills in)
// in the text of a file, so that the XML around the code can be read and judged.
//
// The code is masked length for length: every offset in the masked text is an offset in the file. Placeholders such as
// ${...} and @...@ are legal XML text and are not code; see [Placeholder].
package template

import (
	"slices"
	"sort"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// Code is the template code of one file. It never changes. All methods work on a nil Code, which is a plain file.
type Code struct {
	text   string
	lang   string
	pieces []piece // all code, in the order of the file, without overlaps
	exprs  []piece // the pieces that yield text
	tags   []Tag   // all code but remarks
	writes []piece // exprs, and the pieces that may write text themselves
	blocks blocks
}

// piece is a stretch of template code.
type piece struct {
	pos.Span
	expr bool // yields text that nobody knows before the template is rendered
}

// Scan finds the template code in a file's text, which must be UTF-8. It returns nil when there is none.
// An opener without its closer is not code.
func Scan(text string) *Code {
	if !mayHoldCode(text) {
		return nil
	}
	return scan(newReader(text))
}

func scan(r reader) *Code {
	tags := findTags(r)
	curly := curlyLang(tags)
	tags = slices.DeleteFunc(tags, func(t tag) bool { return t.tight && curly != langJinja })
	if len(tags) == 0 {
		return nil
	}
	list := make([]found, len(tags))
	for i, t := range tags {
		events, effect := read(r, t, curly)
		list[i] = found{t, events, effect}
	}
	return newCode(r, fileLang(tags, curly), list)
}

// mayHoldCode is the fast way out for plain files: it looks for the rarer byte of each opener.
func mayHoldCode(text string) bool {
	for rest := text; ; {
		i := strings.IndexByte(rest, '{')
		if i < 0 || i+1 == len(rest) {
			break
		}
		if rest = rest[i+1:]; rest[0] == '{' || rest[0] == '%' || rest[0] == '#' {
			return true
		}
	}
	for at := 0; ; at++ {
		i := strings.IndexByte(text[at:], '%')
		if i < 0 {
			break
		}
		if at += i; at > 0 && text[at-1] == '<' {
			return true
		}
	}
	return strings.HasPrefix(text, jinjaHeader)
}

// Lang names the template language for messages, a best guess: "ERB" (EPP as well), "Jinja2", "Go template" or
// "Handlebars" (Mustache as well), or one that the name of the file says; "" for a plain file.
func (c *Code) Lang() string {
	if c == nil {
		return ""
	}
	return c.lang
}

// Masked returns the text with the code replaced, byte for byte, by blanks; line ends stay. Where the code is part of
// an element or attribute name it becomes letters, and where it is a whole attribute value without quotes around it, it
// becomes a blank value in quotes. A plain file has no text here: Masked of a nil Code is "".
func (c *Code) Masked() string {
	if c == nil {
		return ""
	}
	return mask(newReader(c.text), c.pieces)
}

// MaskedFirst is like [Code.Masked], with every branch of an if but the first blanked out too. It is for files that are
// not well-formed otherwise, see [Code.Readings]. It returns what it blanked out, in order.
func (c *Code) MaskedFirst() (string, []Hidden) {
	if c == nil {
		return "", nil
	}
	hidden := make([]Hidden, len(c.blocks.later))
	for i, p := range c.blocks.later {
		hidden[i] = Hidden{Span: p.Span, More: true}
		if around := c.Condition(p.End); around != nil {
			hidden[i].Block = around.Block
		}
	}
	return mask(newReader(c.text), c.with(c.blocks.later)), hidden
}

// with is the code and other pieces that are to be blanked out too. Those are in order, without overlaps, and each
// starts at a tag or behind one.
func (c *Code) with(others []piece) []piece {
	var all []piece
	for _, p := range c.pieces {
		for len(others) > 0 && others[0].Start <= p.Start {
			all = append(all, others[0])
			others = others[1:]
		}
		if n := len(all); n == 0 || all[n-1].End <= p.Start {
			all = append(all, p)
		}
	}
	return all
}

// Touches reports whether the bytes [start,end) overlap template code. An empty range touches code when it lies
// strictly inside, so that text inserted there would change the code.
func (c *Code) Touches(start, end int) bool {
	return c != nil && overlap(c.pieces, start, end)
}

// Expr reports whether the bytes [start,end) overlap an expression: code that yields text whose value is unknown.
func (c *Code) Expr(start, end int) bool {
	return c != nil && overlap(c.exprs, start, end)
}

// MayWrite reports whether the bytes [start,end) overlap code that may write any text there: an expression, or a call
// in code that yields no value itself, as in <% list.each { context.render(it) } %>.
func (c *Code) MayWrite(start, end int) bool {
	return c != nil && overlap(c.writes, start, end)
}

// overlap reports whether [start,end) shares a byte with a piece or, when it is empty, lies strictly inside one.
func overlap(pieces []piece, start, end int) bool {
	i := sort.Search(len(pieces), func(i int) bool { return pieces[i].End > start })
	if i == len(pieces) {
		return false
	}
	return pieces[i].Start < end
}
