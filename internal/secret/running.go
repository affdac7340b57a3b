package secret

import (
	"strings"
	"sync"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// running finds secrets in running text, whatever its form: where the name of
// one is followed by a sign that its value comes next, or by what looks like one.
func (s *scanner) running() {
	for at := 0; ; {
		hint := nextHint(s.text, at)
		if hint < 0 {
			return
		}
		start, end := s.word(at, hint)
		at = end
		k := s.kind(s.text[start:end])
		if k == plain && strings.HasSuffix(s.text[:start], "-") && s.text[start] == 'D' { // java -Dpw=x
			start++
			k = s.kind(s.text[start:end])
		}
		if k == plain || strings.HasSuffix(s.text[:start], "</") {
			continue
		}
		if v := s.before(start); v.End > 0 && s.isSecret(k, v.Start, v.End) {
			s.addPart(v.Start, v.End)
		}
		from, to := s.after(start, end)
		if to > from && s.isSecret(k, from, to) && !s.has(from, Mask) {
			s.addPart(from, to)
			at = max(at, to)
		}
	}
}

// word is the word around hint that starts at from or later, without the dashes
// and dots around it.
func (s *scanner) word(from, hint int) (start, end int) {
	start, end = hint, hint
	for start > from && isWordByte(s.text[start-1]) {
		start--
	}
	for end < len(s.text) && (isWordByte(s.text[end]) || s.escapedLetter(end)) {
		end++
	}
	next := end
	for start < hint && (s.text[start] == '-' || s.text[start] == '.') {
		start++
	}
	for end > hint+1 && (s.text[end-1] == '-' || s.text[end-1] == '.') {
		end--
	}
	return start, min(end, next)
}

// escapedLetter reports whether the \ of an escape such as \u0077 is at at.
func (s *scanner) escapedLetter(at int) bool { return s.has(at, `\u00`) }

func isWordByte(c byte) bool { return isNameByte(c) && c != ':' && c < 0x80 }

// closers may be between a name and the sign behind it.
var closers = []string{`\"`, `"`, `'`, "`", "&quot;", "&apos;", "&#34;", "&#39;", "]", ")", "}", "@", "%"}

// signs set a name to the value that comes next or compare them, the longer
// first.
var signs = []string{
	"!==", "===", "<=>", "||=", "&&=", "??=",
	"=>", ":=", "==", "!=", "=~", "!~", "~=", "+=", "?=", "|=", "<=", "<>", "->", "=", ":",
}

// literal is a text in quotes on one line.
const literal = `"(?:[^"\r\n]|"\w)*"|'(?:[^'\r\n]|'\w)*'`

var (
	// spoken: the password is x, the password for joe was: x.
	spoken = lazy.MustCompile(`(?i)^(?:[ \t]+(?:of|for|on|in)(?:[ \t]+[\w.'"-]+){1,5}?)?(?:(?:[ \t]+(?:is|was|are|be|now|equals|(?:set|changed|reset|back)[ \t]+to)\b)+[ \t]*(=>|[=:])?|[ \t]*(=>|[=:]|-[ \t]+\S+[ \t]*(?:-->|\r?\n|$)))[ \t]*`)
	// attributes are those between a name and the end of its tag.
	attributes = lazy.MustCompile(`^(?:[ \t]+[\w:.-]+=(?:&quot;[^&<>"]*&quot;|"[^"<>]*"|'[^'<>]*'))+[ \t]*(?:&gt;|>)`)
	// comparison is between a name and a literal beside it: password eq 'x'.
	comparison = lazy.MustCompile(`(?i)^["')}\]]*[ \t]*(?:(?:eq|ne|like|or|in)\b|\|\||\?\?|\|?[ \t]*default\b|\?:)[ \t]*[(\[]?[ \t]*["']`)
	// literalBefore is a literal that the name behind it is compared with:
	// 'x' == password, eq "x" .password.
	literalBefore = lazy.MustCompile(`(?:(` + literal + `)[ \t]*(?:[=!]==?|\beq|\bne)|\b(?:eq|ne)[ \t]+(` + literal + `)|(` + literal + `)[ \t]+!?=[ \t]+"?\$)[ \t]*[@$.({]*$`)
	// afterName is an index, a comment, or the mark of an escaped sign.
	afterName = lazy.MustCompile(`^(?:\[\w*\])?(?:[ \t]*/\*[^\r\n]*?\*/)?(?:\\[=:])?`)
	// namedArgument is what is before that of a call: lookup("password", default="x").
	namedArgument = lazy.MustCompile(`^(?:default|fallback|value)[ \t]*[:=][ \t]*`)
	// explicitValue is between the key and the value of YAML's long form.
	explicitValue = lazy.MustCompile(`^[ \t]*\r?\n[ \t]*:[ \t]+`)
	// position is a line and column behind the name of a file.
	position = lazy.MustCompile(`^:\d+(?::\d+)?:[ \t]`)
	// nextLine is the one word on the line below a name.
	nextLine = lazy.MustCompile(`^[ \t]*\r?\n[ \t]*(\S+)[ \t]*(?:\r?\n|$)`)
	// nextArgument starts the one behind an option, where each has its own place
	// or the blanks between them are escaped.
	nextArgument = lazy.MustCompile(`^(?:[ \t]*\\(?:\r?\n)?[ \t]+|[ \t]*\r?\n[ \t]*-[ \t]+|</[\w:.-]+>\s*<[\w:.-]+>|[ \t]*/>\s*<[\w:.-]+[ \t]+[\w:.-]+=)`)
)

// maxBetween is how many bytes may be between a name and its value.
const maxBetween = 200

// after is the value behind the name from start to end, empty when there is none.
func (s *scanner) after(start, end int) (from, to int) {
	at := s.closed(end)
	if n := s.codeEnd(at); n > at {
		at = n
	}
	sign := s.spaces(at)
	s.work += sign - at
	for _, gt := range []string{">", "&gt;", "&#62;", "&#x3e;", "&#x3E;"} { // Password>x
		if s.has(at, gt) {
			return s.value(at+len(gt), start, false)
		}
	}
	if s.sentence && position.MatchString(s.text[at:]) {
		return at, at // read /etc/passwd:1:1: not a baseline
	}
	if n := s.sign(sign); n > 0 {
		if next := s.spaces(sign + n); s.sentence && next > sign+n && s.isPlainAt(next) {
			return at, at // needs a password: in carbon.xml
		}
		return s.value(sign+n, start, s.text[sign] == ':')
	}
	near := s.text[at:min(len(s.text), at+maxBetween)]
	if s.sentence {
		return at, at
	}
	for _, between := range []*lazy.Regexp{field, attributes} {
		if m := between.FindString(near); m != "" {
			return s.value(at+len(m), start, between == field)
		}
	}
	if n := s.fieldApart(start, end); n >= 0 {
		return s.value(n, start, true)
	}
	if from, to = s.setBlock(start, end); to > from {
		return from, to
	}
	if strings.HasSuffix(s.text[:start], "? ") {
		if n := len(explicitValue.FindString(near)); n > 0 { // ? password
			return s.value(at+n, start, true)
		}
	}
	if s.isOption(start) {
		if m := nextArgument.FindString(near); m != "" && !s.has(at+len(m), "-") {
			return s.value(at+len(m), start, false)
		}
	}
	if m := comparison.FindString(near); m != "" {
		return s.value(at+len(m)-1, start, false)
	}
	if m := nextLine.FindStringSubmatchIndex(near); m != nil && looksSecret(near[m[2]:m[3]]) && s.startsSetting(start) {
		return at + m[2], at + m[3]
	}
	switch {
	case at < len(s.text) && s.text[at] == '(', sign < len(s.text) && strings.IndexByte(",|", s.text[sign]) >= 0:
		v := s.spaces(sign + 1)
		v += len(namedArgument.FindString(s.text[v:min(len(s.text), v+maxBetween)]))
		if isQuote(s.text, v) && !s.isKey(v) {
			return s.value(v, start, false)
		}
	case sign > at && isQuote(s.text, sign):
		return s.value(sign, start, false)
	case sign == at:
		return at, at
	}
	return s.spokenValue(start, at, near)
}

// spokenValue is a value that a sentence gives.
func (s *scanner) spokenValue(start, at int, near string) (from, to int) {
	m := spoken.FindStringSubmatchIndex(near)
	if m == nil {
		from = s.spaces(at)
		v := strings.Trim(s.text[from:from+wordLen(s.text[from:])], punctuation)
		if s.isOption(start) && from < len(s.text) && s.text[from] != '-' || looksSecret(v) { // --password x
			return s.value(from, start, false)
		}
		return at, at
	}
	if m[4] >= 0 && s.text[at+m[4]] == '-' {
		m[1] = m[4] + 1
	}
	from = at + m[1]
	if m[2] < 0 && (m[4] < 0 || near[m[4]] == '-') { // no sign that is one for sure
		from = s.spaces(from)
		if s.isPlainAt(from) {
			return at, at
		}
	}
	return s.value(from, start, false)
}

// punctuation may be around a word of a sentence.
const punctuation = ".,;:!?()[]\"'`"

// isOption reports whether the name at start is that of an option.
func (s *scanner) isOption(start int) bool {
	return strings.HasSuffix(s.text[:start], "-") && !strings.HasSuffix(s.text[:start], "<!--")
}

// before is the value of a field before the one that holds the name at start, or
// a literal that the name is compared with.
func (s *scanner) before(start int) (v Span) {
	from := max(0, start-maxBetween)
	near := s.text[from:start]
	if s.sentence || !strings.ContainsAny(near, `"':=`) {
		return v
	}
	m := literalBefore.FindStringSubmatchIndex(near)
	if m == nil {
		if s.inNameField(start) {
			m = valueBefore.FindStringSubmatchIndex(near)
		}
	}
	if m == nil {
		return v
	}
	k := 2
	for m[k] < 0 {
		k += 2
	}
	v = Span{Start: from + m[k], End: from + m[k+1]}
	if isQuote(s.text, v.Start) {
		v.Start, v.End = v.Start+1, v.End-1
	}
	return v
}

// closed is where the closers at at end.
func (s *scanner) closed(at int) int {
	for range 4 {
		for _, c := range closers {
			if s.has(at, c) {
				at += len(c)
				break
			}
		}
	}
	if s.has(at, "[") || s.has(at, "/*") || s.has(at, `\`) {
		at += len(afterName.FindString(s.text[at:min(len(s.text), at+maxBetween)]))
	}
	return at
}

// sign is the length of the sign at at, 0 for none.
func (s *scanner) sign(at int) int {
	if s.has(at, ":: ") { // base64 in LDIF
		return len("::")
	}
	if s.has(at, "::") || s.has(at, "://") {
		return 0
	}
	for _, sign := range signs {
		if s.has(at, sign) {
			return len(sign)
		}
	}
	return 0
}

func isQuote(text string, at int) bool {
	return at < len(text) && (text[at] == '"' || text[at] == '\'' || text[at] == '`')
}

// wordLen is the length of the word that text starts with.
func wordLen(text string) int {
	text = text[:min(len(text), maxBetween)]
	if n := strings.IndexAny(text, " \t\r\n"); n >= 0 {
		return n
	}
	return len(text)
}

// looksSecret reports whether a word behind a name is unlike the words of a
// sentence.
func looksSecret(v string) bool {
	return len(v) > 3 && strings.ContainsAny(v, "0123456789!@#$%^*+") && !strings.ContainsAny(v, "<>/()[]{}=")
}

// isPlainAt reports whether the word at at goes on with a sentence about a
// password.
func (s *scanner) isPlainAt(at int) bool {
	v := strings.Trim(s.text[at:at+wordLen(s.text[at:])], punctuation)
	return plainWords()[strings.ToLower(v)] || participle.MatchString(v)
}

var participle = lazy.MustCompile(`^[a-z]{3,}(?:ed|ing|ly)$`)

// plainWords go on with a sentence about a password.
var plainWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{"": true}
	for _, w := range strings.Fields(`a also always an another any as at be been being blank by case changed compared configured correct
		decrypted default defined different done either empty encoded encrypted entered equal expired for found from generated given
		file handled hashed however if in incorrect input/output invalid is it its kept known left managed masked missing mandatory more needed neither never no
		not null obtained of on only operation optional passed permission plain provided read replaced required reset resolved retrieved same saved secure
		sent set shared shown similar specified stored supplied supported taken that the then there this to too true typed unknown
		unset updated used using valid validated when where which whatever with wrong you your`) {
		words[w] = true
	}
	return words
})
