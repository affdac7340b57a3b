package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// condition is the template code that decides whether a setting is there where
// the element around it is.
type condition struct {
	id          int // equal for equal code, 0 when there is none
	at, outside *template.Condition
}

// conditions numbers the conditions of a file.
type conditions struct {
	ids   *ids
	known map[[2]*template.Condition]int
	heads map[int]int // of the tags that open blocks, by block
}

func newConditions(t *ids) conditions {
	return conditions{t, map[[2]*template.Condition]int{}, map[int]int{}}
}

// of is the condition at a place beyond that outside it. The number of a branch
// is made from that of the one around it, once.
func (c *conditions) of(at, outside *template.Condition) condition {
	var path []*template.Condition
	inner := at
	id := 0
	for ; inner.Depth() > outside.Depth(); inner = inner.Outer {
		known, ok := c.known[[2]*template.Condition{inner, outside}]
		if ok {
			id = known
			break
		}
		path = append(path, inner)
	}
	if inner.Depth() == outside.Depth() && inner != outside { // outside lies in an arm that ends before
		common := at.Common(outside)
		return c.of(at, common)
	}
	slices.Reverse(path)
	for _, p := range path {
		head, ok := c.heads[p.Block]
		if !ok {
			head = c.ids.of("code " + p.Head)
			c.heads[p.Block] = head
		}
		id = c.ids.of(fmt.Sprintf("under %d %d %s", id, head, p.Code))
		c.known[[2]*template.Condition{p, outside}] = id
	}
	return condition{id, at, outside}
}

// maxBranches is how many branches of a condition are shown, and maxCode how
// many bytes of the code of one: of nested conditions, not more text than there
// is of them.
const (
	maxBranches = 8
	maxCode     = 400
)

// String is the condition, outermost branch first, with the secrets in it masked.
func (c condition) String() string {
	var texts []string
	at := c.at
	for ; at.Depth() > c.outside.Depth() && len(texts) < maxBranches; at = at.Outer {
		text := begin(at.Code)
		if at.Head != at.Code {
			text += " of " + begin(at.Head)
		}
		texts = append(texts, text)
	}
	if at.Depth() > c.outside.Depth() {
		texts = append(texts, "...")
	}
	slices.Reverse(texts)
	text := strings.Join(texts, ", ")
	return secret.In("", text).Mask(0, len(text))
}

func begin(code string) string {
	if len(code) > maxCode {
		return strings.ToValidUTF8(code[:maxCode], "") + "..."
	}
	return code
}

// code adds to n the template code before an offset that is not dealt with yet
// and is neither a condition nor, as known says, part of something else: what
// sets variables, and what yields text where no value has it. Branches that no
// reading has are code too.
func (r *xmlReader) code(n *node, to int, known func(template.Tag) bool) {
	for len(r.tags) > 0 && r.tags[0].Start < to {
		for len(r.hidden) > 0 && r.hidden[0].End <= r.tags[0].Start {
			r.unread(n, r.hidden[0])
			r.hidden = r.hidden[1:]
		}
		t := r.tags[0]
		r.tags = r.tags[1:]
		if len(r.hidden) > 0 && r.hidden[0].Start <= t.Start || t.Branches && !t.Yields || known != nil && known(t) {
			continue
		}
		r.codeNode(n, t.Span, r.doc.Template().Source(t))
	}
	for len(r.hidden) > 0 && r.hidden[0].End <= to {
		r.unread(n, r.hidden[0])
		r.hidden = r.hidden[1:]
	}
}

// skipTo passes over the code before an offset.
func (r *xmlReader) skipTo(to int) {
	for len(r.tags) > 0 && r.tags[0].Start < to {
		r.tags = r.tags[1:]
	}
	for len(r.hidden) > 0 && r.hidden[0].End <= to {
		r.hidden = r.hidden[1:]
	}
}

var comment = lazy.MustCompile(`(?s)<!--.*?-->`)

// unread adds a branch that is not read as XML, in its source.
func (r *xmlReader) unread(n *node, h template.Hidden) {
	code := r.doc.Template()
	text := code.Strip(h.Start, h.End, code.Source)
	text = strings.Join(strings.Fields(comment.ReplaceAllLiteralString(text, " ")), " ")
	if text != "" {
		r.codeNode(n, h.Span, text)
	}
}

func (r *xmlReader) codeNode(parent *node, s xmldoc.Span, value string) {
	k := &node{
		parent: parent, name: "code()", step: "code()", state: Active, leaf: true, value: text{value, s}, line: r.source.line(s.Start),
		condition: r.conditions.of(r.doc.Condition(s.Start), parent.within),
	}
	r.ids.finish(k, unordered)
	parent.kids = append(parent.kids, k)
}
