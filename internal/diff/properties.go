package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/props"
	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// readProperties is the tree of a properties file: a node a key. Of a key that
// is given more than once the server takes the last. In an .ini file, values
// with a comma are compared as sets, as in launch.ini.
func readProperties(s *source, t *ids, comments, ini bool) *node {
	file := &node{state: Active, flat: true}
	r := &propertiesReader{source: s, code: template.Scan(s.text), conditions: newConditions(t)}
	nodes := r.nodes(props.Options{Sections: ini, Prose: comments})
	last := map[string]int{}
	name := func(n *node) string { return fmt.Sprint(n.condition.id, " ", n.key) }
	for i, n := range nodes {
		if n.state == Active && n.name == "" {
			last[name(n)] = i
		}
	}
	for i, n := range nodes {
		if n.state == Active && n.name == "" && last[name(n)] != i {
			continue
		}
		n.parent = file
		t.finish(n, unordered)
		file.kids = append(file.kids, n)
	}
	t.finish(file, unordered)
	return file
}

type propertiesReader struct {
	source     *source
	code       *template.Code
	conditions conditions
}

// nodes are a node for each line, and one for each piece of template code that
// is neither a condition nor part of a line.
func (r *propertiesReader) nodes(opt props.Options) []*node {
	text := r.source.text
	if r.code != nil {
		text = r.code.Blanked()
	}
	var list []*node
	tags := r.code.Tags(0, len(text))
	between := func(to int) {
		for ; len(tags) > 0 && tags[0].Start < to; tags = tags[1:] {
			if t := tags[0]; !t.Branches {
				n := r.node(t.Start, Active, r.code.Source(t), t.Span)
				n.name, n.step = "code()", "code()"
				list = append(list, n)
			}
		}
	}
	props.Each(text, opt, func(e props.Entry) {
		between(e.At)
		for len(tags) > 0 && tags[0].Start < e.Span.End {
			tags = tags[1:]
		}
		r.withCode(&e)
		state := Active
		if e.Comment {
			state = CommentedOut
		}
		n := r.node(e.At, state, e.Value, e.Span)
		if e.Prose {
			n.name, n.step, n.prose = "comment()", "comment()", true
			n.value.value = prose(e.Value)
		} else {
			n.key = e.Key
			if e.Section != "" {
				n.key = e.Section + "/" + e.Key
			}
			n.firm, n.step = n.key, n.key
			if opt.Sections {
				n.items = items(e.Value)
			}
		}
		list = append(list, n)
	})
	between(len(text))
	return list
}

func (r *propertiesReader) node(at int, state State, value string, s xmldoc.Span) *node {
	return &node{
		state: state, leaf: true, value: text{value, s}, line: r.source.line(at),
		condition: r.conditions.of(r.code.Condition(at), nil),
	}
}

// withCode writes the template code in an entry in one way. A line in whose key
// there is code is a key without a value.
func (r *propertiesReader) withCode(e *props.Entry) {
	switch {
	case r.code.Touches(e.At, e.Span.Start):
		e.Key, e.Value = strings.Join(strings.Fields(r.code.Strip(e.At, e.Span.End, r.code.Source)), " "), ""
	case r.code.Touches(e.Span.Start, e.Span.End):
		e.Value = strings.TrimRight(props.Unescape(r.code.Strip(e.Span.Start, e.Span.End, r.code.Source)), props.Blanks)
	}
}

// items is a list value as a set.
func items(value string) []string {
	list := strings.Split(value, ",")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	slices.Sort(list)
	list = slices.Compact(list)
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}
