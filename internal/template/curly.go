package template

import (
	"regexp"
	"strings"
)

func jinjaEvents(body string) (events []event, yields bool) {
	first := word(body)
	switch first {
	case "if", "for", "macro", "call":
		return []event{{op: opOpen, name: first, text: body}}, first == "call"
	case "set":
		if !strings.Contains(body, "=") {
			return []event{{op: opOpen, name: first, text: body}}, false
		}
	case "elif", "elsif", "elseif", "else":
		return []event{{op: opNext, text: body}}, false
	case "include":
		return nil, true
	}
	if name, ok := strings.CutPrefix(first, "end"); ok {
		return []event{{op: opClose, name: name}}, false
	}
	return nil, false
}

var goAssignment = regexp.MustCompile(`^\$\w*(\s*,\s*\$\w+)?\s*:?=[^=]`)

func goEvents(body string) (events []event, yields bool) {
	const name = "{{end}}"
	switch word(body) {
	case "if", "with", "range", "define":
		return []event{{op: opOpen, name: name, text: body}}, false
	case "block":
		return []event{{op: opOpen, name: name, transparent: true}}, false
	case "else":
		return []event{{op: opNext, text: body}}, false
	case "end":
		return []event{{op: opClose, name: name}}, false
	case "break", "continue":
		return nil, false
	}
	return nil, !strings.HasPrefix(body, "/*") && !goAssignment.MatchString(body)
}

func handlebarsEvents(body string) (events []event, yields bool) {
	if body == "^" || word(body) == "else" {
		return []event{{op: opNext, text: strings.Replace(body, "^", "else", 1)}}, false
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
		return nil, false
	case '/':
		return []event{{op: opClose, name: name}}, false
	case '^':
		return []event{{op: opOpen, name: name, text: body, inverse: rest == name}}, false
	case '#':
		text := body
		if rest != name {
			text = rest // a helper with its arguments: "if ssl"
		}
		return []event{{op: opOpen, name: name, text: text}}, false
	}
	return nil, true
}
