package template

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

var placeholder = lazy.MustCompile(`\$\{[^{}]+\}|@[A-Za-z0-9_.-]+@`)

// Placeholder reports whether a value holds a placeholder that a build or a start script fills in: ${name} or @name@.
func Placeholder(value string) bool {
	return (strings.Contains(value, "${") || strings.Count(value, "@") > 1) && placeholder.MatchString(value)
}
