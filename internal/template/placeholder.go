package template

import "regexp"

var placeholder = regexp.MustCompile(`\$\{[^{}]+\}|@[A-Za-z0-9_.-]+@`)

// Placeholder reports whether a value holds a placeholder that a build or a start script fills in: ${name} or @name@.
func Placeholder(value string) bool {
	return placeholder.MatchString(value)
}
