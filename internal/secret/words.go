package secret

import (
	"sync"
	"unicode/utf8"
)

// sign is a word in a text that makes a closer look necessary.
type sign struct {
	at   int // where it starts
	says says
}

// says is a set of reasons to look closer.
type says uint

const (
	aHint      says = 1 << iota // of a name of a secret
	aURL                        // a host
	jdbcURL                     // of a JDBC driver
	values                      // of SQL
	aKey                        // the mark of a private key
	anEntity                    // a reference or a declaration, which may hide a name
	firstLogin                  // and a bit for each of logins: words of its lines; then as many for those of its text
)

// hints are what every name of a secret holds, in lower case: a text without
// any needs no closer look.
var hints = []string{"pass", "pwd", "pswd", "pw", "psk", "secret", "credential", "key", "token", "kennwort", "authorization", "sig"}

// wordSet finds many words in one pass over a text. Three bytes at a time are
// looked up in a table of those that words start with, whatever their case; a
// word is compared where the table has them. Of a word of two bytes the table
// has every third one.
type wordSet struct {
	starts [1 << 15]bool
	words  [256][]setWord // by the first byte, in lower case
}

type setWord struct {
	text string
	says says
}

func (w *wordSet) add(text string, s says) {
	w.words[text[0]] = append(w.words[text[0]], setWord{text, s})
	h := uint(text[0]&31)<<10 | uint(text[1]&31)<<5
	if len(text) > 2 {
		h |= uint(text[2] & 31)
		w.starts[h] = true
		return
	}
	for range 32 {
		w.starts[h] = true
		h++
	}
}

// at is what the words at an offset say.
func (w *wordSet) at(text string, at int) (s says) {
	for _, word := range w.words[lower(text[at])] {
		if hasFold(text[at:], word.text) {
			s |= word.says
		}
	}
	return s
}

// each calls found for each place in text where words start, in order, until it
// returns false.
func (w *wordSet) each(text string, found func(at int, s says) bool) {
	if len(text) < 2 {
		return
	}
	h := uint(text[0]&31)<<5 | uint(text[1]&31)
	for i := 2; i < len(text); i++ {
		h = (h<<5 | uint(text[i]&31)) & (1<<15 - 1)
		if w.starts[h] {
			if s := w.at(text, i-2); s != 0 && !found(i-2, s) {
				return
			}
		}
	}
	if s := w.at(text, len(text)-2); s != 0 {
		found(len(text)-2, s)
	}
}

// signWords are the words that signs are found by.
var signWords = sync.OnceValue(func() *wordSet {
	w := &wordSet{}
	for _, h := range hints {
		w.add(h, aHint)
	}
	for i, l := range logins {
		for _, text := range l.line {
			w.add(text, firstLogin<<i)
		}
		for _, text := range l.text {
			w.add(text, firstLogin<<(len(logins)+i))
		}
	}
	w.add("//", aURL)
	w.add("jdbc:", jdbcURL)
	w.add("values", values)
	w.add("begin ", aKey)
	w.add("&#", anEntity)
	w.add("<!entity", anEntity)
	return w
})

// signsOf are the signs in a text, in their order, and what they say together.
func signsOf(text string) (list []sign, all says) {
	signWords().each(text, func(at int, s says) bool {
		list = append(list, sign{at, s})
		all |= s
		return true
	})
	return list, all
}

// hasHint reports whether a name holds what every name of a secret does.
func hasHint(name string) bool {
	found := false
	signWords().each(name, func(_ int, s says) bool {
		found = found || s&aHint != 0
		return !found
	})
	return found
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	return c
}

// hasFold reports whether text starts with the lower-case ASCII word in any case.
func hasFold(text, word string) bool {
	if len(text) < len(word) {
		return false
	}
	for i := range len(word) {
		if lower(text[i]) != word[i] {
			return false
		}
	}
	return true
}

// Two characters beyond ASCII are letters of ASCII in another case: the long s
// and the sign of the Kelvin.
const (
	longS  = "\u017f"
	kelvin = "\u212a"
)

// foldAt is the character at an offset in lower case, as far as it is one of
// ASCII, and its length in bytes.
func foldAt(text string, at int) (byte, int) {
	c := text[at]
	if c >= utf8.RuneSelf {
		switch {
		case len(text)-at >= len(longS) && text[at:at+len(longS)] == longS:
			return 's', len(longS)
		case len(text)-at >= len(kelvin) && text[at:at+len(kelvin)] == kelvin:
			return 'k', len(kelvin)
		}
	}
	return lower(c), 1
}

// wordEnd is where the lower-case word at an offset ends, in any case; -1 when it
// is not there. A dash in the word stands for one of _.- or nothing.
func wordEnd(text string, at int, word string) int {
	for i := range len(word) {
		if word[i] == '-' {
			if at < len(text) && isSeparator(text[at]) {
				at++
			}
			continue
		}
		if at >= len(text) {
			return -1
		}
		c, n := foldAt(text, at)
		if c != word[i] {
			return -1
		}
		at += n
	}
	return at
}

// beforeWord is a text without the lower-case word that it ends in, in any case.
func beforeWord(text, word string) (string, bool) {
	for i := len(word) - 1; i >= 0; i-- {
		if text == "" {
			return "", false
		}
		at := len(text) - 1
		for at > 0 && !utf8.RuneStart(text[at]) {
			at--
		}
		if c, n := foldAt(text, at); c != word[i] || at+n != len(text) {
			return "", false
		}
		text = text[:at]
	}
	return text, true
}

func endsWithWord(text, word string) bool {
	_, ok := beforeWord(text, word)
	return ok
}

func isSeparator(c byte) bool { return c == '_' || c == '.' || c == '-' }
