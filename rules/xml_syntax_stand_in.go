package rules

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var (
	htmlStart     = lazy.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.*?)-->\s*)*(?:<!doctype\s+html|<html[\s>])`)
	conflictStart = lazy.MustCompile(`(?m)^[ \t]*<<<<<<<(?: |\r?$)`)
	conflictEnd   = lazy.MustCompile(`(?m)^[ \t]*>>>>>>>(?: |\r?$)`)
	httpError     = lazy.MustCompile(`^[45]\d\d:? [A-Z][A-Za-z ]+$`)
	keyValue      = lazy.MustCompile(`(?m)^\s*[\w.\-\[\]]+\s*[=:]`)
)

const (
	wrongFile = "Put the right file in its place."
	fromLFS   = "Fetch the file itself, then check again."
	encrypted = "Check it where it is decrypted."
)

// standIn says what a file that is not XML is instead, what to do, and where that
// shows; "" when nothing shows it.
func standIn(doc *xmldoc.Document) (what, hint string, at int) {
	text := doc.Text()
	trimmed := strings.TrimSpace(text)
	switch {
	case trimmed == "":
		return "is empty", wrongFile, 0
	case strings.HasPrefix(text, "\x00GITCRYPT\x00"):
		return "is encrypted by git-crypt, and cannot be read", encrypted, 0
	case strings.Trim(text, "\x00") == "":
		return "holds nothing but NUL bytes, as a crash or a full disk leaves behind", wrongFile, 0
	case strings.IndexByte(text, 0) >= 0:
		return "is a binary file, not XML", wrongFile, 0
	case htmlStart.MatchString(text):
		return "is an HTML page, as saved from a web site, and not configuration", wrongFile, 0
	case strings.HasPrefix(trimmed, "version https://git-lfs."):
		return "is a pointer of Git LFS, and not the file itself", fromLFS, 0
	case strings.HasPrefix(trimmed, "/annex/objects/"), strings.HasPrefix(trimmed, ".git/annex/"):
		return "is a pointer of git-annex, and not the file itself", fromLFS, 0
	case httpError.MatchString(trimmed):
		return "is the error that a web site gave in place of the file: " + strconv.Quote(trimmed), wrongFile, 0
	case strings.HasPrefix(trimmed, "diff --git "), strings.HasPrefix(trimmed, "--- ") && strings.Contains(trimmed, "\n+++ "):
		return "is a patch, and not the file that it changes", wrongFile, 0
	case strings.HasPrefix(trimmed, "$ANSIBLE_VAULT;"):
		return "is encrypted by Ansible Vault, and cannot be read", encrypted, 0
	case (trimmed[0] == '{' || trimmed[0] == '[') && json.Valid([]byte(trimmed)):
		return "is JSON, not XML", wrongFile, 0
	case strings.Contains(text, "<") || doc.Template() != nil:
	case keyValue.MatchString(text):
		return "holds lines of key and value as a properties file does, not XML", wrongFile, 0
	default:
		return "is plain text, not XML", wrongFile, 0
	}
	if m := conflictStart.FindStringIndex(text); m != nil && conflictEnd.MatchString(text[m[1]:]) {
		return "holds an unresolved merge conflict, which starts here", "Resolve the conflict.", m[0] + strings.IndexByte(text[m[0]:], '<')
	}
	return "", "", 0
}
