package secret

import (
	"strings"

	"github.com/carbonlint/carbonlint/internal/lazy"
	"github.com/carbonlint/carbonlint/internal/pos"
)

// logins are the forms of logins, words of which a text with one of them has one,
// and words of which its line has one. No form goes over the end of a line.
var logins = []struct {
	text, line []string
	form       *lazy.Regexp
	mayBePlain bool // what the form finds may be a word: a basic sentence
}{
	{form: scheme, line: []string{"basic", "bearer", "negotiate"}, mayBePlain: true},
	{form: userOption, line: []string{" -", "\t-"}, text: []string{" -u", "--user", "-user", "curl"}},
	{form: loginPair, line: []string{"login", "log in", "signin", "sign in", "credential", "sqlplus", "impdp", "expdp"}},
	{form: passOption, line: []string{"mysql", "sshpass", "ldap", "docker", "mongo", "sqlcmd", "zip", "redis-cli"}},
	{form: identified, line: []string{"identified"}},
	{form: registry, line: []string{`"auth"`, "_auth"}, mayBePlain: true},
	{form: parameter, line: []string{"signature=", "code=", "jsessionid="}, mayBePlain: true},
}

// logins finds secrets in headers and on command lines.
func (s *scanner) logins() {
	if s.sentence {
		return
	}
	lower := lowered(s.text)
	for _, l := range logins {
		if l.text != nil && newWords(lower, l.text).next(0) < 0 {
			continue
		}
		words := newWords(lower, l.line)
		for start, at := 0, words.next(0); at >= 0; {
			start += strings.LastIndexAny(s.text[start:at], "\r\n") + 1
			end := at + pos.LineLen(s.text[at:])
			for _, m := range l.form.FindAllStringSubmatchIndex(s.text[start:end], -1) {
				for ; m[2] < 0; m = m[2:] {
				}
				if from, to := start+m[2], start+m[3]; !l.mayBePlain || !plainWord.MatchString(s.text[from:to]) {
					s.addPart(from, to)
				}
			}
			start, at = end, words.next(end)
		}
	}
}

// lowered is a text with its ASCII letters in lower case, byte for byte.
func lowered(text string) string {
	b := []byte(text)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

// words are where each of some words is next in a text. Whatever the text holds,
// it is searched once for each.
type words struct {
	text string
	list []string
	at   []int // the next place of each, -1 when there is none
}

func newWords(text string, list []string) *words {
	w := &words{text, list, make([]int, len(list))}
	for i, word := range list {
		w.at[i] = strings.Index(text, word)
	}
	return w
}

// next is the first place of a word at from or later, -1 when there is none.
func (w *words) next(from int) int {
	first := -1
	for i, at := range w.at {
		if at >= 0 && at < from {
			if at = strings.Index(w.text[from:], w.list[i]); at >= 0 {
				at += from
			}
			w.at[i] = at
		}
		if at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}
