package diff

import (
	"slices"
	"strings"
)

// readProperties is the tree of a properties file: a node a key. Of a key that
// is given more than once the server takes the last. In an .ini file, values
// with a comma are compared as sets, as in launch.ini.
func readProperties(s *source, t ids, comments, ini bool) *node {
	file := &node{state: Active, flat: true}
	entries := parseProperties(s.text, ini)
	last := map[[2]string]int{}
	for i, e := range entries {
		if e.state == Active {
			last[[2]string{e.section, e.key}] = i
		}
	}
	for i, e := range entries {
		if e.prose && !comments || e.state == Active && last[[2]string{e.section, e.key}] != i {
			continue
		}
		n := &node{parent: file, state: e.state, leaf: true, value: text{e.value, e.span}, line: s.line(e.at)}
		if e.prose {
			n.name, n.step, n.prose = "comment()", "comment()", true
			n.value.value = prose(e.value)
		} else {
			n.key = e.key
			if e.section != "" {
				n.key = e.section + "/" + e.key
			}
			n.firm, n.step = n.key, n.key
		}
		if ini && !e.prose {
			n.items = items(e.value)
		}
		t.finish(n, unordered)
		file.kids = append(file.kids, n)
	}
	t.finish(file, unordered)
	return file
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
