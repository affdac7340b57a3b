package template

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

var terraformDirective = lazy.MustCompile(`%\{~?[ \t]*(?:if|else|endif|for|endfor)\b`)

// scanTerraform finds the interpolations and directives of Terraform. The doubled signs $${ and %%{ are text, but not
// the text that the server reads: the first of the two is taken for code.
func scanTerraform(r reader) *Code {
	s, text := newScanner(r), r.text
	for i := 0; i+1 < len(text); {
		s.look(1)
		rest := text[i:]
		switch {
		case strings.HasPrefix(rest, "$${"), strings.HasPrefix(rest, "%%{"):
			i = s.add(i, i+1, writesNothing) + 2
		case strings.HasPrefix(rest, "${"):
			i = s.interpolation(i)
		case strings.HasPrefix(rest, "%{"):
			i = s.terraformDirective(i)
		default:
			i++
		}
	}
	return newCode(r, "Terraform", s.list)
}

func (s *scanner) terraformDirective(i int) int {
	at := i + 2
	if strings.HasPrefix(s.text[at:], "~") {
		at++
	}
	name := s.word(s.skip(at, isBlank))
	var e event
	switch name {
	case "if", "for":
		e = event{op: opOpen, name: name}
	case "else":
		e = event{op: opNext}
	case "endif", "endfor":
		e = event{op: opClose, name: strings.TrimPrefix(name, "end")}
	default:
		return i + 2
	}
	end := s.closing(i+2, '}', func(rest string) bool { return strings.HasPrefix(rest, "%{") })
	if end < 0 {
		return i + 2
	}
	e.text = strings.Trim(s.text[i+2:end-1], "~"+blanks)
	return s.add(i, end, writesNothing, e)
}
