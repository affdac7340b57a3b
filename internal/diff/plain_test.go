package diff

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestPlain holds the functions of plain.go to the regular expressions that say
// the same.
func TestPlain(t *testing.T) {
	const name = `[A-Za-z_][\w.:-]*`
	var (
		lineBreak = regexp.MustCompile(`[ \t\r]*\n[ \t\r\n]*`)
		sample    = regexp.MustCompile(`\n[ \t]*<`)
		uncomment = regexp.MustCompile(`(?i)\buncomment`)
		fused     = regexp.MustCompile(`^(?:/` + name + `\s*>?$|` + name + `(?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(?:/?>|/$))`)
		onlyName  = regexp.MustCompile(`^` + name + `$`)
		reference = regexp.MustCompile(`&(?:(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)?`)
	)
	pieces := strings.Split(" |  |\t|\n|\r\n|\r|<|</|>|/>|/|a|B1|_|x.y|x:y|=| = |\"|'|\"v\"|'v>'|\"a b\"|uncomment|Uncommented|&|&amp;|&lt;|&#|&#65;|&#x4a;|&#x;|&x;|;|#|"+
		"\\|\\ |[0]|-|@|$|é|1|\f|HostName|port", "|")
	r := rand.New(rand.NewPCG(1, 2))
	for range 60_000 {
		text := ""
		for range 1 + r.IntN(8) {
			text += pieces[r.IntN(len(pieces))]
		}
		newline, start := sampleStart(text)
		var found [2]int
		if m := sample.FindStringIndex(text); m != nil {
			found = [2]int{m[0], m[1]}
		}
		escaped := reference.ReplaceAllStringFunc(text, func(s string) string {
			if s == "&" {
				return "!"
			}
			return s
		})
		for what, same := range map[string]bool{
			"oneLineBreak":      oneLineBreak(text) == lineBreak.ReplaceAllString(text, "\n"),
			"withoutLineBreaks": withoutLineBreaks(text) == lineBreak.ReplaceAllString(text, ""),
			"sampleStart":       found == [2]int{newline, start},
			"saysUncomment":     saysUncomment(text) == uncomment.MatchString(text),
			"startsFused":       startsFused(text) == fused.MatchString(text),
			"tagNameLen":        (tagNameLen(text) == len(text)) == onlyName.MatchString(text),
			"escapeAmpersands":  escapeAmpersands(text, "!") == escaped,
		} {
			if !same {
				t.Fatalf("%s differs for %q", what, text)
			}
		}
	}
}
