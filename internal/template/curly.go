package template

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

func jinjaEvents(r reader) ([]event, effect) {
	body := r.text
	first := word(body)
	switch first {
	case "if", "for", "macro", "call":
		if first == "call" {
			return []event{{op: opOpen, name: first, text: body}}, yields
		}
		return []event{{op: opOpen, name: first, text: body}}, writesNothing
	case "set":
		if !strings.Contains(body, "=") {
			return []event{{op: opOpen, name: first, text: body}}, writesNothing
		}
		return nil, writesNothing
	case "elif", "elsif", "elseif", "else":
		return []event{{op: opNext, text: body}}, writesNothing
	case "import", "from", "raw", "block", "with", "filter", "autoescape", "break", "continue":
		return nil, writesNothing
	case "do":
		return nil, codeEffect(r.of(strings.TrimSpace(strings.TrimPrefix(body, first))))
	case "include":
		return nil, yields
	}
	if name, ok := strings.CutPrefix(first, "end"); ok {
		return []event{{op: opClose, name: name}}, writesNothing
	}
	return nil, mayWrite // of an extension, or extends
}

var goAssignment = lazy.MustCompile(`^\$\w*(\s*,\s*\$\w+)?\s*:?=[^=]`)

func goEvents(body string) ([]event, effect) {
	const name = "{{end}}"
	switch word(body) {
	case "if", "with", "range", "define":
		return []event{{op: opOpen, name: name, text: body}}, writesNothing
	case "block":
		return []event{{op: opOpen, name: name, transparent: true}}, writesNothing
	case "else":
		return []event{{op: opNext, text: body}}, writesNothing
	case "end":
		return []event{{op: opClose, name: name}}, writesNothing
	case "break", "continue":
		return nil, writesNothing
	}
	if strings.HasPrefix(body, "/*") || goAssignment.MatchString(body) {
		return nil, writesNothing
	}
	return nil, yields
}

func handlebarsEvents(body string) ([]event, effect) {
	if body == "^" || word(body) == "else" {
		return []event{{op: opNext, text: strings.Replace(body, "^", "else", 1)}}, writesNothing
	}
	var sigil byte
	if body != "" {
		sigil = body[0]
	}
	rest := strings.TrimLeft(body, "#^/>*"+blanks)
	name := rest
	if n := strings.IndexAny(rest, blanks); n >= 0 {
		name = rest[:n]
	}
	switch sigil {
	case '!':
		return nil, writesNothing
	case '/':
		return []event{{op: opClose, name: name}}, writesNothing
	case '^':
		return []event{{op: opOpen, name: name, text: body, inverse: rest == name}}, writesNothing
	case '#':
		text := body
		if rest != name {
			text = rest // a helper with its arguments: "if ssl"
		}
		if strings.HasPrefix(body, "#>") { // a partial, with a block for where it has none of its own
			return []event{{op: opOpen, name: name, text: text}}, mayWrite
		}
		return []event{{op: opOpen, name: name, text: text}}, writesNothing
	}
	return nil, yields
}
