package template

import "strings"

// scanFreeMarker finds the directives, macros, interpolations and comments of FreeMarker, in its syntax with < and >.
func scanFreeMarker(r reader) *Code {
	s, text := newScanner(r), r.text
	for i := 0; i+2 < len(text); {
		s.look(1)
		rest := text[i:]
		switch {
		case strings.HasPrefix(rest, "<#--"):
			i = s.until("-->", i, i+4)
		case strings.HasPrefix(rest, "<#"), strings.HasPrefix(rest, "<@"):
			i = s.element(i, i+2, false)
		case strings.HasPrefix(rest, "</#"), strings.HasPrefix(rest, "</@"):
			i = s.element(i, i+3, true)
		case strings.HasPrefix(rest, "${"), strings.HasPrefix(rest, "#{"):
			i = s.interpolation(i)
		default:
			i++
		}
	}
	return newCode(r, "FreeMarker", s.list)
}

func freeMarkerOpener(rest string) bool {
	return strings.HasPrefix(rest, "<#") || strings.HasPrefix(rest, "<@") || strings.HasPrefix(rest, "${")
}

// interpolation reads ${...}, of FreeMarker and of Terraform.
func (s *scanner) interpolation(i int) int {
	end := s.closing(i+2, '}', func(rest string) bool { return strings.HasPrefix(rest, "${") || strings.HasPrefix(rest, "#{") })
	if end < 0 {
		return i + 2
	}
	return s.add(i, end, yields)
}

// element reads the tag at i, whose name starts at the given offset.
func (s *scanner) element(i, at int, closes bool) int {
	name := s.word(at)
	if name == "" {
		return at
	}
	end := s.closing(at+len(name), '>', freeMarkerOpener)
	if end < 0 {
		return at
	}
	body := strings.TrimSpace(strings.TrimSuffix(s.text[at:end-1], "/"))
	open := event{op: opOpen, name: name, text: body}
	if s.text[at-1] == '@' {
		open.name = "@" + name
		switch {
		case closes:
			return s.add(i, end, writesNothing, event{op: opClose, name: open.name})
		case s.text[end-2] == '/':
			return s.add(i, end, mayWrite)
		}
		return s.add(i, end, mayWrite, open)
	}
	if closes {
		s.add(i, end, writesNothing, event{op: opClose, name: name})
		return end
	}
	switch name {
	case "noparse":
		s.add(i, end, writesNothing)
		if after := s.find("</#noparse>", end); after >= 0 {
			return after - len("</#noparse>")
		}
		return end
	case "if", "list", "macro", "function", "attempt":
		return s.add(i, end, writesNothing, open)
	case "switch":
		open.cases = true
		return s.add(i, end, writesNothing, open)
	case "assign", "local", "global":
		if strings.ContainsAny(body, "=+-") {
			return s.add(i, end, writesNothing)
		}
		return s.add(i, end, writesNothing, open)
	case "else", "elseif", "case", "recover":
		return s.add(i, end, writesNothing, event{op: opNext, text: body})
	case "default":
		return s.add(i, end, writesNothing, event{op: opNext, text: "else"})
	case "include", "nested", "visit", "recurse":
		return s.add(i, end, yields)
	case "import", "setting", "ftl", "items", "sep", "compress", "escape", "noescape", "autoesc", "noautoesc", "outputformat",
		"break", "continue", "return", "stop", "t", "lt", "rt", "nt":
		return s.add(i, end, writesNothing)
	}
	return s.add(i, end, mayWrite)
}
