// Package secret decides what in a configuration file is a secret, and masks
// it. It is the only place that does: every report, excerpt, message and diff
// goes through it. It works on text, not on a tree, so that it holds for broken
// XML, comments, templates and properties files too.
package secret

import (
	"path"
	"regexp"
	"sort"
	"strings"
)

// Mask stands in for a secret. Its length tells nothing.
const Mask = "*****"

// Span is a range of bytes of a text, End excluded.
type Span struct{ Start, End int }

// hints are what every name of a secret holds, in lower case: a text without
// any needs no closer look.
var hints = []string{"pass", "pwd", "secret", "credential", "key", "token"}

func hinted(text string) bool {
	for _, h := range hints {
		if containsFold(text, h) {
			return true
		}
	}
	return false
}

// containsFold reports whether text holds the lower-case ASCII word in any case.
func containsFold(text, word string) bool {
	for i := 0; i+len(word) <= len(text); i++ {
		if text[i]|0x20 == word[0] && strings.EqualFold(text[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

// word is part of the names of things that hold a secret.
const word = `(?:password|passwd|passphrase|passcode|pwd|secret|credential|api_?key|private_?key|access_?token|auth_?token|symmetric_?key|encryption_?key)`

var (
	secretName = regexp.MustCompile(`(?i:` + word + `)|[a-z0-9_.-]Pass$|(?i:^pass$|(?:key|store|trust|truststore|admin|db|user)[_.-]?pass$)`)
	// A name that speaks of a secret, but holds a rule about it, a switch, or the
	// name it is stored under.
	aboutSecret = regexp.MustCompile(`(?i)(?:regex|regexp|errormsg|errormessage|digest|alias|polic(?:y|ies)|enabled?|managed|length|algorithm|class|provider|expiry|encrypted|handler|pattern|method|saltedpassword)$`)
)

// Name reports whether the value of an element, attribute or property of this
// name is a secret.
func Name(name string) bool {
	return hinted(name) && secretName.MatchString(name) && !aboutSecret.MatchString(name)
}

// Text is a file's text whose secrets are known.
type Text struct {
	text  string
	spans []Span
}

// In finds the secrets of the file at p, whose text is given.
func In(p, text string) *Text {
	s := scanner{text: text, names: map[string]bool{}}
	switch {
	case strings.HasPrefix(path.Base(p), "cipher-text."): // the vault: every value
		s.properties(true)
	case isProperties(p), isProperties(strings.TrimSuffix(p, path.Ext(p))): // as a template too
		s.properties(false)
	default:
		s.markup()
	}
	return &Text{text, merge(s.spans)}
}

func isProperties(p string) bool { return path.Ext(p) == ".properties" || path.Ext(p) == ".ini" }

// Spans are the secrets in order, without overlap: those that the form of the
// file shows. Mask finds those in running text as well.
func (t *Text) Spans() []Span { return t.spans }

// Mask is the text from start to end with every secret in it masked.
func (t *Text) Mask(start, end int) string { return t.Part(start, end).Mask(start, end) }

// Part is the text from start to end, looked through once for all its secrets:
// those in running text too.
func (t *Text) Part(start, end int) *Part {
	spans := running(t.text[start:end])
	for i := range spans {
		spans[i] = Span{spans[i].Start + start, spans[i].End + start}
	}
	i := sort.Search(len(t.spans), func(i int) bool { return t.spans[i].End > start })
	for ; i < len(t.spans) && t.spans[i].Start < end; i++ {
		spans = append(spans, Span{max(t.spans[i].Start, start), min(t.spans[i].End, end)})
	}
	return &Part{t.text, merge(spans)}
}

// Part is a piece of a text whose secrets are known.
type Part struct {
	text  string
	spans []Span // in the text as a whole
}

// Mask is the text from start to end, which lie in the part, with every secret
// in it masked.
func (p *Part) Mask(start, end int) string {
	var inside []Span
	for i := p.behind(start); i < len(p.spans) && p.spans[i].Start < end; i++ {
		inside = append(inside, Span{max(p.spans[i].Start, start) - start, min(p.spans[i].End, end) - start})
	}
	return replace(p.text[start:end], inside)
}

// Whole is the secret that at lies in, with at neither its start nor its end;
// else it is empty and stands at at.
func (p *Part) Whole(at int) Span {
	if i := p.behind(at); i < len(p.spans) && p.spans[i].Start < at {
		return p.spans[i]
	}
	return Span{at, at}
}

// behind is the index of the first secret that ends behind off.
func (p *Part) behind(off int) int {
	return sort.Search(len(p.spans), func(i int) bool { return p.spans[i].End > off })
}

// Line masks the secrets in a text that is of no file, such as a message.
func Line(text string) string {
	s := scanner{text: text, names: map[string]bool{}}
	s.markup()
	return replace(text, merge(append(s.spans, running(text)...)))
}

var (
	assignment = regexp.MustCompile(`(?i)\b[\w.-]*` + word + `["']?\s*(?:(?:is|was)\s*)?(?:=>?|:)\s*["']?([^\s"'<>&;,]+)`)
	userInfo   = regexp.MustCompile(`://([^/\s:@"'<>]*:[^/\s"'<>]*)@`)
	jdbcURL    = regexp.MustCompile(`(?i)jdbc:[^\s"'<>]+`)
	jdbcUser   = regexp.MustCompile(`(?i)\b(?:user|username|user_name|uid|userid)=([^;&]+)`)
	oracleUser = regexp.MustCompile(`(?i)^jdbc:oracle:\w+:([^@/]+/[^@]+)@`)
)

// running finds secrets in running text: "password: x" in a comment, user and
// password in a URL.
func running(text string) []Span {
	var spans []Span
	add := func(base int, m []int) {
		if v := text[base+m[2] : base+m[3]]; !harmless(v) && !strings.HasPrefix(v, Mask) {
			spans = append(spans, Span{base + m[2], base + m[3]})
		}
	}
	if hinted(text) {
		for _, m := range assignment.FindAllStringSubmatchIndex(text, -1) {
			if name := text[m[0]:m[2]]; !aboutSecret.MatchString(strings.TrimRight(name, " \t\"':=>")) {
				add(0, m)
			}
		}
	}
	if strings.Contains(text, "://") {
		for _, m := range userInfo.FindAllStringSubmatchIndex(text, -1) {
			add(0, m)
		}
	}
	if !containsFold(text, "jdbc:") {
		return spans
	}
	for _, u := range jdbcURL.FindAllStringIndex(text, -1) {
		for _, re := range []*regexp.Regexp{jdbcUser, oracleUser} {
			for _, m := range re.FindAllStringSubmatchIndex(text[u[0]:u[1]], -1) {
				add(u[0], m)
			}
		}
	}
	return spans
}

// harmless values are no secrets whatever they are called: switches, and
// references to a secret that is kept elsewhere.
func harmless(v string) bool {
	return v == "" || strings.EqualFold(v, "true") || strings.EqualFold(v, "false") ||
		strings.HasPrefix(v, "secretAlias:") && !strings.ContainsAny(v, " \t\r\n")
}

// merge sorts spans and joins those that overlap.
func merge(spans []Span) []Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

func replace(text string, spans []Span) string {
	if len(spans) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.Start])
		b.WriteString(Mask)
		at = s.End
	}
	b.WriteString(text[at:])
	return b.String()
}
