package xmldoc

import "errors"

// The limits are far above any configuration of a server. A file beyond one of
// them is made to exhaust its reader, and is skipped.
const (
	maxSize            = 1 << 29 // bytes of a file: offsets are kept as int32, and a byte may be three in UTF-8
	maxDepth           = 256     // elements within each other, as libxml2 has it; entities within each other
	maxElements        = 200_000 // in a file
	maxAttrs           = 1000    // of one element
	maxDefaults        = 100     // attributes that a DOCTYPE gives to one element; those of all elements count as elements do
	maxNamespaceErrors = 20
	maxExpanded        = 1 << 20 // bytes that the references to a file's own entities come to
)

// The limits that a file can pass.
var (
	ErrTooLarge     = errors.New("skipped: larger than 512 MiB")
	ErrTooDeep      = errors.New("skipped: elements nested more than 256 levels deep")
	ErrTooMany      = errors.New("skipped: more than 200000 elements")
	ErrTooManyAttrs = errors.New("skipped: more than 1000 attributes in one start tag")
	ErrTooManyRoots = errors.New("skipped: template code chooses from more than 20 root elements")
	ErrDefaults     = errors.New("skipped: the DOCTYPE gives more than 100 default attributes to one element, or 200000 in all")
	ErrEntities     = errors.New("skipped: its entities expand to more than 1 MiB or nest more than 256 levels deep")
)

// Well-formed XML that carbonlint does not read.
var (
	ErrExternal = errors.New("skipped: an entity refers to text outside the file")
	ErrMarkup   = errors.New("skipped: an entity in the DOCTYPE contains elements")
	ErrEncoding = errors.New("skipped: an encoding that carbonlint does not read (EBCDIC)")
)

// isLimit reports whether err is one of those above, which no other way to read a file changes.
func isLimit(err error) bool {
	syn := (*SyntaxError)(nil)
	return !errors.As(err, &syn)
}
