package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// readProperties is the tree of a properties file: a node a key. Of a key that
// is given more than once the server takes the last. In an .ini file, values
// with a comma are compared as sets, as in launch.ini.
func readProperties(s *source, t *ids, comments, ini bool) *node {
	file := &node{state: Active, flat: true}
	r := &propertiesReader{source: s, code: template.Scan(s.text), conditions: newConditions(t)}
	nodes := r.nodes(ini)
	last := map[string]int{}
	name := func(n *node) string { return fmt.Sprint(n.condition.id, " ", n.key) }
	for i, n := range nodes {
		if n.state == Active && n.name == "" {
			last[name(n)] = i
		}
	}
	for i, n := range nodes {
		if n.prose && !comments || n.state == Active && n.name == "" && last[name(n)] != i {
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
func (r *propertiesReader) nodes(ini bool) []*node {
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
	for _, e := range parseProperties(text, ini) {
		between(e.at)
		for len(tags) > 0 && tags[0].Start < e.span.End {
			tags = tags[1:]
		}
		r.withCode(&e)
		n := r.node(e.at, e.state, e.value, e.span)
		if e.prose {
			n.name, n.step, n.prose = "comment()", "comment()", true
			n.value.value = prose(e.value)
		} else {
			n.key = e.key
			if e.section != "" {
				n.key = e.section + "/" + e.key
			}
			n.firm, n.step = n.key, n.key
			if ini {
				n.items = items(e.value)
			}
		}
		list = append(list, n)
	}
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
func (r *propertiesReader) withCode(e *entry) {
	switch {
	case r.code.Touches(e.at, e.span.Start):
		e.key, e.value = strings.Join(strings.Fields(r.code.Strip(e.at, e.span.End, r.code.Source)), " "), ""
	case r.code.Touches(e.span.Start, e.span.End):
		e.value = strings.TrimRight(unescape(r.code.Strip(e.span.Start, e.span.End, r.code.Source)), propertyBlanks)
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
