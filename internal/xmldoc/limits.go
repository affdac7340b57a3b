package xmldoc

import "errors"

// What no configuration of a server comes near. A file beyond it is made to wear
// out its reader, and is not read to the end.
const (
	maxDepth           = 256     // elements within each other, as libxml2 has it; entities within each other
	maxElements        = 200_000 // in a file
	maxAttrs           = 1000    // of one element
	maxDefaults        = 100     // attributes that a DOCTYPE gives to one element; those of all elements count as elements do
	maxNamespaceErrors = 20
	maxExpanded        = 1 << 20 // bytes that the references to a file's own entities come to
)

// The limits that a file can pass.
var (
	ErrTooDeep      = errors.New("elements nested more than 256 deep, which no Carbon configuration file has: not read")
	ErrTooMany      = errors.New("more than 200000 elements, which no Carbon configuration file has: not read")
	ErrTooManyAttrs = errors.New("more than 1000 attributes in one start tag, which no Carbon configuration file has: not read")
	ErrTooManyRoots = errors.New("more than 20 root elements that template code chooses from, which no Carbon configuration file has: not read")
	ErrDefaults     = errors.New("more than 100 attributes that the DOCTYPE gives to an element, or 200000 in all, which no Carbon configuration file has: not read")
	ErrEntities     = errors.New("references to entities of its own that come to more than 1 MiB or go more than 256 deep, which no Carbon configuration file has: not read")
)

// What is well-formed, but says more than carbonlint reads.
var (
	ErrExternal = errors.New("an entity takes in text from outside the file: not read")
	ErrMarkup   = errors.New("an entity of the DOCTYPE holds elements: not read")
)

// isLimit reports whether err is one of those above, which no other way to read a file changes.
func isLimit(err error) bool {
	syn := (*SyntaxError)(nil)
	return !errors.As(err, &syn)
}
