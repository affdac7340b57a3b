package template

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// scanEJS finds the tags of EJS, in which <%- writes its value and <%_ does not.
func scanEJS(r reader) *Code {
	f, text := newFinder(r), r.text
	for i := 0; i+1 < len(text); {
		if text[i] == '<' && text[i+1] == '%' {
			i = f.erb(i)
		} else {
			i++
		}
	}
	var list []found
	for _, t := range f.tags {
		inner := text[t.Start+2 : t.End-2]
		t.yields = t.yields || strings.HasPrefix(inner, "-")
		t.body = strings.Trim(t.body, "_"+blanks)
		if strings.HasPrefix(inner, "#") {
			t.body = ""
		}
		events, effect := read(r, t, "")
		list = append(list, found{t, events, effect})
	}
	return newCode(r, "EJS", list)
}

// plainName matches a ${} that may be one of Carbon's own placeholders.
var plainName = lazy.MustCompile(`^\$\{[A-Za-z_][\w.-]*\}$`)

// scanGSP finds the tags of Groovy Server Pages: <% %>, its comments, ${ } with more than a name in it, and g: elements.
// A ${name} is left a placeholder, which Carbon's own files have as well.
func scanGSP(r reader) *Code {
	s, text := newScanner(r), r.text
	for i := 0; i+1 < len(text); {
		s.look(1)
		rest := text[i:]
		switch {
		case strings.HasPrefix(rest, "<%--"):
			i = s.until("--%>", i, i+4)
		case strings.HasPrefix(rest, "%{--"):
			i = s.until("--}%", i, i+4)
		case strings.HasPrefix(rest, "<%"):
			n := len(s.tags)
			i = s.erb(i)
			for _, t := range s.tags[n:] {
				events, effect := read(r, t, "")
				s.list = append(s.list, found{t, events, effect})
			}
		case strings.HasPrefix(rest, "<g:"), strings.HasPrefix(rest, "</g:"):
			i = s.groovyElement(i)
		case strings.HasPrefix(rest, "${"):
			end := s.closing(i+2, '}', func(rest string) bool { return strings.HasPrefix(rest, "${") })
			switch {
			case end < 0:
				i += 2
			case plainName.MatchString(text[i:end]):
				i = end
			default:
				i = s.add(i, end, yields)
			}
		default:
			i++
		}
	}
	return newCode(r, "GSP", s.list)
}

// groovyElement reads <g:if test="...">, <g:render .../>, </g:each> and so on.
func (s *scanner) groovyElement(i int) int {
	at := i + strings.IndexByte(s.text[i:], ':') + 1
	name := s.word(at)
	end := s.closing(at, '>', func(rest string) bool { return strings.HasPrefix(rest, "<g:") })
	if name == "" || end < 0 {
		return at
	}
	closes, empty := s.text[i+1] == '/', s.text[end-2] == '/'
	text := strings.TrimSpace(s.text[at : end-1])
	switch {
	case name == "else" || name == "elseif": // elements of their own, behind the one they belong to
		if closes {
			return s.add(i, end, writesNothing, event{op: opClose, name: "g:" + name})
		}
		return s.add(i, end, writesNothing, event{op: opOpen, name: "g:" + name, text: text})
	case closes:
		return s.add(i, end, writesNothing, event{op: opClose, name: "g:" + name})
	case name == "set" && empty:
		return s.add(i, end, writesNothing)
	case empty:
		return s.add(i, end, mayWrite)
	case name == "if" || name == "unless" || name == "each" || name == "while" || name == "set":
		return s.add(i, end, writesNothing, event{op: opOpen, name: "g:" + name, text: text})
	}
	return s.add(i, end, mayWrite, event{op: opOpen, name: "g:" + name, text: text})
}

// configured are the names that configure, CMake and envsubst fill in. A name with a dot in braces is Carbon's own.
var configured = lazy.MustCompile(`@[A-Za-z_][\w.-]*@|\$\{[A-Za-z_]\w*\}`)

// scanConfigure finds the placeholders of a file that a build fills in. They are code there: what is filled in may be
// settings, not only values.
func scanConfigure(r reader) *Code {
	s, text := newScanner(r), r.text
	for _, at := range configured.FindAllStringIndex(text, -1) {
		s.add(at[0], at[1], yields)
	}
	return newCode(r, "configure", s.list)
}
