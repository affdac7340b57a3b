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

// tagName matches the tags of the server's files.
var tagName = lazy.MustCompile(`^</?[A-Za-z_][\w.:-]*/?>$`)

// namesTags reports whether what looks like tags in the message are tags. If one of two
// that do not match has the name of a secret, the other may be the secret.
func namesTags(msg string) bool {
	tags := tagInMessage.FindAllString(msg, -1)
	return !slices.ContainsFunc(tags, func(tag string) bool {
		return !tagName.MatchString(tag) || len(tags) > 1 && secret.Name(strings.Trim(tag, "</>"))
	})
}

// nameless removes the names of the file from a message about its syntax.
func nameless(msg string) string {
	return attrInMessage.ReplaceAllString(tagInMessage.ReplaceAllString(msg, "<...>"), "an attribute")
}

// nearSecret reports whether the line of off holds a secret: what looks like the name
// of a tag there may be part of it.
func nearSecret(doc *xmldoc.Document, off int) bool {
	n, _ := doc.Position(off)
	line := doc.Line(n)
	return secret.In(doc.Path, doc.Text()).Mask(line.Start, line.End) != doc.Slice(line)
}
