package template

import "strings"

// Placeholder reports whether a value holds a placeholder that a build or a start script fills in: ${name} or @name@.
func Placeholder(value string) bool {
	for rest := value; ; {
		i := strings.Index(rest, "${")
		if i < 0 {
			break
		}
		rest = rest[i+len("${"):]
		if n := strings.IndexAny(rest, "{}"); n > 0 && rest[n] == '}' {
			return true
		}
	}
	for rest := value; ; {
		i := strings.IndexByte(rest, '@')
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
		n := 0
		for n < len(rest) && inPlaceholder(rest[n]) {
			n++
		}
		if n > 0 && n < len(rest) && rest[n] == '@' {
			return true
		}
	}
}

// inPlaceholder reports whether c can be in the name of @name@.
func inPlaceholder(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '.' || c == '-'
}
