package rules

import (
	"encoding/json"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/phrase"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var (
	htmlStart     = lazy.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.*?)-->\s*)*(?:<!doctype\s+html|<html[\s>])`)
	conflictStart = lazy.MustCompile(`(?m)^[ \t]*<<<<<<<(?: |\r?$)`)
	conflictEnd   = lazy.MustCompile(`(?m)^[ \t]*>>>>>>>(?: |\r?$)`)
	httpError     = lazy.MustCompile(`^[45]\d\d:? [A-Z][A-Za-z ]+$`)
	keyValue      = lazy.MustCompile(`(?m)^\s*[\w.\-\[\]]+\s*[=:]`)
)

const wrongFile = "Replace it with the right file."

// notXML says what a file that is not well-formed XML is, what to do, and where
// that shows; "" when nothing shows it.
func notXML(doc *xmldoc.Document) (what, hint string, at int) {
	text := doc.Text()
	trimmed := strings.TrimSpace(text)
	if is, hint := standIn(trimmed); is != "" {
		return is, hint, 0
	}
	switch {
	case trimmed == "":
		return "is empty", wrongFile, 0
	case strings.Trim(text, "\x00") == "":
		return "contains only NUL bytes, as after a crash or on a full disk", wrongFile, 0
	case strings.IndexByte(text, 0) >= 0:
		return "is a binary file, not XML", wrongFile, 0
	case htmlStart.MatchString(text):
		return "is an HTML page, as saved from a web site, not configuration", wrongFile, 0
	case httpError.MatchString(trimmed):
		return "is the error that a web site returned instead of the file: " + phrase.Quote(trimmed), wrongFile, 0
	case strings.HasPrefix(trimmed, "diff --git "), strings.HasPrefix(trimmed, "--- ") && strings.Contains(trimmed, "\n+++ "):
		return "is a patch, not the file that it changes", wrongFile, 0
	case (trimmed[0] == '{' || trimmed[0] == '[') && json.Valid([]byte(trimmed)):
		return "is JSON, not XML", wrongFile, 0
	case strings.Contains(text, "<") || doc.Template() != nil:
	case keyValue.MatchString(text):
		return "contains keys and values like a properties file, not XML", wrongFile, 0
	default:
		return "is plain text, not XML", wrongFile, 0
	}
	if m := conflictStart.FindStringIndex(text); m != nil && conflictEnd.MatchString(text[m[1]:]) {
		return "contains an unresolved merge conflict, which starts here", "Resolve the conflict.", m[0] + strings.IndexByte(text[m[0]:], '<')
	}
	return "", "", 0
}
