package report

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/printable"
)

// shortPath is a path as people say it: without the root element, with values
// only in its predicates, and classes without their packages.
// /Server/Service[@name='Catalina']/Connector[@port='9443'] becomes
// Service[Catalina]/Connector[9443].
func shortPath(path string) string {
	if !strings.HasPrefix(path, "/") {
		return printable.Line(path) // a key
	}
	steps := pathSteps(path[1:])
	if len(steps) > 2 || len(steps) == 2 && !strings.HasPrefix(steps[1], "@") && !strings.HasSuffix(steps[1], "()") {
		steps = steps[1:]
	}
	for i := range steps {
		steps[i] = shortStep(steps[i])
	}
	return printable.Line(strings.Join(steps, "/"))
}

// pathSteps cuts a path at its slashes, but not at those in quotes.
func pathSteps(path string) []string {
	var steps []string
	start, quote := 0, byte(0)
	for i := range len(path) {
		switch c := path[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '/':
			steps = append(steps, path[start:i])
			start = i + 1
		}
	}
	return append(steps, path[start:])
}

// shortStep leaves of a predicate such as [@class='org.example.Name'] only [Name].
func shortStep(step string) string {
	name, rest, found := strings.Cut(step, "[")
	if !found {
		return step
	}
	var b strings.Builder
	b.WriteString(name)
	for found {
		what, value, isPair := strings.Cut(rest, "=")
		quote := ""
		if isPair && value != "" && (value[0] == '\'' || value[0] == '"') {
			quote = value[:1]
		}
		if quote == "" { // a number
			value, rest, found = strings.Cut(rest, "[")
			b.WriteString("[" + value)
			continue
		}
		value, rest, _ = strings.Cut(value[1:], quote+"]")
		if what == "@class" || what == "@className" {
			value = value[strings.LastIndexByte(value, '.')+1:]
		}
		b.WriteString("[" + value + "]")
		rest, found = strings.CutPrefix(rest, "[")
	}
	return b.String()
}

// splitPath cuts a path as people say it before the setting's own name: its last
// step, and for an attribute the element too.
func splitPath(path string) (in, name string) {
	cut := func(path string) int {
		depth := 0
		for i := len(path) - 1; i >= 0; i-- {
			switch path[i] {
			case ']':
				depth++
			case '[':
				depth--
			case '/':
				if depth <= 0 {
					return i + 1
				}
			}
		}
		return 0
	}
	at := cut(path)
	if at > 0 && strings.HasPrefix(path[at:], "@") {
		at = cut(path[:at-1])
	}
	return path[:at], path[at:]
}
