package template

import "strings"

// scanVelocity finds the directives, references and comments of Apache Velocity.
func scanVelocity(r reader) *Code {
	s, text := newScanner(r), r.text
	for i := 0; i+1 < len(text); {
		s.look(1)
		switch {
		case text[i] == '\\' && (text[i+1] == '#' || text[i+1] == '$'):
			i += 2
		case text[i] == '#':
			i = s.directive(i)
		case text[i] == '$':
			i = s.reference(i)
		default:
			i++
		}
	}
	return newCode(r, "Velocity", s.list)
}

func velocityOpener(rest string) bool {
	return len(rest) > 1 && rest[0] == '#' && (isLetter(rest[1]) || rest[1] == '#' || rest[1] == '*')
}

// directive reads what a # begins.
func (s *scanner) directive(i int) int {
	rest := s.text[i+1:]
	switch {
	case rest[0] == '#':
		return s.add(i, s.line(i+2), writesNothing)
	case rest[0] == '*':
		return s.until("*#", i, i+2)
	case strings.HasPrefix(rest, "[["): // literal text
		end := s.find("]]#", i+3)
		if end < 0 {
			return i + 1
		}
		s.add(i, i+3, writesNothing)
		return s.add(end-3, end, writesNothing)
	}
	start := 1
	if rest[0] == '{' || rest[0] == '@' {
		start = 2
	}
	name := s.word(i + start)
	at := i + start + len(name)
	if name == "" || rest[0] == '{' && !strings.HasPrefix(s.text[at:], "}") {
		return i + 1
	}
	if rest[0] == '{' {
		at++
	}
	const close = "#end"
	switch name {
	case "end":
		return s.add(i, at, writesNothing, event{op: opClose, name: close})
	case "else":
		return s.add(i, at, writesNothing, event{op: opNext, text: name})
	case "stop", "break", "return":
		return s.add(i, at, writesNothing)
	}
	from := s.skip(at, func(c byte) bool { return c == ' ' || c == '\t' })
	end := -1
	if strings.HasPrefix(s.text[from:], "(") {
		end = s.closing(from+1, ')', velocityOpener)
	}
	if end < 0 {
		return i + 1
	}
	body := name + " " + s.text[from:end]
	switch name {
	case "set":
		return s.add(i, end, writesNothing)
	case "elseif":
		return s.add(i, end, writesNothing, event{op: opNext, text: body})
	case "if", "foreach", "macro", "define":
		return s.add(i, end, writesNothing, event{op: opOpen, name: close, text: body})
	case "include", "parse", "evaluate":
		return s.add(i, end, yields)
	}
	switch {
	case rest[0] == '@':
		return s.add(i, end, mayWrite, event{op: opOpen, name: close, text: body})
	case from == at && (i == 0 || s.text[i-1] != '&'): // a macro, if one has that name
		return s.add(i, end, mayWrite)
	}
	return i + 1
}

// reference reads what a $ begins: $name, $!name, ${name}, with properties, calls and indexes.
func (s *scanner) reference(i int) int {
	at := i + 1
	if strings.HasPrefix(s.text[at:], "!") {
		at++
	}
	formal := strings.HasPrefix(s.text[at:], "{")
	if formal {
		at++
	}
	name := s.word(at)
	if name == "" {
		return i + 1
	}
	at += len(name)
	if formal {
		if end := s.closing(at, '}', func(rest string) bool { return strings.HasPrefix(rest, "${") || velocityOpener(rest) }); end >= 0 {
			return s.add(i, end, yields)
		}
		return i + 1
	}
	for at < len(s.text) {
		end := at
		switch rest := s.text[at:]; {
		case rest[0] == '.':
			if name := s.word(at + 1); name != "" {
				end = at + 1 + len(name)
			}
		case rest[0] == '(' && at >= s.broken:
			end = s.arguments(at+1, ')')
		case rest[0] == '[' && at >= s.broken:
			end = s.arguments(at+1, ']')
		}
		if end <= at {
			break
		}
		at = end
	}
	return s.add(i, at, yields)
}

// arguments is closing for those of a reference, which may hold others: where they have no end, theirs are not looked
// for again.
func (s *scanner) arguments(from int, bracket byte) int {
	stop := from
	end := s.closing(from, bracket, func(rest string) bool {
		stop = len(s.text) - len(rest)
		return velocityOpener(rest)
	})
	if end < 0 {
		s.broken = stop
	}
	return end
}
