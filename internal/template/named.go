package template

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// suffix is an ending that configuration management adds to the name of a file that it fills in.
type suffix struct {
	ending string
	// scan finds the code of the one language that has this ending. It is nil where the text itself shows the
	// language, as with ERB, Jinja2, Go templates and Handlebars.
	scan func(r reader) *Code
}

var suffixes = []suffix{
	{".erb", nil},
	{".epp", nil},
	{".j2", nil},
	{".jinja2", nil},
	{".jinja", nil},
	{".hbs", nil},
	{".mustache", nil},
	{".template", scanGeneral},
	{".tmpl", scanGeneral},
	{".tpl", scanGeneral},
	{".ejs", scanEJS},
	{".gsp", scanGSP},
	{".vm", scanVelocity},
	{".ftl", scanFreeMarker},
	{".ftlx", scanFreeMarker},
	{".tftpl", scanTerraform},
	{".in", scanConfigure},
}

// TrimSuffix is name without the ending of a template.
func TrimSuffix(name string) string {
	name, _ = strings.CutSuffix(name, suffixOf(name).ending)
	return name
}

func suffixOf(name string) suffix {
	for _, s := range suffixes {
		if strings.HasSuffix(name, s.ending) {
			return s
		}
	}
	return suffix{}
}

// SameLanguage reports whether ScanFile reads one text alike under two names.
func SameLanguage(a, b string) bool {
	x, y := suffixOf(a), suffixOf(b)
	return x.ending == y.ending || x.scan == nil && y.scan == nil
}

// ScanFile is [Scan] for the file of a name, whose ending may say in which language it is. Signs such as # and ${ are
// code only in files that say so: Carbon's own files have them too.
func ScanFile(name, text string) *Code {
	if s := suffixOf(name); s.scan != nil {
		return s.scan(newReader(text))
	}
	return Scan(text)
}

// scanGeneral is for endings that several languages use, Terraform among them.
func scanGeneral(r reader) *Code {
	if c := scan(r); c != nil || !terraformDirective.MatchString(r.text) {
		return c
	}
	return scanTerraform(r)
}

// found is a tag and what it does.
type found struct {
	tag
	events []event
	effect effect
}

// newCode is the code that a language has found in a text; nil when there is none.
func newCode(r reader, lang string, list []found) *Code {
	if len(list) == 0 {
		return nil
	}
	c := &Code{text: r.text, lang: lang}
	b := newBuilder(r)
	var done []steps // by number of the tag in c.tags
	for _, t := range list {
		p := piece{Span: t.Span, expr: t.effect == yields}
		c.pieces = append(c.pieces, p)
		if p.expr {
			c.exprs = append(c.exprs, p)
		}
		if t.effect != writesNothing {
			c.writes = append(c.writes, p)
		}
		touched := b.add(t.tag, t.events)
		if !remark(r, t.tag) {
			c.tags = append(c.tags, Tag{Span: t.Span, Yields: p.expr, body: t.body, ruby: t.kind == tagERB})
			done = append(done, steps{t.events, touched})
		}
	}
	c.blocks = b.finish()
	for i := range c.tags {
		c.tags[i].Branches = c.blocks.branches(r, &c.tags[i], done[i])
	}
	return c
}

// scanner goes through a text once, for the languages that a name says. No byte is looked at more than a few times.
type scanner struct {
	finder
	list   []found
	broken int // up to here, arguments of a reference were found to have no end
}

func newScanner(r reader) *scanner { return &scanner{finder: newFinder(r)} }

// add adds the code from start to end, and returns the end.
func (s *scanner) add(start, end int, e effect, events ...event) int {
	s.list = append(s.list, found{tag{Span: pos.Span{Start: start, End: end}}, events, e})
	return end
}

// until adds a comment from start to behind the next closer. Without one it is text.
func (s *scanner) until(closer string, start, inner int) int {
	if end := s.find(closer, inner); end >= 0 {
		return s.add(start, end, writesNothing)
	}
	return inner
}

// closing returns the offset behind the bracket that closes the one before from, past strings and inner brackets; -1
// where another opener, or a tag, comes first: then what looked like code is none.
func (s *scanner) closing(from int, bracket byte, opener func(rest string) bool) int {
	depth, j := 0, from
	defer func() { s.look(j - from) }()
	for j < len(s.text) {
		switch c := s.text[j]; {
		case depth <= 0 && c == bracket:
			return j + 1
		case opener(s.text[j:]) || markup(s.text[j:]):
			return -1
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == '\'' || c == '"':
			j = s.stringEnd(j, '\n')
			continue
		}
		j++
	}
	return -1
}
