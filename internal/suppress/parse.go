package suppress

import (
	"cmp"
	"strings"

	"github.com/carbonlint/carbonlint/internal/config"
	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/phrase"
)

// keyword begins the comments that are meant.
const keyword = "carbonlint-ignore"

// directive is what a comment says.
type directive struct {
	// ids are the rules named, list is where they are in the comment, up to the
	// colon.
	ids   []string
	start int
	end   int
	// reason is the text behind the colon without the date.
	reason string
	// until is the last day it holds, "" for ever.
	until string
	// wrong says what is wrong with it as a whole, "" when nothing is.
	wrong string
}

const form = "write carbonlint-ignore RULE: reason"

var (
	word = lazy.MustCompile(`^[^\s:,]*`)
	// A date in brackets may look like anything, so that a slip in it shows.
	// Without brackets, "until" is also a word of a reason.
	bracketed = lazy.MustCompile(`(?i)\s*\[\s*until\b\s*([^\[\]]*?)\s*\]$`)
	bare      = lazy.MustCompile(`(?i)(?:^|\s+)until\s+(\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})\.?$`)
)

// isDirective reports whether a comment, given without its markers, is meant for
// carbonlint.
func isDirective(comment string) bool {
	c := strings.TrimLeft(comment, " \t\r\n")
	const prefix = "carbonlint-"
	return len(c) >= len(prefix) && strings.EqualFold(c[:len(prefix)], prefix)
}

// parse reads a comment, given without its markers, that isDirective.
func parse(comment string) directive {
	begin := len(comment) - len(strings.TrimLeft(comment, " \t\r\n"))
	name := word.FindString(comment[begin:])
	d := directive{start: begin + len(name)}
	d.end = d.start
	if name != keyword {
		d.wrong = "unknown comment: " + form
		return d
	}
	rest := comment[d.start:]
	list, reason, colon := strings.Cut(rest, ":")
	d.start += len(list) - len(strings.TrimLeft(list, " \t\r\n"))
	d.end = d.start + len(strings.TrimSpace(list))
	for id := range strings.SplitSeq(list, ",") {
		if id = strings.Join(strings.Fields(id), " "); id != "" {
			d.ids = append(d.ids, id)
		}
	}
	d.reason, d.until = cutDate(strings.Join(strings.Fields(reason), " "))
	switch {
	case len(d.ids) == 0:
		d.start = d.end
		d.wrong = "no rule: " + form
	case !colon || d.reason == "":
		d.wrong = "no reason: " + form
	case d.until != "" && !config.IsDate(d.until):
		d.wrong = phrase.Cut(d.until) + " is not a date: write until 2027-03-31"
	}
	return d
}

// cutDate parts the date at the end of a reason from it.
func cutDate(s string) (reason, until string) {
	for _, form := range []*lazy.Regexp{bracketed, bare} {
		if m := form.FindStringSubmatchIndex(s); m != nil {
			return strings.TrimSpace(s[:m[0]]), cmp.Or(s[m[2]:m[3]], "nothing")
		}
	}
	return s, ""
}
