package diff

import (
	"slices"

	"github.com/carbonlint/carbonlint/internal/template"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// node is one element of a file, one key of a properties file, one comment, or
// the file as a whole, in the form in which all are compared.
type node struct {
	parent *node
	name   string // an element's local name; "" for a key
	// key names the node among siblings of its name, firm is the part of it that
	// cannot change; step is both as part of a path.
	key, firm, step string
	state           State
	value           text
	items           []string // the value as a set, where it is compared as one
	attrs           []attr   // in the order of their ids
	kids            []*node
	condition       condition           // under which template code has it, beyond its parent's
	within          *template.Condition // under which template code has it
	leaf            bool                // has no active child elements
	naming          bool                // says no more than what its parent is called
	flat            bool                // paths start below it
	prose           bool                // is a comment without settings
	line            int
	// group joins siblings whose order counts; "" when it does not.
	group string
	// meaning is equal for nodes that mean the same, whatever their state.
	meaning int
	feats   []int
}

// text is a value and where it is.
type text struct {
	value string
	span  xmldoc.Span
}

// attr is an attribute of a node.
type attr struct {
	id   string // name and namespace
	name string // as written
	text
	condition condition // under which template code has it, beyond its element's
	lines     bool      // the value goes over several lines
	line      int
	naming    bool
}

func (n *node) path() string {
	switch {
	case n.parent == nil:
		return ""
	case n.parent.flat:
		return n.step
	}
	return n.parent.path() + "/" + n.step
}

// id is what the node is matched by: its name and what names it.
func (n *node) id() string { return n.name + n.key }

// speaks reports whether the node's text is a setting: it has one, or nothing
// else that is.
func (n *node) speaks() bool {
	if n.value.value != "" || n.items != nil {
		return true
	}
	return n.leaf && !slices.ContainsFunc(n.attrs, func(a attr) bool { return !a.naming })
}
