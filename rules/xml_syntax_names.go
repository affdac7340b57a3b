package rules

import (
	"slices"
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

var (
	tagInMessage  = lazy.MustCompile(`</?[^<>\s]+>`)
	attrInMessage = lazy.MustCompile(`^attribute \S+`)
)

// tagName is how the elements of the server's files are called.
var tagName = lazy.MustCompile(`^</?[A-Za-z_][\w.:-]*/?>$`)

// namesTags reports whether what the message takes for tags are tags: where one of
// two that do not match is called as a secret is, the other may be the secret.
func namesTags(msg string) bool {
	tags := tagInMessage.FindAllString(msg, -1)
	return !slices.ContainsFunc(tags, func(tag string) bool {
		return !tagName.MatchString(tag) || len(tags) > 1 && secret.Name(strings.Trim(tag, "</>"))
	})
}

// nameless takes the file's own names out of a message about its syntax.
func nameless(msg string) string {
	return attrInMessage.ReplaceAllString(tagInMessage.ReplaceAllString(msg, "<...>"), "an attribute")
}

// nearSecret reports whether the line of off holds a secret: what looks like the
// name of a tag there may be part of it.
func nearSecret(doc *xmldoc.Document, off int) bool {
	n, _ := doc.Position(off)
	line := doc.Line(n)
	return secret.In(doc.Path, doc.Text()).Mask(line.Start, line.End) != doc.Slice(line)
}
