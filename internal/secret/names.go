package secret

import (
	"html"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// hints are what every name of a secret holds, in lower case: a text without
// any needs no closer look.
var hints = []string{"pass", "pwd", "pswd", "pw", "psk", "secret", "credential", "key", "token", "kennwort", "authorization", "sig"}

// hintStart holds the first bytes of the hints, in both cases.
var hintStart = func() (set [256]bool) {
	for _, h := range hints {
		set[h[0]], set[h[0]&^0x20] = true, true
	}
	return set
}()

// nextHint is where the next hint in text starts at or after at, -1 when there
// is none.
func nextHint(text string, at int) int {
	for i := at; i < len(text); i++ {
		if !hintStart[text[i]] {
			continue
		}
		for _, h := range hints {
			if hasFold(text[i:], h) {
				return i
			}
		}
	}
	return -1
}

// hasFold reports whether text starts with the lower-case ASCII word in any case.
func hasFold(text, word string) bool {
	if len(text) < len(word) {
		return false
	}
	for i := range len(word) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}

// containsFold reports whether text holds the lower-case ASCII word in any case.
func containsFold(text, word string) bool {
	return holdsFold(text, word, word[0]) || 'a' <= word[0] && word[0] <= 'z' && holdsFold(text, word, word[0]&^0x20)
}

// holdsFold is containsFold for a first byte that is first.
func holdsFold(text, word string, first byte) bool {
	for {
		i := strings.IndexByte(text, first)
		if i < 0 {
			return false
		}
		if text = text[i:]; hasFold(text, word) {
			return true
		}
		text = text[1:]
	}
}

const (
	// word is what a name holds anywhere when its value is a secret.
	word = `pass[_.-]?word|passwd|pass[_.-]?phrase|pass[_.-]?code|passwort|kennwort|pwd|pswd|secret|credential` +
		`|(?:api|private|access|shared|account|master|signing|symmetric|encryption|hmac|auth|pass|subscription)[_.-]?key` +
		`|(?:access|auth|bearer|refresh)[_.-]?token|shared[_.-]?access[_.-]?signature`
	// ending is what such a name may also end in.
	ending = `pass|(?:^|[_.-])pw|(?:root|user|admin|db|bind)pw|(?-i:[a-z]P[Ww])|(?:^|[_.-])(?:psk|sig)` +
		`|(?:^|[_.-])token|(?:session|api|security|sas)token|(?-i:[a-z]Token)|(?:^|[_.])(?:proxy-|x-)?authorization`
)

var (
	secretName = lazy.MustCompile(`(?i)(?:` + word + `)|(?:` + ending + `)[0-9]*$`)
	// A name that ends so has the secret itself for its value.
	secretItself = lazy.MustCompile(`(?i)(?:` + word + `|` + ending + `)s?[0-9_.-]*$`)
	// A name that speaks of a secret, but holds a rule about it, or the name or
	// place it is stored under.
	aboutSecret = lazy.MustCompile(`(?i)(?:regex|regexp|errormsg|errormessage|digest|alias|polic(?:y|ies)|length|algorithm|class|provider` +
		`|expiry|handler|pattern|method|saltedpassword|url|uri|endpoint|period|timeout|time|size|count|validator|scope|type|impl` +
		`|file|filename|path|location|dir|sql|query|callback|listener|manager|resolver|factory|builder|generator|grant` +
		`|bypass|compass|trespass|surpass|overpass|underpass)s?$`)
	// A name that starts so is a switch's when its value is true or false.
	switchName = lazy.MustCompile(`(?:^|[_.-])(?i:is|use|uses|has|enable|disable|allow|show|require|requires|validate|encrypt|hash|store|check|force|mask|hide` +
		`|generate|support|skip|remove|append|include|send|set|authenticate|persist)[A-Z_.-]`)
)

// Name reports whether the value of an element, attribute or property of this
// name is a secret.
func Name(name string) bool {
	return nextHint(name, 0) >= 0 && secretName.MatchString(name) && !aboutSecret.MatchString(name)
}

// isSwitch reports whether true or false may be the value of a name that is not
// itself a secret's.
func isSwitch(name string) bool {
	return !secretItself.MatchString(name) || switchName.MatchString(local(name))
}

// local is a name without prefix.
func local(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }

// harmless values are no secrets whatever they are called: references to a
// secret that is kept elsewhere, and what is masked already.
func harmless(v string) bool {
	return v == "" || v == Mask || strings.HasPrefix(v, "secretAlias:") && !strings.ContainsAny(v, " \t\r\n")
}

// index is what is behind a name that has more than one value, or a field for it.
var index = lazy.MustCompile(`(?:\[\w*\]|\.value|\.[0-9]+|=)+$`)

func isBool(v string) bool { return strings.EqualFold(v, "true") || strings.EqualFold(v, "false") }

// unescape resolves what may hide a letter of a name: references of XML, and
// the escapes of Java's properties.
func unescape(name string) string {
	if strings.Contains(name, "&") {
		name = html.UnescapeString(name)
	}
	if !strings.Contains(name, `\`) {
		return name
	}
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		if name[i] != '\\' {
			b.WriteByte(name[i])
			continue
		}
		if i+6 <= len(name) && name[i+1] == 'u' {
			if r, err := strconv.ParseUint(name[i+2:i+6], 16, 16); err == nil {
				b.WriteRune(rune(r))
				i += 5
			}
		}
	}
	return b.String()
}
