package secret

import (
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/pos"
)

// secretFiles are names of files that hold nothing but secrets.
var secretFiles = []string{
	"password-tmp", "password-persist", "password-*.txt", "*htpasswd*", "*.password", "*.passwd", "*.pgpass", ".netrc", "_netrc",
	".vault_pass*", "vault-pass*", "master.key", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "shadow",
}

var (
	// backup is what the name of a copy ends in.
	backup = lazy.MustCompile(`(?:~|[._-](?:bak|backup|old|orig|save|saved|copy|[0-9-]+))+$`)
	// secretFile is the name of a file after the one secret, or the list of them, in it.
	secretFile = lazy.MustCompile(`^(?:.*[._-])?(?:passwords?|passwd|passphrase|pass|pwd|secrets?|token)(?:\.txt)?$`)
)

// Whole reports whether the file at p is a secret as a whole: a private key, a
// list of passwords, or the password that Secure Vault starts with. Nothing of
// it may be shown.
func Whole(p, text string) bool {
	base := backup.ReplaceAllString(strings.ToLower(path.Base(p)), "")
	if secretFile.MatchString(base) {
		return true
	}
	for _, pattern := range secretFiles {
		if ok, _ := path.Match(pattern, base); ok {
			return true
		}
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
