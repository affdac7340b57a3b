package rules

import "strings"

const (
	fetchFile = "Fetch the file itself, then check again."
	decrypt   = "Check it where it is decrypted."
)

// standIns are what a configuration repository may hold instead of a file, by how
// they start.
var standIns = []struct{ start, is, hint string }{
	{"version https://git-lfs.", "is a Git LFS pointer, not the file itself", fetchFile},
	{"/annex/objects/", "is a git-annex pointer, not the file itself", fetchFile},
	{".git/annex/", "is a git-annex pointer, not the file itself", fetchFile},
	{"\x00GITCRYPT\x00", "is encrypted by git-crypt and cannot be read", decrypt},
	{"$ANSIBLE_VAULT;", "is encrypted by Ansible Vault and cannot be read", decrypt},
}

// standIn says what text is if it is a stand-in for a file, and what to do; "" if
// it is not.
func standIn(text string) (is, hint string) {
	for _, s := range standIns {
		if strings.HasPrefix(text, s.start) {
			return s.is, s.hint
		}
	}
	return "", ""
}
