package secret

import (
	"path"
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// secretFiles are names of files that hold nothing but secrets.
var secretFiles = []string{
	"password-tmp", "password-persist", ".netrc", "_netrc", "master.key", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "shadow",
}

// copies are what the name of a copy ends in, behind one of ._-; so are digits and
// dashes.
var copies = []string{"bak", "backup", "old", "orig", "save", "saved", "copy"}

// original is the name of a file without what makes it that of a copy.
func original(base string) string {
	for {
		end := len(base)
		if strings.HasSuffix(base, "~") {
			end--
		}
		for _, c := range copies {
			if of, ok := strings.CutSuffix(base, c); ok && of != "" && isSeparator(of[len(of)-1]) {
				end = len(of) - 1
			}
		}
		if n := len(strings.TrimRight(base, digits+"-")); n < len(base) {
			// The separator may be the first dash.
			if n == 0 || !isSeparator(base[n-1]) {
				n += strings.IndexByte(base[n:]+"-", '-') + 1
			}
			if n < len(base) {
				end = n - 1
			}
		}
		if end == len(base) {
			return base
		}
		base = base[:end]
	}
}

// only are what a file is called that holds the one secret, or the list of them,
// with ._- before it or not.
var only = []string{"password", "passwords", "passwd", "passphrase", "pass", "pwd", "secret", "secrets", "token"}

func holdsOnlySecrets(base string) bool {
	switch {
	case slices.Contains(secretFiles, base), strings.Contains(base, "htpasswd"), strings.HasSuffix(base, ".pgpass"),
		strings.HasPrefix(base, ".vault_pass"), strings.HasPrefix(base, "vault-pass"),
		strings.HasPrefix(base, "password-") && strings.HasSuffix(base, ".txt"):
		return true
	}
	base = strings.TrimSuffix(base, ".txt")
	return slices.ContainsFunc(only, func(name string) bool {
		of, ok := strings.CutSuffix(base, name)
		return ok && startsWord(of)
	})
}

// Whole reports whether the file at p is a secret as a whole: a private key, a
// list of passwords, or the password that Secure Vault starts with. Nothing of
// it may be shown.
func Whole(p, text string) bool {
	if p != "" && holdsOnlySecrets(original(strings.ToLower(path.Base(p)))) {
		return true
	}
	start := strings.TrimLeft(text[:min(len(text), 4<<10)], " \t\r\n\ufeff")
	switch {
	case strings.HasPrefix(start, "PuTTY-User-Key-File"):
		return true
	case strings.HasPrefix(start, "-----"+keyBegin), strings.HasPrefix(start, "---- "+keyBegin), strings.HasPrefix(start, "Bag Attributes"):
		return strings.Contains(text, "PRIVATE KEY")
	}
	return false
}

// Behind at least four dashes, in the form of SSH2 also a blank.
const keyBegin, keyEnd = "BEGIN ", "END "

// marked reports whether dashes are before at.
func (s *scanner) marked(at int) bool {
	return strings.HasSuffix(s.text[:at], "----") || strings.HasSuffix(s.text[:at], "---- ")
}

// keys finds private keys in the forms of PEM and SSH2, in any text. One that is cut off
// ends with the text.
func (s *scanner) keys() {
	for at := 0; ; {
		i := strings.Index(s.text[at:], keyBegin)
		if i < 0 {
			return
		}
		at += i + len(keyBegin)
		if !s.marked(at - len(keyBegin)) {
			continue
		}
		kind := s.text[at:min(len(s.text), at+60)]
		mark := strings.Index(kind, "PRIVATE KEY")
		if mark < 0 || mark > pos.LineLen(kind) {
			continue
		}
		from := at + mark + len("PRIVATE KEY")
		for from < len(s.text) && (s.text[from] == '-' || s.text[from] == ' ') {
			from++
		}
		end := len(s.text)
		for _, mark := range []string{"-----" + keyEnd, "---- " + keyEnd} {
			if n := strings.Index(s.text[from:end], mark); n >= 0 {
				end = from + n
			}
		}
		s.addWhole(from, end)
		at = end
	}
}
