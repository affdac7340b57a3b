package secret

import (
	"path"
	"strings"

	"github.com/carbonlint/carbonlint/internal/pos"
)

// secretFiles are names of files that hold nothing but secrets.
var secretFiles = []string{
	"password-tmp", "password-persist", "password-*.txt", "*htpasswd*", "*.password", "*.passwd", "*.pgpass", ".netrc", "_netrc",
	".vault_pass*", "vault-pass*", "master.key", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "shadow",
}

// Whole reports whether the file at p is a secret as a whole: a private key, a
// list of passwords, or the password that Secure Vault starts with. Nothing of
// it may be shown.
func Whole(p, text string) bool {
	base := strings.ToLower(path.Base(p))
	for _, pattern := range secretFiles {
		if ok, _ := path.Match(pattern, base); ok {
			return true
		}
	}
	start := strings.TrimLeft(text[:min(len(text), 4<<10)], " \t\r\n\ufeff")
	switch {
	case strings.HasPrefix(start, "PuTTY-User-Key-File"):
		return true
	case strings.HasPrefix(start, keyBegin), strings.HasPrefix(start, "Bag Attributes"):
		return strings.Contains(text, "PRIVATE KEY")
	}
	return false
}

const keyBegin, keyEnd = "-----BEGIN ", "-----END "

// keys finds private keys in the form of PEM, in any text. One that is cut off
// ends with the text.
func (s *scanner) keys() {
	for at := 0; ; {
		i := strings.Index(s.text[at:], keyBegin)
		if i < 0 {
			return
		}
		at += i + len(keyBegin)
		kind := s.text[at:min(len(s.text), at+60)]
		mark := strings.Index(kind, "PRIVATE KEY")
		if mark < 0 || mark > pos.LineLen(kind) {
			continue
		}
		from := at + mark + len("PRIVATE KEY")
		for from < len(s.text) && s.text[from] == '-' {
			from++
		}
		end := len(s.text)
		if n := strings.Index(s.text[from:], keyEnd); n >= 0 {
			end = from + n
		}
		s.addWhole(from, end)
		at = end
	}
}
