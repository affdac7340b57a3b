package template

import "strings"

// Names of the two ways in which a block is closed in ERB's Ruby, EPP's Puppet and the Groovy or JavaScript that
// share the delimiters.
const (
	byEnd   = "end"
	byBrace = "}"
)

// rubyEvents returns what the code of one ERB or EPP tag opens and closes. What it both opens and closes itself, such as
// a hash or "if a then b end", is not an event.
func rubyEvents(body reader) []event {
	r := rubyReader{reader: body}
	for r.pos < len(r.text) {
		r.look(1)
		r.step()
	}
	return r.finish()
}

type rubyReader struct {
	reader
	pos     int
	events  []event
	open    int  // how many of events are opens
	operand bool // the token before is a value, so that an if here is a modifier: "x = 1 if y"
	loop    bool // in the head of a while or for, whose do opens nothing more
}

func (r *rubyReader) step() {
	c := r.text[r.pos]
	switch {
	case c == '\n' || c == ';':
		r.operand, r.loop = false, false
	case isBlank(c):
	case c == '#' && (r.pos == 0 || isBlank(r.text[r.pos-1])):
		r.pos = r.skip(r.pos, inLine)
		return
	case c == '\'' || c == '"' || c == '`':
		r.pos = r.stringEnd(r.pos, 0)
		r.operand = true
		return
	case c == '\\':
		r.pos++
	case c == '{':
		r.push(event{op: opOpen, name: byBrace, label: r.behindColon()})
		r.operand = false
	case c == '}':
		r.close(byBrace)
		r.operand = true
	case isLetter(c):
		w := r.word(r.pos)
		r.keyword(w, r.pos > 0 && strings.IndexByte(".@$:", r.text[r.pos-1]) >= 0)
		r.pos += len(w)
		if rest := r.text[r.pos:]; rest != "" && (rest[0] == '?' || rest[0] == '!') && !strings.HasPrefix(rest[1:], "=") {
			r.pos++ // nil?
		}
		return
	default:
		r.operand = c == ')' || c == ']' || isDigit(c)
	}
	r.pos++
}

// keyword takes in one word; named is true for a variable, a method or a symbol.
func (r *rubyReader) keyword(w string, named bool) {
	rest := r.text[r.pos+len(w):]
	key := strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, "::") // if: 1
	if named || key {
		r.operand = true
		return
	}
	modifier := r.operand
	r.operand = false
	switch w {
	case "if", "unless", "while", "until", "for", "case":
		if modifier {
			return
		}
		r.loop = w == "while" || w == "until" || w == "for"
		r.push(event{op: opOpen, name: byEnd, braces: true, cases: w == "case"})
	case "do":
		if !r.loop {
			r.push(event{op: opOpen, name: byEnd})
		}
		r.loop = false
	case "begin":
		r.push(event{op: opOpen, name: byEnd, transparent: true})
	case "def":
		r.push(event{op: opOpen, name: byEnd})
	case "end":
		r.close(byEnd)
		r.operand = true
	case "else", "elsif", "elseif":
		r.next()
	case "when":
		if n := len(r.events); n > 0 && r.events[n-1].cases {
			r.events[n-1].cases = false // the first arm begins in the tag of the case itself
			return
		}
		r.next()
	case "then", "and", "or", "not", "in":
	default:
		r.operand = true
	}
}

// behindColon reports whether a colon comes before, perhaps with blanks between.
func (r *rubyReader) behindColon() bool {
	before := strings.TrimRight(r.text[:r.pos], blanks)
	r.look(r.pos - len(before))
	return strings.HasSuffix(before, ":")
}

// inLine reports whether a byte is not the end of a line of Ruby.
func inLine(c byte) bool { return c != '\n' }

func (r *rubyReader) push(e event) {
	r.events = append(r.events, e)
	r.open++
}

func (r *rubyReader) next() {
	if r.open == 0 {
		r.events = append(r.events, event{op: opNext})
	}
}

func (r *rubyReader) close(name string) {
	if n := len(r.events); n > 0 && r.events[n-1].op == opOpen && r.events[n-1].name == name {
		r.events = r.events[:n-1]
		r.open--
		return
	}
	r.events = append(r.events, event{op: opClose, name: name})
}

// finish turns "if x {" into one block and "} else {" into one step to the next arm.
func (r *rubyReader) finish() []event {
	events := r.events
	if n := len(events); n > 1 && events[n-2].braces && events[n-1].name == byBrace && events[n-1].op == opOpen {
		events[n-2].name = byBrace
		events = events[:n-1]
	}
	if len(events) == 3 && events[0].op == opClose && events[0].name == byBrace && events[1].op == opNext &&
		events[2].op == opOpen && events[2].name == byBrace {
		events = events[1:2]
	}
	text := strings.TrimSpace(strings.TrimPrefix(r.text, "}"))
	text = strings.TrimSpace(strings.TrimSuffix(text, "{"))
	for i := range events {
		events[i].text = text
	}
	return events
}
