package secret

import (
	"html"
	"slices"
	"strconv"
	"strings"
)

// secretWords are what a name holds anywhere when its value is a secret. A dash
// stands for one of _.- or nothing.
var secretWords = []string{
	"pass-word", "passwd", "pass-phrase", "pass-code", "passwort", "kennwort", "pwd", "pswd", "secret", "credential",
	"api-key", "private-key", "access-key", "shared-key", "account-key", "master-key", "signing-key", "symmetric-key", "encryption-key",
	"hmac-key", "auth-key", "pass-key", "subscription-key",
	"access-token", "auth-token", "bearer-token", "refresh-token", "shared-access-signature",
}

// secretWord is where the word of a secret at an offset of a name ends, -1 when
// there is none.
func secretWord(name string, at int) int {
	first, _ := foldAt(name, at)
	for _, w := range secretWords {
		if w[0] == first {
			if end := wordEnd(name, at, w); end >= 0 {
				return end
			}
		}
	}
	return -1
}

// endsSecret reports whether a name ends in what the name of a secret may end in.
func endsSecret(name string) bool {
	if endsWithWord(name, "pass") {
		return true
	}
	if of, ok := beforeWord(name, "pw"); ok && (startsWord(of) || endsWithAny(of, "root", "user", "admin", "db", "bind") || endsInCapital(name, "Pw", "PW")) {
		return true
	}
	for _, w := range []string{"psk", "sig"} {
		if of, ok := beforeWord(name, w); ok && startsWord(of) {
			return true
		}
	}
	if of, ok := beforeWord(name, "token"); ok && (startsWord(of) || endsWithAny(of, "session", "api", "security", "sas") || endsInCapital(name, "Token")) {
		return true
	}
	of, ok := beforeWord(name, "authorization")
	if !ok {
		return false
	}
	for _, w := range []string{"proxy-", "x-"} {
		if before, ok := strings.CutSuffix(strings.ToLower(of), w); ok {
			of = before
			break
		}
	}
	return of == "" || of[len(of)-1] == '_' || of[len(of)-1] == '.'
}

// startsWord reports whether what follows a text starts a word of a name.
func startsWord(before string) bool { return before == "" || isSeparator(before[len(before)-1]) }

func endsWithAny(name string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return endsWithWord(name, w) })
}

// endsInCapital reports whether a name ends in one of the words, whose first
// letter is a capital, behind a small one.
func endsInCapital(name string, words ...string) bool {
	for _, w := range words {
		if of, ok := strings.CutSuffix(name, w); ok && of != "" && 'a' <= of[len(of)-1] && of[len(of)-1] <= 'z' {
			return true
		}
	}
	return false
}

// ofSecret is where the first word of a secret in a name ends, or the name if it
// ends in one; -1 when the name is not that of a secret.
func ofSecret(name string) int {
	for at := range len(name) {
		if end := secretWord(name, at); end >= 0 {
			return end
		}
	}
	if endsSecret(strings.TrimRight(name, digits)) {
		return len(name)
	}
	return -1
}

const digits = "0123456789"

// secretItself reports whether a name ends so that its value is the secret
// itself.
func secretItself(name string) bool {
	name = strings.TrimRight(name, digits+"_.-")
	if endsInSecretWord(name) || endsSecret(name) {
		return true
	}
	one, ok := beforeWord(name, "s")
	return ok && (endsInSecretWord(one) || endsSecret(one))
}

func endsInSecretWord(name string) bool {
	for at := range len(name) {
		if secretWord(name, at) == len(name) {
			return true
		}
	}
	return false
}

// about are what a name ends in that speaks of a secret, but holds a rule about
// it, or the name or place it is stored under; an s may follow.
var about = []string{
	"regex", "regexp", "errormsg", "errormessage", "digest", "alias", "policy", "policies", "length", "algorithm", "class", "provider",
	"expiry", "handler", "pattern", "method", "saltedpassword", "url", "uri", "endpoint", "period", "timeout", "time", "size", "count",
	"validator", "scope", "type", "impl", "file", "filename", "path", "location", "dir", "sql", "query", "callback", "listener",
	"manager", "resolver", "factory", "builder", "generator", "grant", "bypass", "compass", "trespass", "surpass", "overpass", "underpass",
}

// aboutSecret reports whether a name ends in one of about.
func aboutSecret(name string) bool {
	one, plural := beforeWord(name, "s")
	return endsWithAny(name, about...) || plural && endsWithAny(one, about...)
}

// switches are what a name starts with, or a part of it, when its value may be
// true or false.
var switches = []string{
	"is", "use", "uses", "has", "enable", "disable", "allow", "show", "require", "requires", "validate", "encrypt", "hash", "store",
	"check", "force", "mask", "hide", "generate", "support", "skip", "remove", "append", "include", "send", "set", "authenticate", "persist",
}

// switchName reports whether a name, or a part of it, starts with one of switches
// and then a capital or the end of the part.
func switchName(name string) bool {
	for at := range len(name) {
		if !startsWord(name[:at]) {
			continue
		}
		for _, w := range switches {
			if end := wordEnd(name, at, w); end >= 0 && end < len(name) && (isSeparator(name[end]) || 'A' <= name[end] && name[end] <= 'Z') {
				return true
			}
		}
	}
	return false
}

// Name reports whether the value of an element, attribute or property of this
// name is a secret.
func Name(name string) bool { return hasHint(name) && ofSecret(name) >= 0 && !aboutSecret(name) }

// isSwitch reports whether true or false may be the value of a name that is not
// itself a secret's.
func isSwitch(name string) bool { return !secretItself(name) || switchName(local(name)) }

// local is a name without prefix.
func local(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }

// harmless values are no secrets whatever they are called: references to a
// secret that is kept elsewhere, and what is masked already.
func harmless(v string) bool {
	return v == "" || v == Mask || strings.HasPrefix(v, "secretAlias:") && !strings.ContainsAny(v, " \t\r\n")
}

// withoutIndex is a name without what is behind one that has more than one value,
// or a field for it: [0], .value, .2 or a sign.
func withoutIndex(name string) string {
	for {
		end := len(name)
		switch {
		case strings.HasSuffix(name, "="):
			end--
		case strings.HasSuffix(name, ".value"):
			end -= len(".value")
		case strings.HasSuffix(name, "]"):
			at := end - 1
			for at > 0 && isWordChar(name[at-1]) {
				at--
			}
			if at > 0 && name[at-1] == '[' {
				end = at - 1
			}
		default:
			if number := strings.TrimRight(name, digits); len(number) < end && strings.HasSuffix(number, ".") {
				end = len(number) - 1
			}
		}
		if end == len(name) {
			return name
		}
		name = name[:end]
	}
}

// isWordChar reports whether c is a letter, a digit or _, as \w is.
func isWordChar(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

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
