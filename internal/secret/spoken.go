package secret

import (
	"slices"
	"strings"
	"sync"
)

// spokenValue is a value that a sentence gives.
func (s *scanner) spokenValue(start, at int, near string) (from, to int) {
	n, sure := spoken(near)
	if n < 0 {
		from = s.spaces(at)
		v := strings.Trim(s.text[from:from+wordLen(s.text[from:])], punctuation)
		if s.isOption(start) && from < len(s.text) && s.text[from] != '-' || looksSecret(v) { // --password x
			return s.value(from, start, false)
		}
		return at, at
	}
	from = at + n
	if !sure {
		from = s.spaces(from)
		if s.isPlainAt(from) {
			return at, at
		}
	}
	return s.value(from, start, false)
}

// spoken is where the value starts that a sentence gives behind a name, and
// whether a sign shows it for sure; -1 when it gives none:
//
//	is x
//	of the keystore was: x
//	- x -->
func spoken(near string) (at int, sure bool) {
	of := skip(near, 0, " \t")
	end := of + sentenceWord(near[of:])
	if of == 0 || !slices.Contains([]string{"of", "for", "on", "in"}, strings.ToLower(near[of:end])) {
		return verb(near, 0)
	}
	for range 5 { // words of what the secret is of
		start := skip(near, end, " \t")
		next := start + sentenceWord(near[start:])
		if start == end || next == start {
			break
		}
		if at, sure = verb(near, next); at >= 0 {
			return at, sure
		}
		if next-1 > start && near[next-1] == '-' {
			if at, sure = verb(near, next-1); at >= 0 {
				return at, sure
			}
		}
		end = next
	}
	return verb(near, 0)
}

// verb is where the value starts behind a verb or a sign at an offset, and
// whether there is a sign.
func verb(near string, at int) (value int, sure bool) {
	end := at
	for {
		start := skip(near, end, " \t")
		n := verbLen(near[start:])
		if start == end || n == 0 {
			break
		}
		end = start + n
	}
	sign := skip(near, end, " \t")
	for _, s := range []string{"=>", "=", ":"} {
		if strings.HasPrefix(near[sign:], s) {
			return skip(near, sign+len(s), " \t"), true
		}
	}
	switch {
	case end > at:
		return sign, false
	case !strings.HasPrefix(near[sign:], "-"):
		return -1, false
	}
	word := skip(near, sign+1, " \t")
	n := strings.IndexAny(near[word:]+"\n", " \t\r\n\f")
	rest := near[skip(near, word+n, " \t"):]
	alone := rest == "" || rest[0] == '\n' || strings.HasPrefix(rest, "\r\n") || strings.HasPrefix(rest, "-->")
	if word > sign+1 && n > 0 && (alone || strings.LastIndex(near[word:word+n], "-->") > 0) {
		return sign + 1, false
	}
	return -1, false
}

// verbLen is the length of a verb such as is, or set to, that text starts with.
func verbLen(text string) int {
	for _, w := range []string{"is", "was", "are", "be", "now", "equals"} {
		if n := wordEnd(text, 0, w); n > 0 && endsWord(text, n) {
			return n
		}
	}
	for _, w := range []string{"set", "changed", "reset", "back"} {
		if n := wordEnd(text, 0, w); n > 0 {
			to := skip(text, n, " \t")
			if end := wordEnd(text, to, "to"); to > n && end > 0 && endsWord(text, end) {
				return end
			}
		}
	}
	return 0
}

// endsWord reports whether no letter follows at an offset.
func endsWord(text string, at int) bool { return at == len(text) || !isWordChar(text[at]) }

// sentenceWord is the length of the word of a sentence that text starts with.
func sentenceWord(text string) int {
	at := 0
	for at < len(text) {
		c, n := foldAt(text, at)
		if !isWordChar(c) && strings.IndexByte(`.'"-`, c) < 0 {
			break
		}
		at += n
	}
	return at
}

// punctuation may be around a word of a sentence.
const punctuation = ".,;:!?()[]\"'`"

// looksSecret reports whether a word behind a name is unlike the words of a
// sentence.
func looksSecret(v string) bool {
	return len(v) > 3 && strings.ContainsAny(v, "0123456789!@#$%^*+") && !strings.ContainsAny(v, "<>/()[]{}=")
}

// isPlainAt reports whether the word at at goes on with a sentence about a
// password.
func (s *scanner) isPlainAt(at int) bool {
	v := strings.Trim(s.text[at:at+wordLen(s.text[at:])], punctuation)
	return plainWords()[strings.ToLower(v)] || isParticiple(v)
}

// isParticiple reports whether a word is a participle or an adverb, such as expired.
func isParticiple(v string) bool {
	for _, ending := range []string{"ed", "ing", "ly"} {
		if of, ok := strings.CutSuffix(v, ending); ok && len(of) >= 3 && strings.Trim(of, "abcdefghijklmnopqrstuvwxyz") == "" {
			return true
		}
	}
	return false
}

// plainWords go on with a sentence about a password.
var plainWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{"": true}
	for _, w := range strings.Fields(`a also always an another any as at be been being blank by case changed compared configured correct
		decrypted default defined different done either empty encoded encrypted entered equal expired for found from generated given
		file handled hashed however if in incorrect input/output invalid is it its kept known left managed masked missing mandatory more needed neither never no
		not null obtained of on only operation optional passed permission plain provided read replaced required reset resolved retrieved same saved secure
		sent set shared shown similar specified stored supplied supported taken that the then there this to too true typed unknown
		unset updated used using valid validated when where which whatever with wrong you your`) {
		words[w] = true
	}
	return words
})
