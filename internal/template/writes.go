package template

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// effect is what a tag writes at its own place.
type effect int

const (
	writesNothing effect = iota
	mayWrite             // a call, which may write anything or nothing
	yields               // a value
)

// codeEffect is the effect of the code of a tag that does not yield its value: Ruby, Puppet, Groovy or JavaScript. All
// that is known to write nothing are heads of blocks, assignments, values that nobody uses, and a few calls:
//
//	if has?(x) {            writesNothing
//	x = lookup('x')         writesNothing
//	list.each { |d| x << d  writesNothing
//	context.render(d)       mayWrite
func codeEffect(r reader) effect {
	body := r.text
	if strings.HasPrefix(body, "!") || strings.HasPrefix(body, "|") { // declarations of GSP, parameters of EPP
		return writesNothing
	}
	if rest, ok := strings.CutPrefix(body, "@"); ok && (rest == "" || isBlank(rest[0]) || word(rest) == "page") {
		if word(strings.TrimLeft(rest, blanks)) == "page" { // <%@ page import="..." %>
			return writesNothing
		}
		return mayWrite
	}
	s := statements{src: r}
	for s.next() {
		if s.writes() {
			return mayWrite
		}
	}
	return writesNothing
}

// statements goes through code statement by statement. A statement ends with its line, with a semicolon, or with the
// brace or the do that opens a block, but in an assignment only with the brackets that it opened.
type statements struct {
	src   reader
	pos   int
	text  []byte // of the statement, with strings empty and without comments
	block bool   // a block begins behind it
}

var assignment = lazy.MustCompile(`^(?:(?:def|var|let|const|final|[A-Z]\w*)\s+)?[@$]*[A-Za-z_][\w.$@:]*(?:\[[^\]]*\])*(?:\s*,\s*[@$]*\w+)*\s*(?:\|\||&&|[-+*/.%|&]|<<)?=(?:[^=~>]|$)`)

// maxTarget is how many bytes may come before the = of an assignment.
const maxTarget = 200

// next goes to the next statement; false at the end.
func (s *statements) next() bool {
	s.text, s.block = s.text[:0], false
	depth, assigns := 0, false
	for s.pos < len(s.src.text) {
		s.src.look(1)
		c := s.src.text[s.pos]
		at := s.pos
		s.pos++
		switch {
		case c == '\'' || c == '"' || c == '`':
			s.pos = s.src.stringEnd(at, 0)
			s.text = append(s.text, "''"...)
			continue
		case c == '#' && (at == 0 || isBlank(s.src.text[at-1])), c == '/' && strings.HasPrefix(s.src.text[s.pos:], "/") && (at == 0 || isBlank(s.src.text[at-1])):
			s.pos = s.src.skip(s.pos, inLine)
			continue
		case c == '/' && strings.HasPrefix(s.src.text[s.pos:], "*"):
			s.pos = s.src.after(s.pos+1, "*/")
			continue
		case c == '(' || c == '[' || c == '{' && assigns:
			depth++
		case c == ')' || c == ']' || c == '}' && assigns && depth > 0:
			depth = max(depth-1, 0)
		case c == '{', c == '}':
			s.block = c == '{'
			return true
		case c == ';' && (depth == 0 || !assigns), c == '\n' && depth == 0 && !s.goesOn():
			return true
		case c == '=' && !assigns && len(s.text) < maxTarget:
			assigns = assignment.MatchString(strings.TrimLeft(string(s.text), blanks) + s.src.text[at:min(at+2, len(s.src.text))])
		case isLetter(c) && (at == 0 || !isNameByte(s.src.text[at-1])):
			w := s.src.word(at)
			s.pos = at + len(w)
			if w == "do" && !assigns || w == "then" {
				s.block = true
				return true
			}
			s.text = append(s.text, w...)
			continue
		}
		s.text = append(s.text, c)
	}
	return len(s.text) > 0
}

// goesOn reports whether the statement so far needs another line.
func (s *statements) goesOn() bool {
	text := strings.TrimRight(string(s.text[max(0, len(s.text)-8):]), blanks)
	return text != "" && strings.IndexByte(",.+-*/&|=?:\\", text[len(text)-1]) >= 0 && len(s.text) < 8192
}

var (
	// What ends a block before, and the names that a block gives to its values.
	leftovers     = lazy.MustCompile(`^(?:[\s)\]},;]+|\|[^|]*\||[\w\s,]*->|\([\w\s,]*\)\s*->)+`)
	head          = lazy.MustCompile(`^(?:if|elsif|elseif|else|unless|while|until|for|case|switch|when|default|end|begin|ensure|rescue|next|break|continue|import|require|raise|fail|throw|assert)\b`)
	iteration     = lazy.MustCompile(`(?:^|[\w\])'?!])\s*\.\s*(?:each\w*|times|upto|downto|step|map|flat_map|collect|select|filter|find|findAll|reject|sort|sort_by|reduce|inject|forEach|any|every|all|with|tap)\??\s*(?:\([^()]*\)?\s*(?:=>)?|\(\s*\([^()]*\)\s*=>|\(\s*function\s*\([^()]*\))?\s*$`)
	value         = lazy.MustCompile(`^[^()!?]*$`)
	wordOperators = lazy.MustCompile(`\b(?:and|or|not|in|instanceof)\b`)
	bareCall      = lazy.MustCompile(`[A-Za-z_]\w*[?!]?\s+(?:[@$]*\w|'|:\w)`) // print x
	mutation      = lazy.MustCompile(`^[@$]*([A-Za-z_]\w*)(?:\.\w+|\[[^\]]*\])*(?:\s*<<|\s*\.\s*(?:push|add|addAll|append|extend|update|insert|put|putAll|unshift|prepend|delete|remove|removeAll|clear|pop|shift|merge!|sort!|uniq!|compact!|reject!|map!|delete_if|store)\b)`)
	output        = lazy.MustCompile(`(?i)^_*(?:out|erbout|buf|buffer|output|writer|response|stdout|epp|erb)\w*$`)
)

// writes reports whether the statement may write text.
func (s *statements) writes() bool {
	s.src.look(len(s.text))
	text := strings.TrimSpace(leftovers.ReplaceAllString(string(s.text), ""))
	switch {
	case text == "" || head.MatchString(text):
		return false
	case assignment.MatchString(text):
		return false
	case s.block && iteration.MatchString(text):
		return false
	}
	if m := mutation.FindStringSubmatch(text); m != nil {
		return output.MatchString(m[1])
	}
	if bareCall.MatchString(wordOperators.ReplaceAllString(text, ",")) {
		return true
	}
	return !value.MatchString(text) || strings.Contains(text, "<<") || oneWord.MatchString(text) && s.block
}

// oneWord before a block is a call: div { ... }.
var oneWord = lazy.MustCompile(`^[\w.]+$`)
