package template

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/pos"
)

// tagKind says which delimiters a tag has.
type tagKind int

const (
	tagERB       tagKind = iota // <% %>
	tagStatement                // {% %}
	tagMustache                 // {{ }} and {{{ }}}
	tagComment                  // {# #}, and the header line of an Ansible template
)

// tag is one piece of code as it is written.
type tag struct {
	pos.Span
	kind   tagKind
	body   string // what lies between the delimiters, without trim marks and blanks; "" for an ERB comment
	yields bool   // an ERB tag that writes its value: <%= %>
	tight  bool   // {#...#} without blanks: code only in a file that is Jinja2 anyway
}

// jinjaHeader starts the line of options that Ansible allows at the top of a template.
const jinjaHeader = "#jinja2:"

var endRaw = lazy.MustCompile(`\{%[-+]?\s*endraw\s*[-+]?%\}`)

// finder walks through the text once. Each of its methods for an opener adds the tag that starts there, if it is one,
// and returns where to go on. No byte is looked at more than a few times, however broken the text is.
type finder struct {
	reader
	tags []tag
	next map[string]int // where a closer was last found, so that it is not looked for twice
}

func newFinder(r reader) finder { return finder{reader: r, next: map[string]int{}} }

func findTags(r reader) []tag {
	f, text := newFinder(r), r.text
	i := f.header()
	for i+1 < len(text) {
		f.look(1)
		if text[i] != '<' && text[i] != '{' {
			i++
			continue
		}
		switch text[i : i+2] {
		case "<%":
			i = f.erb(i)
		case "{{":
			i = f.mustache(i)
		case "{%":
			i = f.statement(i)
		case "{#":
			i = f.comment(i)
		default:
			i++
		}
	}
	return f.tags
}

func (f *finder) header() int {
	if !strings.HasPrefix(f.text, jinjaHeader) {
		return 0
	}
	end := f.line(0)
	f.tags = append(f.tags, tag{Span: pos.Span{End: end}, kind: tagComment})
	return end
}

// erb reads a tag at <%. The literal <%% is not one, nor is an opener that is followed by another before any closer.
func (f *finder) erb(i int) int {
	rest := f.text[i+2:]
	switch {
	case strings.HasPrefix(rest, "%"):
		return i + 3
	case strings.HasPrefix(rest, "#"), strings.HasPrefix(rest, "--"):
		end := f.find("%>", i+2)
		if end < 0 {
			return i + 2
		}
		f.tags = append(f.tags, tag{Span: pos.Span{Start: i, End: end}, kind: tagERB})
		return end
	}
	end := f.erbEnd(i + 2)
	if end < 0 {
		return i + 2
	}
	body := f.text[i+2 : end-2]
	yields := strings.HasPrefix(body, "=")
	body = strings.TrimSuffix(strings.TrimLeft(body, "-="), "-")
	f.tags = append(f.tags, tag{Span: pos.Span{Start: i, End: end}, kind: tagERB, body: strings.TrimSpace(body), yields: yields})
	return end
}

func (f *finder) erbEnd(from int) int {
	for j := from; ; {
		if j = f.index(j, "%"); j < 0 {
			return -1
		}
		switch rest := f.text[j+1:]; {
		case j > from && f.text[j-1] == '<':
			return -1
		case strings.HasPrefix(rest, "%>"): // a literal %>
			j += 3
		case strings.HasPrefix(rest, ">"):
			return j + 2
		default:
			j++
		}
	}
}

// statement reads a tag at {%, which a word must follow.
func (f *finder) statement(i int) int {
	name := i + 2
	if strings.HasPrefix(f.text[name:], "-") || strings.HasPrefix(f.text[name:], "+") {
		name++
	}
	if f.word(f.skip(name, isBlank)) == "" {
		return i + 2
	}
	end, ok := f.bodyEnd(i+2, "%}")
	if !ok {
		return end
	}
	t := tag{Span: pos.Span{Start: i, End: end}, kind: tagStatement, body: trimMarks(f.text[i+2 : end-2])}
	f.tags = append(f.tags, t)
	if word(t.body) == "raw" {
		return f.raw(end)
	}
	return end
}

// raw skips the inside of a {% raw %} block, which is plain text, and adds the tag that ends it.
func (f *finder) raw(from int) int {
	const none = -1
	if f.next["endraw"] == none {
		return from
	}
	at := endRaw.FindStringIndex(f.text[from:])
	if at == nil {
		f.look(len(f.text) - from)
		f.next["endraw"] = none
		return from
	}
	f.look(at[1])
	f.tags = append(f.tags, tag{Span: pos.Span{Start: from + at[0], End: from + at[1]}, kind: tagStatement, body: "endraw"})
	return from + at[1]
}

// comment reads a tag at {#.
func (f *finder) comment(i int) int {
	end := f.find("#}", i+2)
	if end < 0 {
		return i + 2
	}
	inner := strings.Trim(f.text[i+2:end-2], "-+")
	tight := inner == "" || !isBlank(inner[0]) || !isBlank(inner[len(inner)-1])
	f.tags = append(f.tags, tag{Span: pos.Span{Start: i, End: end}, kind: tagComment, tight: tight})
	return end
}

// mustache reads a tag at {{ or {{{. Four braces and more are no code, nor is what a backslash makes literal.
func (f *finder) mustache(i int) int {
	braces := 2
	for i+braces < len(f.text) && f.text[i+braces] == '{' {
		braces++
	}
	f.look(braces)
	if braces > 3 || i > 0 && f.text[i-1] == '\\' {
		return i + braces
	}
	if braces == 3 {
		if f.opensExpr(i + 3) {
			if end, ok := f.bodyEnd(i+3, "}}}"); ok {
				f.tags = append(f.tags, tag{Span: pos.Span{Start: i, End: end}, kind: tagMustache, body: f.text[i+2 : end-2]})
				return end
			}
		}
		i++
	}
	if !f.opensExpr(i + 2) {
		return i + 2
	}
	end, ok := f.mustacheComment(i)
	if !ok {
		end, ok = f.bodyEnd(i+2, "}}")
	}
	if ok {
		f.tags = append(f.tags, tag{Span: pos.Span{Start: i, End: end}, kind: tagMustache, body: trimMarks(f.text[i+2 : end-2])})
	}
	return end
}

// mustacheComment returns the end of {{! }}, {{!-- --}} or {{/* */}}, which may hold anything.
func (f *finder) mustacheComment(i int) (end int, ok bool) {
	from := i + 2
	if strings.HasPrefix(f.text[from:], "~") || strings.HasPrefix(f.text[from:], "- /*") {
		from += strings.IndexAny(f.text[from:], "~ ") + 1
	}
	rest := f.text[from:]
	switch {
	case strings.HasPrefix(rest, "!--"):
		end = f.find("--}}", from)
		if end < 0 {
			end = f.find("--~}}", from)
		}
	case strings.HasPrefix(rest, "!"):
		end = f.find("}}", from)
	case strings.HasPrefix(rest, "/*"):
		end = f.find("*/", from)
		if end < 0 {
			return 0, false
		}
		after := strings.TrimPrefix(f.text[end:], " -")
		if !strings.HasPrefix(after, "}}") {
			return 0, false
		}
		end = len(f.text) - len(after) + 2
	}
	return end, end > 0
}

// find returns the offset after the next closer, or -1. From call to call, from only grows.
func (f *finder) find(closer string, from int) int {
	at, seen := f.next[closer]
	if !seen || at >= 0 && at < from {
		at = f.index(from, closer)
		f.next[closer] = at
	}
	if at < 0 {
		return -1
	}
	return at + len(closer)
}
