package xmldoc

import "strings"

// name is the name of elements or attributes, as written and without its prefix.
type name struct{ written, local string }

// prefix is what is before the colon, "" where nothing is.
func (n *name) prefix() string {
	if len(n.local) == len(n.written) {
		return ""
	}
	return n.written[:len(n.written)-len(n.local)-len(":")]
}

// intern gives the index of a name in tree.names. The names of a file are few: where
// many elements are compared with one, it is better that they all lead to the same
// bytes. A name that shares its slot with another may be there several times.
func (r *reader) intern(written string) int32 {
	n := len(written)
	slot := &r.interned[(n+3*int(written[0])+5*int(written[n/2])+7*int(written[n-1]))%len(r.interned)]
	if at := *slot - 1; at >= 0 && r.tree.names[at].written == written {
		return at
	}
	at := int32(len(r.tree.names))
	*slot = at + 1
	_, local := splitName(written)
	if at == 0 {
		r.tree.names = make([]name, 0, 32)
	}
	r.tree.names = append(r.tree.names, name{written, local})
	r.colons = r.colons || strings.IndexByte(written, ':') >= 0
	return at
}

// written is the name of a with its prefix.
func (a *Attr) written() string {
	if a.Prefix != "" {
		return a.Prefix + ":" + a.Name
	}
	return a.Name
}
