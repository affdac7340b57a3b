package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/carbonlint/carbonlint/internal/phrase"
)

// maxValues bounds how many values a file may come to once its aliases are
// followed.
const maxValues = 100_000

// reader walks the values of a YAML file and gathers what is wrong with them.
type reader struct {
	path     string
	names    Names
	values   int
	globCost int // of all patterns; see ignore.MaxCost
	errs     []*Error
}

// document is the outermost value of src; nil for a file that says nothing.
func (r *reader) document(src []byte) *yaml.Node {
	loader, err := yaml.NewLoader(bytes.NewReader(src))
	if err != nil {
		r.failAt(1, 1, "%v", err)
		return nil
	}
	var doc, second yaml.Node
	switch err := loader.Load(&doc); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		r.syntax(err)
		return nil
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		r.syntax(err)
	default:
		r.fail(&second, "a second document begins here; the file may hold one only")
	}
	if len(doc.Content) == 0 || isNull(doc.Content[0]) {
		return nil
	}
	return doc.Content[0]
}

// syntax notes that the file is not YAML.
func (r *reader) syntax(err error) {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		r.failAt(1, 1, "not YAML that carbonlint reads")
		return
	}
	msg := e.Message
	if e.ContextMsg != "" {
		msg += " " + e.ContextMsg
	}
	r.failAt(max(e.Mark.Line, 1), max(e.Mark.Column, 1), "not YAML: %s", msg)
}

func (r *reader) failAt(line, col int, format string, args ...any) {
	r.errs = append(r.errs, &Error{r.path, line, col, fmt.Sprintf(format, args...)})
}

func (r *reader) fail(n *yaml.Node, format string, args ...any) {
	r.failAt(max(n.Line, 1), max(n.Column, 1), format, args...)
}

// err is all that is wrong, in the order of the file.
func (r *reader) err() error {
	sort.SliceStable(r.errs, func(i, j int) bool {
		a, b := r.errs[i], r.errs[j]
		return a.Line < b.Line || a.Line == b.Line && a.Col < b.Col
	})
	list := make([]error, len(r.errs))
	for i, e := range r.errs {
		list[i] = e
	}
	return errors.Join(list...)
}

// from says where n stands.
func (r *reader) from(n *yaml.Node) string { return fmt.Sprintf("%s:%d", r.path, n.Line) }

// follow is n, or what n is an alias of. It is nil once the file has come to
// too many values.
func (r *reader) follow(n *yaml.Node) *yaml.Node {
	if r.values++; r.values > maxValues {
		if r.values == maxValues+1 {
			r.fail(n, "the aliases of the file come to more than %d values", maxValues)
		}
		return nil
	}
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// mapping calls each for the entries of n whose keys are in known, or for all
// when known is nil. What names n in errors.
func (r *reader) mapping(n *yaml.Node, what string, known []string, each func(key string, at, value *yaml.Node)) {
	m := r.follow(n)
	if m == nil {
		return
	}
	if m.Kind != yaml.MappingNode {
		r.fail(n, "%s is %s; write keys and values", what, kind(m))
		return
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(m.Content); i += 2 {
		at := r.follow(m.Content[i])
		switch {
		case at == nil:
			return
		case at.Kind != yaml.ScalarNode:
			r.fail(m.Content[i], "a key is %s; write a name", kind(at))
			continue
		case lines[at.Value] > 0:
			r.fail(m.Content[i], "%s is given twice, first on line %d", phrase.Quote(at.Value), lines[at.Value])
			continue
		}
		lines[at.Value] = max(at.Line, 1)
		if known != nil && !slices.Contains(known, at.Value) {
			r.fail(m.Content[i], "unknown key %s in %s%s", phrase.Quote(at.Value), what, hint(at.Value, known))
			continue
		}
		each(at.Value, m.Content[i], m.Content[i+1])
	}
}

// list are the items of n; none when n is empty.
func (r *reader) list(n *yaml.Node, what string) []*yaml.Node {
	l := r.follow(n)
	switch {
	case l == nil || isNull(l):
	case l.Kind == yaml.SequenceNode:
		return l.Content
	case l.Kind == yaml.ScalarNode:
		r.fail(n, "%s is one value; write a list: [%s]", what, phrase.Cut(l.Value))
	default:
		r.fail(n, "%s is %s; write a list", what, kind(l))
	}
	return nil
}

// scalar is the text of n as it is written, without quotes and blanks around it.
func (r *reader) scalar(n *yaml.Node, what string) (string, bool) {
	s := r.follow(n)
	switch {
	case s == nil:
		return "", false
	case s.Kind != yaml.ScalarNode:
		r.fail(n, "%s is %s; write one value", what, kind(s))
		return "", false
	case isNull(s) || strings.TrimSpace(s.Value) == "":
		r.fail(n, "%s has no value", what)
		return "", false
	}
	return strings.TrimSpace(s.Value), true
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func kind(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(n):
		return "empty"
	}
	return "a single value"
}

// hint is what may have been meant: the nearest name, or the first that typed is
// the beginning of.
func hint(typed string, names []string) string {
	if h := phrase.DidYouMean(typed, names); h != "" || len(typed) < 2 {
		return h
	}
	for _, n := range names {
		if strings.HasPrefix(n, typed) {
			return phrase.DidYouMean(n, names)
		}
	}
	return ""
}

// choices are names for a message.
func choices(names []string) string {
	if n := len(names); n > 8 {
		return strings.Join(names[:6], ", ") + " ... " + names[n-1]
	}
	return strings.Join(names, ", ")
}
