package secret

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// running finds secrets in running text, whatever its form: where the name of
// one is followed by a sign that its value comes next, or by what looks like one.
func (s *scanner) running() {
	at := 0
	for _, hint := range s.signs {
		if hint.says&aHint == 0 || hint.at < at {
			continue
		}
		start, end := s.word(at, hint.at)
		at = end
		k := s.hintedKind(s.text[start:end])
		if k == plain && strings.HasSuffix(s.text[:start], "-") && s.text[start] == 'D' { // java -Dpw=x
			start++
			k = s.hintedKind(s.text[start:end])
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
	if s.sentence && s.has(at, ":") && position.MatchString(s.text[at:]) {
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
	if mayBeField(near) {
		if m := field.FindString(near); m != "" {
			return s.value(at+len(m), start, true)
		}
	}
	if n := attributesEnd(near); n > 0 {
		return s.value(at+n, start, false)
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
	if n := comparison(near); n > 0 {
		return s.value(at+n, start, false)
	}
	if v := wordBelow(near); looksSecret(near[v.Start:v.End]) && s.startsSetting(start) {
		return at + v.Start, at + v.End
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
	var m []int
	if mayCompare(near) {
		m = literalBefore.FindStringSubmatchIndex(near)
	}
	if m == nil && s.inNameField(start) && mayFollowValue(near) {
		m = valueBefore.FindStringSubmatchIndex(near)
	}
	if m == nil {
		return v
	}
	k := 2
	for m[k] < 0 {
		k += 2
	}
	v = Span{Start: from + m[k], End: from + m[k+1]}
	if isQuote(s.text, v.Start) && v.Len() > 1 {
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
